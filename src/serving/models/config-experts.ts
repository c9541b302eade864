import { ConfigRefusal, count, type Fields, layerKinds, needed } from "./config-values.ts";
import type { Particulars, ReleasedExperts } from "./shape.ts";

/** Types whose intermediate_size is an expert's. */
const widthOfExpert =
  /^(mixtral|phimoe|minimax|minimax_m2|minimax_m3|gpt_oss|llama4|llama4_text|granitemoe.*|dbrx|grok-1)$/;

interface Mixture {
  readonly experts?: ReleasedExperts;
  /** Of one expert. */
  readonly width?: number;
  readonly particulars: Particulars;
}

/** The experts of a config, with what every token passes beside them and the layers that have none. */
export function expertsIn(fields: Fields, type: string, layers: number): Mixture {
  const total = count(
    fields,
    "num_local_experts",
    "num_experts",
    "n_routed_experts",
    "moe_num_experts",
  );
  if (total === undefined || total === 1) return { particulars: {} };
  const active = needed(
    fields,
    "experts that see a token",
    "num_experts_per_tok",
    "num_experts_per_token",
    "experts_per_token",
    "top_k_experts",
    "moe_topk",
    "moe_k",
  );
  if (active > total)
    throw new ConfigRefusal(`${active} of ${total} experts see a token: that cannot be.`);
  const own = count(fields, "moe_intermediate_size", "expert_intermediate_size");
  const width =
    own ??
    (widthOfExpert.test(type)
      ? needed(fields, "width of an expert", "intermediate_size")
      : needed(fields, "width of an expert", "moe_intermediate_size"));
  const shared = sharedWidth(fields, type, width);
  const dense = denseLayers(fields, type, layers);
  const narrow = count(fields, "moe_latent_size", "routed_expert_hidden_size");
  return {
    experts: { count: total, active },
    width,
    particulars: {
      ...(shared === undefined ? {} : { shared }),
      ...(dense === undefined ? {} : { dense }),
      ...(narrow === undefined ? {} : { expertHidden: narrow }),
    },
  };
}

function sharedWidth(fields: Fields, type: string, width: number): number | undefined {
  if (/^llama4/.test(type)) return width;
  // every layer of Gemma's mixture has a plain feed-forward part too
  if (/^gemma4/.test(type)) return count(fields, "intermediate_size");
  const wide = count(
    fields,
    "shared_expert_intermediate_size",
    "moe_shared_expert_intermediate_size",
    "shared_intermediate_size",
    "share_expert_dim",
  );
  if (wide !== undefined) return wide;
  const many = count(fields, "n_shared_experts", "num_shared_experts", "moe_num_shared_experts");
  return many === undefined ? undefined : many * width;
}

function denseLayers(fields: Fields, type: string, layers: number): Particulars["dense"] {
  const width = () =>
    needed(
      fields,
      "width of the layers without experts",
      "dense_intermediate_size",
      "intermediate_size_mlp",
      "intermediate_size",
    );
  const steps = count(fields, "interleave_moe_layer_step", "decoder_sparse_step");
  if (steps !== undefined && steps > 1)
    return { layers: layers - Math.floor(layers / steps), width: width() };
  const frequency = layerKinds(fields.moe_layer_freq);
  const without = frequency?.get("0") ?? frequency?.get("false");
  if (without !== undefined) return { layers: without, width: width() };
  const first =
    count(fields, "first_k_dense_replace", "moe_layer_start_index") ??
    (Array.isArray(fields.mlp_only_layers) ? fields.mlp_only_layers.length : 0);
  if (first === 0 || /^nemotron/.test(type)) return undefined;
  return { layers: first, width: width() };
}

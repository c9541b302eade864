import {
  ConfigRefusal,
  count,
  type Fields,
  isFields,
  layerKinds,
  needed,
} from "./config-values.ts";
import type { Particulars } from "./shape.ts";

interface Found {
  readonly particulars: Particulars;
  readonly remarks: readonly string[];
}

/** How the layers of a config mix tokens: what it takes beyond full attention in each. */
export function layersIn(fields: Fields, type: string, layers: number): Found {
  refuseUnknown(fields, type);
  const windows = windowIn(fields, type, layers);
  const particulars: Particulars = {
    ...latentIn(fields),
    ...linearIn(fields, type, layers),
    ...mambaIn(fields, type, layers),
    ...gemmaIn(fields, type),
    ...compressedIn(fields, type, layers),
    ...windows.particulars,
    ...(fields.attn_output_gate === true ||
    fields.mla_use_output_gate === true ||
    /^qwen3_next/.test(type)
      ? { gated: true }
      : {}),
  };
  return { particulars, remarks: windows.remarks };
}

/** Fields that say that layers differ in a way that isn't read. */
function refuseUnknown(fields: Fields, type: string): void {
  const known: readonly (readonly [string, RegExp])[] = [
    ["hybrid_override_pattern", /^nemotron_h/],
    ["layers_block_type", /^(nemotron_h|granitemoehybrid)/],
    ["linear_attn_config", /^kimi_linear/],
    ["compress_ratios", /^deepseek_v4/],
    ["hybrid_layer_pattern", /^$/],
    ["attn_type_list", /^$/],
    ["mamba_d_state", /^granitemoehybrid/],
    ["ssm_cfg", /^$/],
    ["cla_share_factor", /^$/],
    ["linear_num_value_heads", /^qwen3/],
    ["hidden_size_per_layer_input", /^gemma/],
  ];
  for (const [field, types] of known) {
    const value = fields[field];
    const alike = Array.isArray(value) && new Set(value).size <= 1;
    const absent = alike || value === undefined || value === null || value === 0 || value === 1;
    if (!absent && !types.test(type))
      throw new ConfigRefusal(
        `${field}${type === "" ? "" : ` of ${type}`} makes layers differ in a way that this page does not read.`,
      );
  }
  if (/^gemma3n/.test(type))
    throw new ConfigRefusal(
      "Gemma 3n activates parts of its layers by the request: this page does not cost that.",
    );
}

function latentIn(fields: Fields): Particulars {
  const kv = count(fields, "kv_lora_rank");
  const top = count(fields, "index_topk");
  const blocks = fields.sparse_attention_config;
  const index = isFields(blocks)
    ? {
        index: {
          heads: needed(blocks, "heads of the indexer", "sparse_num_index_heads"),
          dim: needed(blocks, "width of the indexer", "sparse_index_dim"),
          top:
            needed(blocks, "blocks that are read", "sparse_topk_blocks") *
            needed(blocks, "size of a block", "sparse_block_size"),
        },
      }
    : top === undefined
      ? {}
      : {
          index: {
            heads: needed(fields, "heads of the indexer", "index_n_heads"),
            dim: needed(fields, "width of the indexer", "index_head_dim"),
            top,
          },
        };
  if (kv === undefined) return index;
  const nope = needed(fields, "size of a query head", "qk_nope_head_dim");
  return {
    latent: {
      q: count(fields, "q_lora_rank") ?? 0,
      kv,
      nope,
      rope: needed(fields, "rotary part of a head", "qk_rope_head_dim"),
      v: needed(fields, "size of a value head", "v_head_dim"),
    },
    ...index,
  };
}

function linearIn(fields: Fields, type: string, layers: number): Particulars {
  const attention = fields.linear_attn_config;
  if (/^kimi_linear/.test(type) && isFields(attention)) {
    const heads = needed(attention, "heads of the linear layers", "num_heads");
    const dim = needed(attention, "their size", "head_dim");
    const list = attention.kda_layers;
    const linear = Array.isArray(list) ? list.length : 0;
    return {
      linear: { layers: linear, keyHeads: heads, valueHeads: heads, keyDim: dim, valueDim: dim },
    };
  }
  const valueHeads = count(fields, "linear_num_value_heads");
  if (valueHeads === undefined) return {};
  const interval = count(fields, "full_attention_interval");
  const linear =
    layerKinds(fields.layer_types)?.get("linear_attention") ??
    (interval === undefined ? undefined : layers - Math.floor(layers / interval));
  if (linear === undefined)
    throw new ConfigRefusal(
      "It has linear layers, but says nowhere which: layer_types is missing.",
    );
  return {
    linear: {
      layers: linear,
      keyHeads: needed(fields, "key heads of the linear layers", "linear_num_key_heads"),
      valueHeads,
      keyDim: needed(fields, "their key size", "linear_key_head_dim"),
      valueDim: needed(fields, "their value size", "linear_value_head_dim"),
    },
    ...(/^qwen3_5/.test(type) ? { gated: true } : {}),
  };
}

function mambaIn(fields: Fields, type: string, layers: number): Particulars {
  if (/^nemotron_h/.test(type)) {
    const pattern = fields.hybrid_override_pattern;
    const kinds =
      typeof pattern === "string" ? layerKinds([...pattern]) : layerKinds(fields.layers_block_type);
    if (kinds === undefined)
      throw new ConfigRefusal("It says nowhere what each layer is: hybrid_override_pattern.");
    const of = (...names: readonly string[]) =>
      names.reduce((sum, name) => sum + (kinds.get(name) ?? 0), 0);
    return {
      attention: of("*", "attention"),
      feedForward: of("E", "-", "moe", "mlp"),
      mamba: {
        layers: of("M", "mamba"),
        heads: needed(fields, "Mamba heads", "mamba_num_heads"),
        headDim: needed(fields, "their size", "mamba_head_dim"),
        state: needed(fields, "their state", "ssm_state_size"),
        groups: count(fields, "n_groups", "mamba_n_groups") ?? 1,
      },
    };
  }
  const mamba = layerKinds(fields.layer_types)?.get("mamba");
  if (!/^granitemoehybrid/.test(type) || mamba === undefined) return {};
  return {
    attention: layers - mamba,
    mamba: {
      layers: mamba,
      heads: needed(fields, "Mamba heads", "mamba_n_heads"),
      headDim: needed(fields, "their size", "mamba_d_head"),
      state: needed(fields, "their state", "mamba_d_state"),
      groups: count(fields, "mamba_n_groups") ?? 1,
    },
  };
}

function gemmaIn(fields: Fields, type: string): Particulars {
  if (!/^gemma4/.test(type)) return {};
  const wide = count(fields, "global_head_dim");
  const heads = count(fields, "num_global_key_value_heads", "num_key_value_heads");
  const tables = count(fields, "hidden_size_per_layer_input");
  const cacheless = count(fields, "num_kv_shared_layers");
  return {
    ...(wide === undefined || heads === undefined
      ? {}
      : { global: { kvHeads: heads, headDim: wide } }),
    ...(fields.attention_k_eq_v === true ? { keysAreValues: true } : {}),
    ...(tables === undefined ? {} : { perLayer: tables }),
    ...(cacheless === undefined ? {} : { cacheless }),
    ...(fields.use_double_wide_mlp === true && cacheless !== undefined
      ? {
          dense: {
            layers: cacheless,
            width: 2 * needed(fields, "feed-forward width", "intermediate_size"),
          },
        }
      : {}),
  };
}

function compressedIn(fields: Fields, type: string, layers: number): Particulars {
  if (!/^deepseek_v4/.test(type)) return {};
  const ratios = Array.isArray(fields.compress_ratios)
    ? fields.compress_ratios.slice(0, layers)
    : [];
  const compressed = [...(layerKinds(ratios) ?? [])]
    .map(([ratio, many]) => ({ layers: many, every: Number(ratio) }))
    .filter(({ every }) => every > 0)
    .sort((one, other) => one.every - other.every);
  return {
    compressed,
    lowRank: {
      q: needed(fields, "rank of the queries", "q_lora_rank"),
      o: needed(fields, "rank of the output", "o_lora_rank"),
      groups: count(fields, "o_groups") ?? 1,
    },
  };
}

/** Layers that see a window. Types without a list of layers have a rule of their own. */
function windowIn(fields: Fields, type: string, layers: number): Found {
  const none: Found = { particulars: {}, remarks: [] };
  const size = count(fields, "sliding_window", "sliding_window_size");
  const chunk = count(fields, "attention_chunk_size");
  const kinds = layerKinds(fields.layer_types);
  const listed = (kinds?.get("sliding_attention") ?? 0) + (kinds?.get("chunked_attention") ?? 0);
  const window = (of: number | undefined, many: number): Found =>
    of === undefined || many === 0
      ? none
      : { particulars: { window: { size: of, layers: many } }, remarks: [] };
  if (listed > 0) return window(kinds?.has("chunked_attention") ? (chunk ?? size) : size, listed);
  if (/^llama4/.test(type)) return window(chunk, layers - Math.floor(layers / 4));
  if (/^deepseek_v4/.test(type)) return window(size, layers);
  const context = count(fields, "max_position_embeddings") ?? Number.POSITIVE_INFINITY;
  if (size === undefined || fields.use_sliding_window === false || size >= context) return none;
  if (kinds !== undefined) return none;
  const pattern = count(fields, "sliding_window_pattern", "_sliding_window_pattern");
  if (/^gemma2/.test(type)) return window(size, Math.ceil(layers / 2));
  if (/^gemma3/.test(type)) return window(size, layers - Math.floor(layers / (pattern ?? 6)));
  if (pattern !== undefined) return window(size, layers - Math.floor(layers / pattern));
  if (/^(mistral|mixtral|starcoder2)$/.test(type)) return window(size, layers);
  return {
    ...none,
    remarks: [
      `It has a window of ${size} but says nowhere in which layers: full attention is taken.`,
    ],
  };
}

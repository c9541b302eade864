import { expertsIn } from "./config-experts.ts";
import { layersIn } from "./config-layers.ts";
import { ConfigRefusal, count, type Fields, isFields, needed } from "./config-values.ts";
import type { RowNotes } from "./row.ts";
import { countParameters, type NativeFormat, type Shape } from "./shape.ts";

/** What a config.json says, or why it can't be taken. */
export type ConfigAnswer =
  | {
      readonly kind: "shape";
      readonly shape: Shape;
      readonly notes: RowNotes;
      /** What a person should know of how it was read. */
      readonly remarks: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/** The longest text that is read, in characters. */
export const longestConfig = 4_000_000;

const notDecoders =
  /^(t5|mt5|umt5|bart|mbart|pegasus|whisper|bert|roberta|xlm|deberta|electra|clip|siglip|vit|nomic|modernbert|distilbert|albert|blip|sam|wav2vec|rwkv|retnet|hyena|mamba|falcon_mamba|xlstm|diffusion|llada|dream)/;

/** Two matrices a feed-forward layer, for want of a gate. */
const ungated =
  /^(gpt2|gpt_neox|gptj|opt|bloom|mpt|falcon|starcoder2|gpt_bigcode|phi|phi-msft|nemotron|nemotron_h)$/;

/** Types whose own default is one matrix for both embeddings. */
const tiedByDefault = /^(gemma|cohere|opt|gpt2|bloom|starcoder2|gpt_bigcode|falcon|granitemoe)/;

/** Reads a model's config.json: dense, mixture, latent, sliding-window, linear and Mamba-2 hybrids. What
 *  it can't cost it refuses, in words. Never throws. */
export function readConfig(text: string): ConfigAnswer {
  try {
    return shapeOf(parse(text));
  } catch (error) {
    if (error instanceof ConfigRefusal) return { kind: "refused", reason: error.message };
    throw error;
  }
}

function parse(text: string): Fields {
  if (text.length > longestConfig)
    throw new ConfigRefusal("It is too long for a config.json. Paste that file alone.");
  let value: unknown;
  try {
    // Python writes numbers that JSON does not have
    value = JSON.parse(text.replace(/([[:,]\s*)-?(?:Infinity|NaN)\b/g, "$1null"));
  } catch {
    throw new ConfigRefusal(
      "It is no JSON. Paste the whole config.json, from the first brace to the last.",
    );
  }
  if (!isFields(value)) throw new ConfigRefusal("It is JSON, but no object with fields.");
  return value;
}

function shapeOf(root: Fields): ConfigAnswer {
  const inner = ["text_config", "llm_config", "language_config"].find((key) => isFields(root[key]));
  const nested = inner === undefined ? undefined : root[inner];
  const fields: Fields = isFields(nested) ? nested : root;
  const type = String(fields.model_type ?? root.model_type ?? "");
  refuseOthers(root, fields, type);
  const hidden = needed(fields, "width", "hidden_size", "n_embd", "d_model", "dim");
  const layers = layersWithin(fields);
  const heads = needed(fields, "attention heads", "num_attention_heads", "n_head", "n_heads");
  const found = layersIn(fields, type, layers);
  const headDim =
    found.particulars.latent?.nope ??
    count(fields, "head_dim", "attention_head_dim") ??
    hidden / heads;
  if (!Number.isInteger(headDim))
    throw new ConfigRefusal(`hidden_size ${hidden} is not divisible by ${heads} heads.`);
  const kvHeads =
    count(fields, "num_key_value_heads", "num_kv_heads", "n_kv_heads") ??
    (fields.multi_query === true ? 1 : heads);
  if (heads % kvHeads !== 0)
    throw new ConfigRefusal(`${heads} heads are not divisible by ${kvHeads} key-value heads.`);
  const mixture = expertsIn(fields, type, layers);
  const shape: Shape = {
    layers,
    hidden,
    intermediate: mixture.width ?? feedForwardWidth(fields, hidden, type),
    heads,
    kvHeads,
    headDim,
    vocab: needed(fields, "vocabulary", "vocab_size"),
    ...(mixture.experts === undefined ? {} : { experts: mixture.experts }),
    tied: tied(root, fields, type),
    matrices: ungated.test(type) ? 2 : 3,
    particulars: { ...found.particulars, ...mixture.particulars },
  };
  if (!(countParameters(shape).all < 1e15))
    throw new ConfigRefusal("Its counts multiply to more parameters than any model has.");
  return { kind: "shape", shape, ...notesOf(root, fields, inner, type, found.remarks) };
}

function refuseOthers(root: Fields, fields: Fields, type: string): void {
  if (root.is_encoder_decoder === true || notDecoders.test(type))
    throw new ConfigRefusal(
      `${type || "It"} is no decoder that writes one token after another from a cache: nothing here costs it.`,
    );
  if (fields.block_configs !== undefined)
    throw new ConfigRefusal(
      "block_configs gives every layer a shape of its own (a NAS model): this page costs layers of few kinds.",
    );
  if (root.speculators_model_type !== undefined || fields.draft_vocab_size !== undefined)
    throw new ConfigRefusal(
      "It is the config of a drafting head, not of a target: paste the target's.",
    );
}

function layersWithin(fields: Fields): number {
  const blocks = fields.layers_block_type;
  if (Array.isArray(blocks) && blocks.length > 0) return blocks.length;
  return needed(fields, "layers", "num_hidden_layers", "n_layer", "n_layers");
}

function feedForwardWidth(fields: Fields, hidden: number, type: string): number {
  const width = count(fields, "intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size");
  if (width !== undefined) return width;
  if (ungated.test(type)) return 4 * hidden;
  return needed(fields, "feed-forward width", "intermediate_size");
}

function tied(root: Fields, fields: Fields, type: string): boolean {
  const said = fields.tie_word_embeddings ?? root.tie_word_embeddings;
  return typeof said === "boolean" ? said : tiedByDefault.test(type);
}

function notesOf(
  root: Fields,
  fields: Fields,
  inner: string | undefined,
  type: string,
  remarks: readonly string[],
) {
  const context = count(fields, "max_position_embeddings", "n_positions", "seq_length");
  const mtp = count(fields, "num_nextn_predict_layers", "mtp_num_hidden_layers");
  const stored = nativeFormat(root, fields);
  return {
    notes: {
      ...(context === undefined ? {} : { context }),
      ...(stored.format === undefined ? {} : { native: stored.format }),
      ...(mtp === undefined ? {} : { mtp }),
    } satisfies RowNotes,
    remarks: [
      ...(inner === undefined ? [] : ["The language model alone is counted, no vision or audio."]),
      ...(type === "" ? ["It names no model_type: read as a plain decoder."] : []),
      ...remarks,
      ...stored.remarks,
    ],
  };
}

/** How the weights are stored, from the quantisation that the config names. */
function nativeFormat(
  root: Fields,
  fields: Fields,
): { readonly format?: NativeFormat; readonly remarks: readonly string[] } {
  const quantised = root.quantization_config ?? fields.quantization_config;
  if (!isFields(quantised)) {
    const dtype = String(fields.dtype ?? fields.torch_dtype ?? root.torch_dtype ?? "bfloat16");
    return { format: dtype === "float32" ? "fp32" : "bf16", remarks: [] };
  }
  const said = JSON.stringify(quantised).toLowerCase();
  const method = String(quantised.quant_method ?? "");
  if (said.includes("nvfp4")) return { format: "nvfp4", remarks: [] };
  if (said.includes("mxfp4")) return { format: "mxfp4", remarks: [] };
  if (/"(num_)?bits":4\b/.test(said) || method === "awq") return { format: "int4", remarks: [] };
  if (said.includes("fp8") || said.includes("float-quantized") || /"num_bits":8\b/.test(said))
    return { format: "fp8", remarks: [] };
  return { remarks: [`How ${method || "its quantisation"} stores weights is not read: set it.`] };
}

import { ModelFileError } from "./errors.ts";
import { isObject, type JsonObject, parseObject, quote } from "./json.ts";

/** What config.json says of a model of Llama's layout, in our words. */
export interface LlamaConfig {
  /** Width of the residual stream. */
  readonly hidden: number;
  /** Width inside the MLP. */
  readonly intermediate: number;
  readonly layers: number;
  readonly heads: number;
  /** Heads of keys and values; divides `heads`. */
  readonly kvHeads: number;
  /** Even. heads · headDim need not equal `hidden`. */
  readonly headDim: number;
  readonly vocab: number;
  /** The most positions that the model was made for. */
  readonly context: number;
  readonly normEps: number;
  readonly ropeTheta: number;
  /** Whether the output head is the embedding. */
  readonly tied: boolean;
  /** The token that a text begins with, if any. */
  readonly bos: number | null;
  /** The tokens that end a text; may be empty. */
  readonly eos: readonly number[];
}

const sizeLimit = 1_000_000;
const dimensionLimit = 2 ** 24;

/** The config in the bytes of config.json. Fields that are missing get Hugging Face's defaults.
 *  Throws ModelFileError "config" for impossible values and "unsupported", with the field's name, for
 *  anything that would change the result and that we don't do. */
export function parseConfig(bytes: Uint8Array): LlamaConfig {
  const raw = parseObject(bytes, "config.json", sizeLimit);
  refuseUnsupported(raw);
  const heads = dimension(raw, "num_attention_heads");
  const hidden = dimension(raw, "hidden_size");
  const kvHeads = dimension(raw, "num_key_value_heads", heads);
  if (heads % kvHeads !== 0) {
    throw impossible(
      "num_key_value_heads",
      kvHeads,
      `it must divide num_attention_heads, ${heads}`,
    );
  }
  if (isMissing(raw.head_dim) && hidden % heads !== 0) {
    throw impossible("hidden_size", hidden, `num_attention_heads, ${heads}, doesn't divide it`);
  }
  const headDim = dimension(raw, "head_dim", hidden / heads);
  if (headDim % 2 !== 0) throw impossible("head_dim", headDim, "it must be even");
  const vocab = dimension(raw, "vocab_size");
  return {
    hidden,
    intermediate: dimension(raw, "intermediate_size"),
    layers: dimension(raw, "num_hidden_layers"),
    heads,
    kvHeads,
    headDim,
    vocab,
    context: dimension(raw, "max_position_embeddings", 2048),
    normEps: positive(raw, "rms_norm_eps", 1e-6),
    ropeTheta: readRopeTheta(raw),
    tied: flag(raw, "tie_word_embeddings"),
    bos: readBos(raw, vocab),
    eos: readEos(raw, vocab),
  };
}

function refuseUnsupported(raw: JsonObject): void {
  const { architectures: names, model_type: type } = raw;
  const architecture = Array.isArray(names) ? names[0] : names;
  if (isMissing(architecture) ? type !== "llama" : architecture !== "LlamaForCausalLM") {
    const given = isMissing(architecture) ? `model_type ${quote(type)}` : quote(architecture);
    throw unsupported(`The model is ${given}; this engine runs LlamaForCausalLM only.`);
  }
  for (const field of ["attention_bias", "mlp_bias"]) {
    if (flag(raw, field)) throw unsupported(`${field} is true; this engine has no biases.`);
  }
  if (!isMissing(raw.hidden_act) && raw.hidden_act !== "silu") {
    throw unsupported(`hidden_act is ${quote(raw.hidden_act)}; this engine has silu only.`);
  }
  for (const field of ["quantization_config", "sliding_window"]) {
    if (!isMissing(raw[field])) {
      throw unsupported(`${field} is ${quote(raw[field])}; this engine needs a model without it.`);
    }
  }
  for (const [field, rope] of [
    ["rope_scaling", raw.rope_scaling],
    ["rope_parameters", raw.rope_parameters],
  ] as const) {
    if (isMissing(rope)) continue;
    if (!isObject(rope)) throw impossible(field, rope, "it must be an object or null");
    const kind =
      rope.rope_type ?? rope.type ?? (field === "rope_parameters" ? "default" : undefined);
    if (kind !== "default") {
      throw unsupported(
        `${field} asks for ${quote(kind)}; this engine has unscaled rotary positions only.`,
      );
    }
    refusePartialRotation(rope);
  }
  refusePartialRotation(raw);
}

function refusePartialRotation(fields: JsonObject): void {
  const part = fields.partial_rotary_factor;
  if (!isMissing(part) && part !== 1) {
    throw unsupported(
      `partial_rotary_factor is ${quote(part)}; this engine rotates whole heads only.`,
    );
  }
}

/** Newer files keep rope_theta inside rope_parameters. */
function readRopeTheta(raw: JsonObject): number {
  const inner = isObject(raw.rope_parameters) ? raw.rope_parameters : {};
  return positive(isMissing(inner.rope_theta) ? raw : inner, "rope_theta", 10_000);
}

function readBos(raw: JsonObject, vocab: number): number | null {
  if (raw.bos_token_id === undefined) return vocab > 1 ? 1 : null;
  return raw.bos_token_id === null ? null : tokenId("bos_token_id", raw.bos_token_id, vocab);
}

function readEos(raw: JsonObject, vocab: number): number[] {
  const ids = raw.eos_token_id;
  if (ids === undefined) return vocab > 2 ? [2] : [];
  if (ids === null) return [];
  if (!Array.isArray(ids)) return [tokenId("eos_token_id", ids, vocab)];
  return ids.map((id) => tokenId("eos_token_id", id, vocab));
}

function tokenId(field: string, id: unknown, vocab: number): number {
  if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id < vocab) return id;
  throw impossible(field, id, `it must be a token of the vocabulary, 0 to ${vocab - 1}`);
}

function dimension(raw: JsonObject, field: string, fallback?: number): number {
  const value = isMissing(raw[field]) ? fallback : raw[field];
  if (
    typeof value === "number" &&
    Number.isInteger(value) &&
    value >= 1 &&
    value <= dimensionLimit
  ) {
    return value;
  }
  throw impossible(field, value, `it must be a whole number from 1 to ${dimensionLimit}`);
}

function positive(raw: JsonObject, field: string, fallback: number): number {
  const value = isMissing(raw[field]) ? fallback : raw[field];
  if (typeof value === "number" && value > 0 && value < Infinity) return value;
  throw impossible(field, value, "it must be a positive number");
}

function flag(raw: JsonObject, field: string): boolean {
  const value = isMissing(raw[field]) ? false : raw[field];
  if (typeof value === "boolean") return value;
  throw impossible(field, value, "it must be true or false");
}

const isMissing = (value: unknown): value is null | undefined =>
  value === undefined || value === null;

const impossible = (field: string, value: unknown, rule: string) =>
  new ModelFileError("config", `config.json gives ${field} as ${quote(value)}; ${rule}.`);

const unsupported = (what: string) => new ModelFileError("unsupported", `config.json: ${what}`);

import type { LlamaConfig } from "./config.ts";
import { firstNotFinite, isWeightType, toFloat32, type WeightType } from "./dtype.ts";
import { ModelFileError } from "./errors.ts";
import type { Tensor } from "./safetensors.ts";

/** A tensor that a model computes with: bytes as in the file, for engines that upload them unchanged. */
export interface WeightTensor extends Tensor {
  readonly dtype: WeightType;
}

/** The weights of one layer; matrices are [outputs, inputs], row-major. */
export interface LayerWeights<T> {
  readonly attentionNorm: T; // [hidden]
  readonly query: T; // [heads · headDim, hidden]
  readonly key: T; // [kvHeads · headDim, hidden]
  readonly value: T; // [kvHeads · headDim, hidden]
  readonly output: T; // [hidden, heads · headDim]
  readonly mlpNorm: T; // [hidden]
  readonly gate: T; // [intermediate, hidden]
  readonly up: T; // [intermediate, hidden]
  readonly down: T; // [hidden, intermediate]
}

/** All weights of a model, as tensors of the file or in an engine's own form. */
export interface LlamaWeights<T> {
  readonly embedding: T; // [vocab, hidden]
  readonly layers: readonly LayerWeights<T>[];
  readonly norm: T; // [hidden]
  readonly head: T; // [vocab, hidden]; the same object as the embedding when tied
}

/** Picks a model's weights out of a file's tensors and checks the number of layers, every shape against the
 *  config and every value.
 *  Throws ModelFileError "layers", "missing-tensor", "shape", "dtype", "not-finite", or "unsupported" for
 *  biases. */
export function llamaWeights(
  tensors: ReadonlyMap<string, Tensor>,
  config: LlamaConfig,
): LlamaWeights<WeightTensor> {
  const { hidden, intermediate, vocab } = config;
  const queries = config.heads * config.headDim;
  const keys = config.kvHeads * config.headDim;
  const take = (name: string, ...shape: number[]) => pick(tensors, name, shape);
  for (const name of tensors.keys()) {
    if (name.endsWith(".bias")) {
      throw new ModelFileError(
        "unsupported",
        `model.safetensors holds the bias ${name}; this engine has no biases.`,
      );
    }
  }
  refuseOtherDepth(tensors, config.layers);
  const embedding = take("model.embed_tokens.weight", vocab, hidden);
  const layers: LayerWeights<WeightTensor>[] = [];
  for (let i = 0; i < config.layers; i++) {
    const layer = `model.layers.${i}`;
    layers.push({
      attentionNorm: take(`${layer}.input_layernorm.weight`, hidden),
      query: take(`${layer}.self_attn.q_proj.weight`, queries, hidden),
      key: take(`${layer}.self_attn.k_proj.weight`, keys, hidden),
      value: take(`${layer}.self_attn.v_proj.weight`, keys, hidden),
      output: take(`${layer}.self_attn.o_proj.weight`, hidden, queries),
      mlpNorm: take(`${layer}.post_attention_layernorm.weight`, hidden),
      gate: take(`${layer}.mlp.gate_proj.weight`, intermediate, hidden),
      up: take(`${layer}.mlp.up_proj.weight`, intermediate, hidden),
      down: take(`${layer}.mlp.down_proj.weight`, hidden, intermediate),
    });
  }
  return {
    embedding,
    layers,
    norm: take("model.norm.weight", hidden),
    head: config.tied ? embedding : take("lm_head.weight", vocab, hidden),
  };
}

/** The same weights in another form; `convert` sees a tied head once. */
export function mapWeights<T, U>(weights: LlamaWeights<T>, convert: (t: T) => U): LlamaWeights<U> {
  const embedding = convert(weights.embedding);
  return {
    embedding,
    layers: weights.layers.map((layer) => ({
      attentionNorm: convert(layer.attentionNorm),
      query: convert(layer.query),
      key: convert(layer.key),
      value: convert(layer.value),
      output: convert(layer.output),
      mlpNorm: convert(layer.mlpNorm),
      gate: convert(layer.gate),
      up: convert(layer.up),
      down: convert(layer.down),
    })),
    norm: convert(weights.norm),
    head: weights.head === weights.embedding ? embedding : convert(weights.head),
  };
}

/** The weights as float32, exactly. */
export function float32Weights(weights: LlamaWeights<WeightTensor>): LlamaWeights<Float32Array> {
  return mapWeights<WeightTensor, Float32Array>(weights, (t) => toFloat32(t.bytes, t.dtype));
}

/** How many parameters a model has; a tied head counts once. `nonEmbedding` leaves out the embedding
 *  and an untied head. */
export function countParameters(config: LlamaConfig): { params: number; nonEmbedding: number } {
  const { hidden, intermediate, heads, kvHeads, headDim, layers } = config;
  const attention = 2 * hidden * headDim * (heads + kvHeads);
  const nonEmbedding = layers * (attention + 3 * hidden * intermediate + 2 * hidden) + hidden;
  return { params: nonEmbedding + config.vocab * hidden * (config.tied ? 1 : 2), nonEmbedding };
}

/** A file of more layers would run without its last ones, and write nonsense that looks like a weak model. */
function refuseOtherDepth(tensors: ReadonlyMap<string, Tensor>, layers: number): void {
  let depth = 0;
  for (const name of tensors.keys()) {
    const index = /^model\.layers\.(\d+)\./.exec(name)?.[1];
    if (index !== undefined) depth = Math.max(depth, Number(index) + 1);
  }
  if (depth === 0 || depth === layers) return;
  throw new ModelFileError(
    "layers",
    `model.safetensors holds ${depth} ${depth === 1 ? "layer" : "layers"}, config.json gives num_hidden_layers as ${layers}. The two files may belong to different models.`,
  );
}

function pick(
  tensors: ReadonlyMap<string, Tensor>,
  name: string,
  shape: readonly number[],
): WeightTensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) {
    throw new ModelFileError(
      "missing-tensor",
      `model.safetensors has no ${name}, which the config needs. The two files may belong to different models.`,
    );
  }
  if (tensor.shape.length !== shape.length || tensor.shape.some((n, i) => n !== shape[i])) {
    throw new ModelFileError(
      "shape",
      `${name} is ${bracketed(tensor.shape)}, the config needs ${bracketed(shape)}. The two files may belong to different models.`,
    );
  }
  const { dtype } = tensor;
  if (!isWeightType(dtype)) {
    throw new ModelFileError(
      "dtype",
      `${name} is of type ${dtype}; this engine reads F32, F16 and BF16. Convert the model.`,
    );
  }
  const wrong = firstNotFinite(tensor.bytes, dtype);
  if (wrong !== null) {
    throw new ModelFileError(
      "not-finite",
      `${name} holds ${wrong.value} as its element ${wrong.index}; every weight must be a finite number. The training may have diverged, or the file is damaged: download or export it again.`,
    );
  }
  return { ...tensor, dtype };
}

/** A shape for a message; long ones, which are never right, are cut. */
const bracketed = (shape: readonly number[]) =>
  `[${shape.slice(0, 6).join(", ")}${shape.length > 6 ? ", …" : ""}]`;

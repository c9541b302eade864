import type { LlamaConfig } from "../config.ts";
import type { LayerWeights, LlamaWeights, WeightTensor } from "../weights.ts";
import { type Dimensions, padded } from "./dimensions.ts";
import type { MatrixPlan } from "./matrix.ts";

type Output = MatrixPlan["outputs"][number];
const nothing: Output = { tensor: 0, row: -1 };

/** Queries, keys and values in one product. Within a head of q and k the element that turns with
 *  element i, which Hugging Face's files keep half a head away, becomes its neighbour: a thread then
 *  owns whole pairs, and scores, sums over the head, don't change. */
export function qkvPlan(
  layer: LayerWeights<WeightTensor>,
  config: LlamaConfig,
  { hidden, headDim }: Dimensions,
): MatrixPlan {
  const half = config.headDim / 2;
  const head = (tensor: number, h: number, place: (i: number) => number): Output[] =>
    range(headDim, (i) => {
      const from = place(i);
      return from < 0 ? nothing : { tensor, row: h * config.headDim + from };
    });
  const paired = (i: number) => (i >> 1 >= half ? -1 : (i >> 1) + (i & 1) * half);
  const plain = (i: number) => (i < config.headDim ? i : -1);
  const heads = (tensor: number, count: number, place: (i: number) => number) =>
    range(count, (h) => head(tensor, h, place)).flat();
  return {
    tensors: [layer.query, layer.key, layer.value],
    outputs: [
      ...heads(0, config.heads, paired),
      ...heads(1, config.kvHeads, paired),
      ...heads(2, config.kvHeads, plain),
    ],
    inputs: upTo(config.hidden, hidden),
  };
}

export function outputPlan(
  layer: LayerWeights<WeightTensor>,
  config: LlamaConfig,
  { hidden, headDim }: Dimensions,
): MatrixPlan {
  return {
    tensors: [layer.output],
    outputs: rows(config.hidden, hidden),
    inputs: range(config.heads, (h) =>
      range(headDim, (i) => (i < config.headDim ? h * config.headDim + i : -1)),
    ).flat(),
  };
}

/** Rows of gate and up in turn, so that one thread has both factors of an activation. */
export function gateUpPlan(
  layer: LayerWeights<WeightTensor>,
  config: LlamaConfig,
  { hidden, intermediate }: Dimensions,
): MatrixPlan {
  return {
    tensors: [layer.gate, layer.up],
    outputs: range(2 * intermediate, (i) =>
      i >> 1 < config.intermediate ? { tensor: i & 1, row: i >> 1 } : nothing,
    ),
    inputs: upTo(config.hidden, hidden),
  };
}

export function downPlan(
  layer: LayerWeights<WeightTensor>,
  config: LlamaConfig,
  { hidden, intermediate }: Dimensions,
): MatrixPlan {
  return {
    tensors: [layer.down],
    outputs: rows(config.hidden, hidden),
    inputs: upTo(config.intermediate, intermediate),
  };
}

export function headPlan(
  { head }: LlamaWeights<WeightTensor>,
  config: LlamaConfig,
  { hidden, vocab }: Dimensions,
): MatrixPlan {
  return {
    tensors: [head],
    outputs: rows(config.vocab, vocab),
    inputs: upTo(config.hidden, hidden),
  };
}

/** cos and sin of two neighbouring pairs at a time: [context, padded headDim] floats. */
export function pairedRotary(
  { cos, sin }: { cos: Float32Array; sin: Float32Array },
  context: number,
  headDim: number,
): Float32Array<ArrayBuffer> {
  const width = padded(headDim, 16);
  const half = headDim / 2;
  const out = new Float32Array(context * width);
  for (let position = 0; position < context; position++) {
    for (let i = 0; i < half; i++) {
      out[position * width + 2 * i] = cos[position * half + i];
      out[position * width + 2 * i + 1] = sin[position * half + i];
    }
  }
  return out;
}

const range = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const rows = (count: number, to: number): Output[] =>
  range(to, (row) => (row < count ? { tensor: 0, row } : nothing));
const upTo = (count: number, to: number): number[] => range(to, (i) => (i < count ? i : -1));

import type { LlamaConfig } from "../config.ts";
import { toFloat32 } from "../dtype.ts";
import type { LlamaWeights, WeightTensor } from "../weights.ts";
import type { Dimensions, Places } from "./layout.ts";

/** Writes a model's weights into `to`, the floats of its session, which are zeros. Matrices become panels
 *  of 8 rows: [rows / 8, cols, 8]; the halves of a head stand apart where they are padded. */
export function packWeights(
  to: Float32Array,
  weights: LlamaWeights<WeightTensor>,
  config: LlamaConfig,
  d: Dimensions,
  places: Places,
): void {
  const plain = (i: number) => i;
  const half = config.headDim / 2;
  const byHead = (i: number) => {
    const within = i % config.headDim;
    const own = within < half ? within : d.headDim / 2 + within - half;
    return Math.floor(i / config.headDim) * d.headDim + own;
  };
  const matrix = (place: number, tensor: WeightTensor, cols: number, row = plain, col = plain) => {
    const [rows, count] = tensor.shape;
    const values = toFloat32(tensor.bytes, tensor.dtype);
    const columns = Uint32Array.from({ length: count }, (_, k) => 8 * col(k));
    for (let r = 0; r < rows; r++) {
      const at = row(r);
      const start = place + (at >> 3) * cols * 8 + (at & 7);
      for (let k = 0; k < count; k++) to[start + columns[k]] = values[r * count + k];
    }
  };
  const vector = (place: number, tensor: WeightTensor) =>
    to.set(toFloat32(tensor.bytes, tensor.dtype), place);

  matrix(places.embedding, weights.embedding, d.hidden);
  if (places.head !== places.embedding) matrix(places.head, weights.head, d.hidden);
  vector(places.norm, weights.norm);
  for (const [l, layer] of weights.layers.entries()) {
    const start = places.layer + l * places.layerSize;
    vector(start, layer.attentionNorm);
    vector(start + d.hidden, layer.mlpNorm);
    const after = (offset: number) => (i: number) => offset + byHead(i);
    const qkv = start + places.qkv;
    matrix(qkv, layer.query, d.hidden, byHead);
    matrix(qkv, layer.key, d.hidden, after(d.queries));
    matrix(qkv, layer.value, d.hidden, after(d.queries + d.keys));
    matrix(start + places.output, layer.output, d.queries, plain, byHead);
    matrix(start + places.gateUp, layer.gate, d.hidden);
    matrix(start + places.gateUp, layer.up, d.hidden, (i) => d.intermediate + i);
    matrix(start + places.down, layer.down, d.intermediate);
  }
}

import { toFloat32 } from "../dtype.ts";
import type { WeightTensor } from "../weights.ts";
import type { Shape } from "./shape.ts";

/** Rows and columns that a product reads, each a place in a tensor or nothing (zeros). */
export interface MatrixPlan {
  readonly tensors: readonly WeightTensor[];
  /** For each output: which tensor, and which of its rows; -1 for zeros. Length a multiple of 4. */
  readonly outputs: readonly { readonly tensor: number; readonly row: number }[];
  /** For each input: the column of the tensors; -1 for zeros. Length a multiple of 4. */
  readonly inputs: readonly number[];
}

/** Whether all tensors can be stored as f16 without loss. */
export const fitsHalf = ({ tensors }: Pick<MatrixPlan, "tensors">): boolean =>
  tensors.every(({ dtype }) => dtype === "F16");

/** The weights in a shape's layout and storage, as the kernels read them; see weights.wgsl. Matrices
 *  that aren't F16 in the file are always stored as f32: nothing is rounded. */
export function arrange(
  plan: MatrixPlan,
  { layout, storage }: Pick<Shape, "layout" | "storage">,
): Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const { tensors, outputs, inputs } = plan;
  const half = storage === "f16" && fitsHalf(plan);
  const sources = tensors.map(({ bytes, dtype }) =>
    half ? new Uint16Array(bytes.slice().buffer) : toFloat32(bytes, dtype),
  );
  const out = half
    ? new Uint16Array(outputs.length * inputs.length)
    : new Float32Array(outputs.length * inputs.length);
  const n = outputs.length;
  for (const [r, { tensor, row }] of outputs.entries()) {
    if (row < 0) continue;
    const source = sources[tensor];
    const at = row * tensors[tensor].shape[1];
    for (const [k, column] of inputs.entries()) {
      if (column < 0) continue;
      const to =
        layout === "column"
          ? k * n + r
          : ((k >> 2) * (n >> 2) + (r >> 2)) * 16 + (k & 3) * 4 + (r & 3);
      out[to] = source[at + column];
    }
  }
  return out;
}

/** A table [rows, width] with rows padded to `to`, as f32 or, where the file has F16, unchanged. */
export function arrangeTable(
  tensor: WeightTensor,
  to: number,
  half: boolean,
): Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const [rows, width] = tensor.shape;
  const source = half
    ? new Uint16Array(tensor.bytes.slice().buffer)
    : toFloat32(tensor.bytes, tensor.dtype);
  if (width === to) return source;
  const out = half ? new Uint16Array(rows * to) : new Float32Array(rows * to);
  for (let r = 0; r < rows; r++) out.set(source.subarray(r * width, (r + 1) * width), r * to);
  return out;
}

/** A vector as f32, padded. */
export function arrangeVector(tensor: WeightTensor, to: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(to);
  out.set(toFloat32(tensor.bytes, tensor.dtype));
  return out;
}

import { expect, it } from "vitest";
import { Stream, uniform } from "../rng.ts";
import { product } from "./product.ts";

let counter = 0;
const random = (n: number) =>
  Float32Array.from({ length: n }, () => uniform(1, Stream.sample, counter++) - 0.5);

// Shapes on both sides of what the loops take at once. Exact: the order of every sum is the same.
it.each(
  [1, 2, 3, 8].flatMap((T) =>
    [1, 3, 4, 9].flatMap((rows) =>
      [
        [1, 1],
        [7, 7],
        [5, 11],
      ].map(([cols, stride]) => [T, rows, cols, stride]),
    ),
  ),
)("product of T = %d, [%d, %d] with rows %d apart is the definition", (T, rows, cols, stride) => {
  const [x, w] = [random(T * cols), random(rows * stride)];
  const y = new Float32Array(T * rows);
  product(y, x, w, T, rows, cols, stride);
  for (let t = 0; t < T; t++) {
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += x[t * cols + k] * w[r * stride + k];
      expect(y[t * rows + r]).toBe(Math.fround(sum));
    }
  }
});

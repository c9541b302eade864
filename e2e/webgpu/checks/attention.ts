import { real } from "../../../src/lm/webgpu/template.ts";
import { compare, type Difference } from "./compare.ts";
import { randoms, run } from "./kernel.ts";

/** Attention on random shapes, in either kernel. */
export async function attention({
  quad,
  slices,
}: {
  quad: boolean;
  slices: number;
}): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [T, rows, heads, kvHeads, headDim, position] of [
    [1, 1, 1, 1, 16, 0],
    [1, 1, 5, 5, 32, 100],
    [2, 5, 4, 2, 32, 37],
    [4, 4, 3, 1, 48, 60],
    [3, 7, 2, 2, 64, 4],
  ]) {
    const keys = kvHeads * headDim;
    const width = heads * headDim;
    const context = 128;
    const tiles = Math.ceil(rows / T);
    const q = randoms(tiles * T * width).map((v) => 3 * v);
    const cache = randoms(context * 2 * keys);
    const out = await run(
      quad ? "attention-quad" : "attention",
      {
        HEADS: heads,
        KV_HEADS: kvHeads,
        ...(quad ? { D16: headDim / 16, FOUR: 4, JOINS: slices > 1 } : { D4: headDim / 4 }),
        KV4: keys / 4,
        T,
        SLICES: slices,
        SCALE: real(1 / Math.sqrt(headDim)),
        CONTEXT: context,
      },
      [q, cache, tiles * T * width],
      [heads, tiles],
      { tokens: new Array(position).fill(0), start: position },
    ).catch((error) => {
      throw new Error(`T=${T}, head ${headDim}: ${error}`);
    });
    const mixed = new Float32Array(rows * width);
    for (let t = 0; t < rows; t++) {
      for (let h = 0; h < heads; h++) {
        const shared = Math.floor((h * kvHeads) / heads) * headDim;
        const at = (t * heads + h) * headDim;
        const weights = Array.from({ length: position + t + 1 }, (_, s) => {
          let score = 0;
          for (let d = 0; d < headDim; d++) score += q[at + d] * cache[s * 2 * keys + shared + d];
          return Math.exp(score / Math.sqrt(headDim));
        });
        const total = weights.reduce((a, b) => a + b, 0);
        for (const [s, weight] of weights.entries()) {
          for (let d = 0; d < headDim; d++) {
            mixed[at + d] += (weight / total) * cache[s * 2 * keys + keys + shared + d];
          }
        }
      }
    }
    const name = (i: number) =>
      `mixed[${Math.floor(i / width)}, ${i % width}] of T=${T}, ${heads}/${kvHeads} heads of ${headDim} at ${position}`;
    found.push(compare(out[2], mixed, 1e-4, name));
  }
  return found;
}

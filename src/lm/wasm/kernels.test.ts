import { describe, expect, it } from "vitest";
import { worst } from "../fixtures/shipped.ts";
import { Stream, uniform } from "../rng.ts";
import { draw, probabilities, type Sampling } from "../sampling.ts";
import { exact } from "../speculative.ts";
import { builds, testKernels } from "./fixtures/builds.ts";

let counter = 0;
/** Uniform in [−1, 1). */
const random = () => 2 * uniform(7, Stream.sample, counter++) - 1;
const randoms = (n: number) => Float32Array.from({ length: n }, random);
/** Far from each other in memory; the last one is for results. */
const [A, B, C] = [1 << 16, 1 << 20, 2 << 20];

describe.each(builds)("the kernels' %s build", (build) => {
  const kernels = testKernels(build);
  const write = async (at: number, values: ArrayLike<number>) =>
    new Float32Array((await kernels).memory.buffer, at, values.length).set(values);
  const read = async (at: number, length: number) =>
    new Float32Array((await kernels).memory.buffer, at, length).slice();

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 16])("multiplies %d rows by panels", async (T) => {
    const { product } = await kernels;
    for (const [panels, cols] of [
      [1, 1],
      [2, 30],
      [3, 8],
      [5, 33],
      [7, 160],
      [13, 61],
    ]) {
      for (const add of [0, 1]) {
        const x = randoms(T * cols);
        const w = randoms(panels * cols * 8);
        const y = randoms(T * panels * 8);
        await write(A, x);
        await write(B, w);
        await write(C, y);
        product(C, 32 * panels, A, 4 * cols, B, 32 * cols, T, panels, cols, add);
        const expected = y.map((before, i) => {
          const t = Math.floor(i / (8 * panels));
          const r = i % (8 * panels);
          let sum = add * before;
          for (let k = 0; k < cols; k++) {
            sum += x[t * cols + k] * w[(r >> 3) * cols * 8 + k * 8 + (r & 7)];
          }
          return sum;
        });
        const found = worst(await read(C, y.length), expected);
        // Float32 sums of up to 160 products below 1.
        expect(found.off, JSON.stringify({ panels, cols, add, found })).toBeLessThan(2e-5);
      }
    }
  });

  it("gives a row of a product the same bits in any company", async () => {
    const { product } = await kernels;
    const [panels, cols, rows] = [11, 97, 11];
    await write(A, randoms(rows * cols));
    await write(B, randoms(panels * cols * 8));
    product(C, 32 * panels, A, 4 * cols, B, 32 * cols, 1, panels, cols, 0);
    const alone = await read(C, panels * 8);
    for (let T = 2; T <= rows; T++) {
      // The same row of x as the last of T, which every kind of tile meets in turn.
      const at = A + 4 * cols * (T - 1);
      await write(at, await read(A, cols));
      product(C, 32 * panels, A, 4 * cols, B, 32 * cols, T, panels, cols, 0);
      expect(await read(C + 32 * panels * (T - 1), panels * 8)).toEqual(alone);
    }
  });

  it("normalises by the root mean square of the model's own width", async () => {
    const [T, width, count, eps] = [3, 40, 34, 1e-5];
    const x = randoms(T * width).map((v, i) => (i % width < count ? v : 0));
    const weight = randoms(width);
    await write(A, x);
    await write(B, weight);
    (await kernels).rmsNorm(C, A, B, T, width, count, eps);
    const expected = x.map((v, i) => {
      const row = x.subarray(i - (i % width), i - (i % width) + width);
      const mean = row.reduce((sum, a) => sum + a * a, 0) / count;
      return (v / Math.sqrt(mean + eps)) * weight[i % width];
    });
    const found = worst(await read(C, x.length), expected);
    expect(found.off, JSON.stringify(found)).toBeLessThan(2e-6);
  });

  it("gates with silu", async () => {
    const [T, width] = [3, 24];
    const a = randoms(T * 2 * width).map((v) => 20 * v);
    await write(A, a);
    (await kernels).gate(A, T, width, 0, width);
    const found = await read(A, a.length);
    const expected = a.map((z, i) => {
      return i % (2 * width) < width ? (z / (1 + Math.exp(-z))) * a[i + width] : z;
    });
    const off = worst(found, expected);
    expect(off.off, JSON.stringify(off)).toBeLessThan(1e-4); // of values up to 400
  });

  it("takes exponentials to two units in the last place, and far ones to zero", async () => {
    const { exponentials, memory } = await kernels;
    const x = Float32Array.from({ length: 4000 }, () => 87 * random());
    await write(A, x);
    exponentials(B, A, x.length, 0);
    const relative = (await read(B, x.length)).map((e, i) => e / Math.exp(x[i]));
    const found = worst(
      relative,
      relative.map(() => 1),
    );
    expect(found.off, JSON.stringify({ x: x[found.at], found })).toBeLessThan(2.5e-7);

    const far = Float64Array.from({ length: 4000 }, (_, i) =>
      i < 2 ? -1e9 * i : -104 * random() ** 2,
    );
    new Float64Array(memory.buffer, A, far.length).set(far);
    exponentials(B, A, far.length, 1);
    const doubles = new Float64Array(memory.buffer, B, far.length);
    for (const [i, e] of doubles.entries()) {
      expect(Math.fround(e), `e^${far[i]}`).toBe(Math.fround(Math.exp(far[i])));
    }
  });

  it("draws rng.ts's own random numbers", async () => {
    const { uniform: found } = await kernels;
    for (const seed of [0, 1, 0x80000000, 0xffffffff]) {
      for (const stream of Object.values(Stream)) {
        for (const position of [0, 1, 511, 2 ** 31, 2 ** 32 - 1]) {
          expect(found(seed, stream, position)).toBe(uniform(seed, stream, position));
        }
      }
    }
  });

  const samplings: Sampling[] = [0, 0.3, 1, 1.7].flatMap((temperature) => [
    { temperature, topK: 0, topP: 1 },
    { temperature, topK: 7, topP: 1 },
    { temperature, topK: 0, topP: 0.9 },
    { temperature, topK: 40, topP: 0.5 },
    { temperature, topK: 3, topP: 1e-9 },
  ]);
  it.each([1, 5, 53, 1024])("decide over %d tokens as sampling.ts does", async (n) => {
    const kernel = await kernels;
    for (const sampling of samplings) {
      for (let repeat = 0; repeat < 5; repeat++) {
        // Rounded ones have ties.
        const logits = [0, 1].map(() =>
          randoms(n).map((v) => (repeat < 2 ? Math.round(6 * v) : 9 * v)),
        );
        const [p, q] = logits.map((row) => probabilities(row, sampling));
        const { temperature, topK, topP } = sampling;
        for (const [i, at] of [A, B].entries()) {
          await write(at, logits[i]);
          kernel.probabilities(at, n, temperature, topK, topP, 3 << 20);
          expect(await read(at, n), JSON.stringify(sampling)).toEqual(i === 0 ? p : q);
        }
        for (const u of [0, 0.5, 1 - 2 ** -24, uniform(1, 2, repeat)]) {
          expect(kernel.draw(A, n, u)).toBe(draw(p, u));
        }
        kernel.residual(C, A, B, n);
        const rest = exact.residual(p, q);
        const total = rest.reduce((sum, mass) => sum + mass, 0);
        expect(await read(C, n)).toEqual(rest.map((mass) => mass / total));
      }
    }
  });
});

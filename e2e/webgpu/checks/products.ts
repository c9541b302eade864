import { productConstants } from "../../../src/lm/webgpu/kernels.ts";
import { arrange } from "../../../src/lm/webgpu/matrix.ts";
import type { Shape } from "../../../src/lm/webgpu/shape.ts";
import { compare, type Difference } from "./compare.ts";
import { halves, norms, random, randomInt, randoms, run, tensor } from "./kernel.ts";

/** One product of random sizes in a shape: its constants, its weights, its inputs, and W x [T, N]. */
function productCase(shape: Shape, T: number, n4: number, k4: number) {
  const N = 4 * n4;
  const K = 4 * k4;
  const half = shape.storage === "f16";
  const values = halves(N * K);
  const weights = arrange(
    {
      tensors: [tensor(values, [N, K], half)],
      outputs: Array.from({ length: N }, (_, row) => ({ tensor: 0, row })),
      inputs: Array.from({ length: K }, (_, k) => k),
    },
    shape,
  );
  const x = randoms(T * K);
  const y = new Float32Array(T * N);
  for (let t = 0; t < T; t++) {
    for (let r = 0; r < N; r++) {
      let sum = 0;
      for (let k = 0; k < K; k++) sum += values[r * K + k] * x[t * K + k];
      y[t * N + r] = sum;
    }
  }
  const dispatch = [Math.ceil(n4 / shape.width), 1] as [number, number];
  return { N, K, weights, x, y, dispatch, constants: productConstants(shape, N, K, T, half) };
}

const silu = (z: number) => z / (1 + Math.exp(-z));

/** Products with every epilogue, for one shape, on random sizes. */
export async function products(shape: Shape): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const T of [1, 2, 5, 8]) {
    const n4 = randomInt(1, 70);
    const k4 = randomInt(1, 50);
    const name = (what: string, width: number) => (i: number) =>
      `${what}[${Math.floor(i / width)}, ${i % width}] of T=${T}, ${4 * n4}×${4 * k4}`;

    const head = productCase(shape, T, n4, k4);
    const norm = norms(T, head.K);
    const scaled = head.y.map((v, i) => v * norm.scales[Math.floor(i / head.N)]);
    const logits = await run(
      "head",
      { ...head.constants, ...norm.constants },
      [head.weights, head.x, norm.squares, T * head.N],
      head.dispatch,
    );
    found.push(compare(logits[3], scaled, 2e-4, name("logits", head.N)));

    const inner = await run(
      "gate-up",
      { ...head.constants, ...norm.constants },
      [head.weights, head.x, norm.squares, (T * head.N) / 2],
      head.dispatch,
    );
    const activated = Float32Array.from(
      { length: (T * head.N) / 2 },
      (_, i) => silu(scaled[2 * i]) * scaled[2 * i + 1],
    );
    found.push(compare(inner[3], activated, 1e-3, name("inner", head.N / 2)));

    const { N, weights, x, y, dispatch, constants } = productCase(shape, T, n4, k4);
    const stream = randoms(T * N);
    const gain = randoms(N);
    const after = norms(T, N);
    const added = await run(
      "residual",
      { ...constants, ...after.constants },
      [weights, x, gain, stream, T * N, T * after.stride],
      dispatch,
    );
    const wanted = stream.map((v, i) => v + y[i]);
    const sums = new Float32Array(T * after.stride);
    for (let i = 0; i < T * N; i++) {
      sums[Math.floor(i / N) * after.stride + Math.floor((i % N) / 4)] += wanted[i] ** 2;
    }
    found.push(compare(added[3], wanted, 2e-4, name("stream", N)));
    found.push(
      compare(
        added[4],
        wanted.map((v, i) => v * gain[i % N]),
        2e-4,
        name("normed", N),
      ),
    );
    found.push(compare(added[5], sums, 2e-2, name("squares", after.stride)));
  }
  return found;
}

/** The rotation and the cache, for one shape. */
export async function qkv(shape: Shape): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const [T, heads, kvHeads, headDim, position] of [
    [1, 2, 1, 16, 0],
    [3, 3, 3, 32, 5],
    [8, 4, 2, 48, 11],
  ]) {
    const queries = heads * headDim;
    const keys = kvHeads * headDim;
    const one = productCase(shape, T, (queries + 2 * keys) / 4, randomInt(1, 30));
    const norm = norms(T, one.K);
    const context = 64;
    const rotary = new Float32Array(context * headDim);
    for (let i = 0; i < rotary.length; i += 2) {
      const angle = random() * 3;
      rotary[i] = Math.cos(angle);
      rotary[i + 1] = Math.sin(angle);
    }
    const out = await run(
      "qkv",
      {
        ...one.constants,
        ...norm.constants,
        Q4: queries / 4,
        KV4: keys / 4,
        HALF_HEAD: headDim / 2,
        CONTEXT: context,
      },
      [one.weights, one.x, norm.squares, rotary, T * queries, context * 2 * keys],
      one.dispatch,
      { tokens: new Array(position).fill(0), start: position },
    );
    const q = new Float32Array(T * queries);
    const cache = new Float32Array(context * 2 * keys);
    for (let t = 0; t < T; t++) {
      const row = one.y.subarray(t * one.N, (t + 1) * one.N).map((v) => v * norm.scales[t]);
      for (let i = 0; i < queries + keys; i += 2) {
        const at = (position + t) * headDim + ((i < queries ? i : i - queries) % headDim);
        const [cos, sin] = [rotary[at], rotary[at + 1]];
        [row[i], row[i + 1]] = [row[i] * cos - row[i + 1] * sin, row[i + 1] * cos + row[i] * sin];
      }
      q.set(row.subarray(0, queries), t * queries);
      cache.set(row.subarray(queries), (position + t) * 2 * keys);
    }
    const name = (what: string, width: number) => (i: number) =>
      `${what}[${Math.floor(i / width)}, ${i % width}] of T=${T}, ${heads}/${kvHeads} heads of ${headDim}`;
    found.push(compare(out[4], q, 5e-4, name("q", queries)));
    found.push(compare(out[5], cache, 5e-4, name("cache", 2 * keys)));
  }
  return found;
}

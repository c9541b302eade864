import { Stream, threefry2x32, uniform } from "../../../src/lm/rng.ts";
import { plain, probabilities, type Sampling } from "../../../src/lm/sampling.ts";
import { openDevice } from "../../../src/lm/webgpu/adapter.ts";
import { Gpu } from "../../../src/lm/webgpu/gpu.ts";
import { type KernelName, kernelSource, productConstants } from "../../../src/lm/webgpu/kernels.ts";
import { arrange } from "../../../src/lm/webgpu/matrix.ts";
import { recordConstants } from "../../../src/lm/webgpu/record.ts";
import type { Shape } from "../../../src/lm/webgpu/shape.ts";
import { Tape } from "../../../src/lm/webgpu/tape.ts";
import { type Constants, real } from "../../../src/lm/webgpu/template.ts";
import type { WeightTensor } from "../../../src/lm/weights.ts";
import { compare, type Difference } from "./compare.ts";

let opened: Promise<Gpu> | null = null;
const device = (): Promise<Gpu> => {
  opened ??= openDevice(navigator.gpu, "high-performance").then((found) => new Gpu(found.device));
  return opened;
};

type Input = Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Runs a kernel once; every buffer's content afterwards, as float32. */
async function run(
  name: KernelName,
  constants: Constants,
  inputs: readonly (Input | number)[], // a number: a buffer of so many zero floats
  dispatch: readonly [number, number],
  text: { tokens: number[]; start: number; sampling?: Sampling } = { tokens: [], start: 0 },
): Promise<Float32Array[]> {
  const gpu = await device();
  return gpu.scoped(async () => {
    const kernel = await gpu.kernel(kernelSource(name, constants));
    const buffers = inputs.map((input) =>
      typeof input === "number" ? gpu.buffer("out", input * 4) : gpu.upload("in", input),
    );
    const tape = new Tape(gpu, 2048);
    tape.start(
      {
        prompt: text.tokens,
        length: 1,
        sampling: text.sampling ?? plain,
        seed: 7,
        gamma: 0,
        eos: [],
      },
      2000,
    );
    const step = tape.step({ offset: text.start - text.tokens.length, index: 0, row: 0 });
    const group = gpu.device.createBindGroup({
      layout: kernel.layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const encoder = gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(0, group);
    if (kernel.tapeLayout !== null) pass.setBindGroup(1, tape.group(kernel.tapeLayout), [step]);
    pass.dispatchWorkgroups(...dispatch);
    pass.end();
    const total = buffers.reduce((sum, { size }) => sum + size, 0);
    const staging = gpu.buffer("staging", total, GPUBufferUsage.MAP_READ);
    let at = 0;
    for (const buffer of buffers) {
      encoder.copyBufferToBuffer(buffer, 0, staging, at, buffer.size);
      at += buffer.size;
    }
    gpu.device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const all = new Float32Array(staging.getMappedRange().slice(0));
    at = 0;
    const out = buffers.map(({ size }) => {
      const part = all.subarray(at / 4, (at + size) / 4);
      at += size;
      return part;
    });
    for (const buffer of [...buffers, staging]) gpu.free(buffer);
    tape.free();
    return out;
  });
}

let counter = 0;
const random = () => 2 * uniform(1234, Stream.sample, counter++) - 1;
const randoms = (count: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: count }, random);
const randomInt = (from: number, to: number) =>
  from + Math.floor(((random() + 1) / 2) * (to - from + 1));

/** Values that f16 holds exactly, so that both storages have the same. */
const halves = (count: number) =>
  Float32Array.from({ length: count }, () => Math.round(random() * 512) / 512);

function tensor(values: Float32Array<ArrayBuffer>, shape: number[], half: boolean): WeightTensor {
  const bits = new Uint32Array(values.buffer);
  const bytes = half
    ? new Uint8Array(
        Uint16Array.from(bits, (word) =>
          (word & 0x7fffffff) === 0
            ? 0
            : ((word >>> 16) & 0x8000) |
              ((((word >>> 23) & 255) - 112) << 10) |
              ((word >>> 13) & 0x3ff),
        ).buffer,
      )
    : new Uint8Array(values.buffer);
  return { name: "W", dtype: half ? "F16" : "F32", shape, bytes };
}

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

/** Squares by fours and the scale they mean, for `hidden` inputs. */
function norms(T: number, hidden: number) {
  const stride = Math.ceil(hidden / 4 / 16) * 16;
  const squares = new Float32Array(T * stride);
  const scales: number[] = [];
  for (let t = 0; t < T; t++) {
    let sum = 0;
    for (let i = 0; i < hidden / 4; i++) {
      squares[t * stride + i] = 1 + random();
      sum += squares[t * stride + i];
    }
    scales.push(1 / Math.sqrt(sum / hidden + 1e-5));
  }
  const constants = { HIDDEN: real(hidden), EPS: real(1e-5), SS4: stride / 4 };
  return { squares, stride, scales, constants };
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

/** The embedding of random tokens, from either storage. */
export async function embed(): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const half of [false, true]) {
    const [vocab, hidden, T] = [50, 4 * randomInt(1, 40), 5];
    const table = halves(vocab * hidden);
    const gain = randoms(hidden);
    const tokens = Array.from({ length: 9 }, () => randomInt(0, vocab - 1));
    const { stride, constants } = norms(T, hidden);
    const stored = tensor(table, [vocab, hidden], half).bytes;
    const out = await run(
      "embed",
      { H4: hidden / 4, SS4: constants.SS4, HALF: half, VOCAB: vocab, CONTEXT: 64 },
      [new Uint32Array(stored.slice().buffer), gain, T * hidden, T * hidden, T * stride],
      [Math.ceil(hidden / 256), T],
      { tokens, start: 3 },
    );
    const stream = Float32Array.from(
      { length: T * hidden },
      (_, i) => table[tokens[3 + Math.floor(i / hidden)] * hidden + (i % hidden)],
    );
    const name = (i: number) => `[${Math.floor(i / hidden)}, ${i % hidden}]`;
    found.push(compare(out[2], stream, 0, name));
    found.push(
      compare(
        out[3],
        stream.map((v, i) => v * gain[i % hidden]),
        1e-6,
        name,
      ),
    );
  }
  return found;
}

/** Distributions against sampling.ts, on random logits with ties; kept tokens must be the same. */
export async function distributions({ threads }: { threads: number }): Promise<string[]> {
  const wrong: string[] = [];
  const settings: Sampling[] = [
    plain,
    { temperature: 0, topK: 0, topP: 1 },
    { temperature: 0.7, topK: 0, topP: 1 },
    { temperature: 1, topK: 40, topP: 1 },
    { temperature: 1, topK: 1, topP: 1 },
    { temperature: 1, topK: 0, topP: 0.9 },
    { temperature: 1, topK: 0, topP: 0.2 },
    // Not 0.8: of 100 equal masses, the last bit of one decides whether 80 reach it.
    { temperature: 1.5, topK: 100, topP: 0.805 },
    { temperature: 1, topK: 0, topP: 1e-6 },
  ];
  for (const vocab of [5, 64, 1000, 1024, 5003]) {
    const rows = settings.length * 2;
    const width = Math.ceil(vocab / 4) * 4;
    // Every other row has few different values, so that many masses tie.
    const logits = Float32Array.from({ length: rows * width }, (_, i) =>
      Math.floor(i / width) % 2 === 0 ? 4 * random() : randomInt(0, 3) / 2,
    );
    for (const [s, sampling] of settings.entries()) {
      const out = await run(
        "sample",
        {
          VOCAB: vocab,
          V4: width / 4,
          CAP: 1,
          GROUP: threads,
          CHUNK: Math.ceil(vocab / threads),
          PROPOSE: false,
          TARGET: false,
          STREAM_TARGET: Stream.target,
          STREAM_DRAFT: Stream.draft,
          STREAM_ACCEPT: Stream.accept,
          STREAM_RESIDUAL: Stream.residual,
          ...recordConstants(1, 1),
        },
        [logits.slice(2 * s * width, 2 * (s + 1) * width), 3 * vocab, 64],
        [2, 1],
        { tokens: [0], start: 0, sampling },
      );
      for (const row of [0, 1]) {
        const at = (2 * s + row) * width;
        const expected = probabilities(logits.subarray(at, at + vocab), sampling);
        const actual = out[1].subarray((1 + row) * vocab, (2 + row) * vocab);
        const { off, report } = compare(actual, expected, 1e-5);
        const kept = (p: Float32Array) => p.reduce((count, mass) => count + Number(mass > 0), 0);
        if (off > 0 || kept(actual) !== kept(expected)) {
          wrong.push(
            `vocabulary ${vocab}, row ${row}, ${JSON.stringify(sampling)}: keeps ${kept(actual)} of ${kept(expected)}; ${report}`,
          );
        }
      }
    }
  }
  return wrong;
}

/** How many of `count` random numbers have other bits than rng.ts gives. */
export async function threefry(count: number): Promise<number> {
  const inputs = Uint32Array.from({ length: 4 * count }, (_, i) =>
    i < 8 ? (i < 4 ? 0 : 0xffffffff) : threefry2x32(1, 2, i, 3)[0],
  );
  const out = await run("random", {}, [inputs, 2 * count], [Math.ceil(count / 64), 1]);
  const words = new Uint32Array(out[1].buffer, out[1].byteOffset, 2 * count);
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    const [a, b, c, d] = inputs.subarray(4 * i, 4 * i + 4);
    const [x, y] = threefry2x32(a, b, c, d);
    if (words[2 * i] !== x || words[2 * i + 1] !== y) wrong++;
  }
  return wrong;
}

/** ONNX Runtime Web at the same work, in the page: greedy decoding with a KV cache, one run a token. */
import * as ort from "onnxruntime-web/webgpu";
import { parseConfig } from "../../src/lm/config.ts";

ort.env.wasm.wasmPaths = "/node_modules/onnxruntime-web/dist/";
ort.env.logLevel = "error";

export interface OrtSide {
  /** Address of the .onnx file, and of the folder with the model's config.json. */
  readonly model: string;
  readonly folder: string;
  readonly provider: "wasm" | "webgpu";
  /** The same for all sides of one page. */
  readonly threads: number;
}

interface Opened {
  readonly session: ort.InferenceSession;
  readonly caches: number;
  readonly heads: number;
  readonly size: number;
  readonly vocab: number;
}

const opened = new Map<string, Promise<Opened>>();

function open(side: OrtSide): Promise<Opened> {
  const key = JSON.stringify(side);
  let found = opened.get(key);
  if (found === undefined) {
    found = create(side);
    opened.set(key, found);
  }
  return found;
}

async function create({ model, folder, provider, threads }: OrtSide): Promise<Opened> {
  ort.env.wasm.numThreads = threads;
  const config = parseConfig(
    new Uint8Array(await (await fetch(`${folder}/config.json`)).arrayBuffer()),
  );
  const caches = 2 * config.layers;
  const places = Object.fromEntries(
    Array.from({ length: caches }, (_, i) => [`new${i}`, "gpu-buffer" as const]),
  );
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [provider],
    graphOptimizationLevel: "all",
    ...(provider === "webgpu" && {
      preferredOutputLocation: { logits: "cpu" as const, ...places },
    }),
  });
  return { session, caches, heads: config.kvHeads, size: config.headDim, vocab: config.vocab };
}

const integers = (values: readonly number[], dims: readonly number[]) =>
  new ort.Tensor("int64", BigInt64Array.from(values, BigInt), dims);

function inputs(tokens: readonly number[], position: number, past: readonly ort.Tensor[]) {
  const T = tokens.length;
  const S = position + T;
  const mask = new Float32Array(T * S);
  for (let t = 0; t < T; t++) mask.fill(-1e9, t * S + position + t + 1, (t + 1) * S);
  return {
    ids: integers(tokens, [1, T]),
    pos: integers(
      tokens.map((_, t) => position + t),
      [1, T],
    ),
    mask: new ort.Tensor("float32", mask, [1, 1, T, S]),
    ...Object.fromEntries(past.map((tensor, i) => [`past${i}`, tensor])),
  };
}

const dispose = (tensors: readonly ort.Tensor[]) => {
  for (const tensor of tensors) if (tensor.location === "gpu-buffer") tensor.dispose();
};

export interface OrtText extends OrtSide {
  readonly prompt: readonly number[];
  readonly length: number;
}

/** Writes greedily: milliseconds a token after the first, and the tokens. */
export async function writeText({ prompt, length, ...side }: OrtText) {
  const { session, caches, heads, size, vocab } = await open(side);
  let past: ort.Tensor[] = Array.from(
    { length: caches },
    () => new ort.Tensor("float32", new Float32Array(0), [1, heads, 0, size]),
  );
  const tokens: number[] = [];
  let next = [...prompt];
  let position = 0;
  let start = 0;
  while (tokens.length < length) {
    const out = await session.run(inputs(next, position, past));
    dispose(past);
    past = Array.from({ length: caches }, (_, i) => out[`new${i}`]);
    position += next.length;
    const last = (out.logits.data as Float32Array).subarray((next.length - 1) * vocab);
    let best = 0;
    for (let v = 1; v < vocab; v++) if (last[v] > last[best]) best = v;
    if (tokens.length === 0) start = performance.now();
    tokens.push(best);
    next = [best];
  }
  const milliseconds = performance.now() - start;
  dispose(past);
  return { perToken: milliseconds / (length - 1), tokens };
}

export interface OrtPass extends OrtSide {
  readonly rows: number;
  readonly position: number;
}

/** Milliseconds of a pass over `rows` tokens at `position`, the mean of a few. */
export async function passTime({ rows, position, ...side }: OrtPass): Promise<number> {
  const { session, caches, heads, size } = await open(side);
  const past = Array.from(
    { length: caches },
    () =>
      new ort.Tensor("float32", new Float32Array(heads * position * size), [
        1,
        heads,
        position,
        size,
      ]),
  );
  const feeds = inputs(
    Array.from({ length: rows }, (_, i) => i + 5),
    position,
    past,
  );
  const runs = 8;
  const start = performance.now();
  for (let i = 0; i < runs; i++) {
    const out = await session.run(feeds);
    dispose(Array.from({ length: caches }, (_, j) => out[`new${j}`]));
  }
  return (performance.now() - start) / runs;
}

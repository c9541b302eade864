/** What the benchmark does in the page. Each function makes one measurement, so that the caller can take
 *  turns between the sides. */
import { familyModel } from "../../e2e/webgpu/checks/family.ts";
import { randomModel } from "../../e2e/webgpu/checks/models.ts";
import { cpuEngine } from "../../src/lm/cpu/engine.ts";
import type { Engine, Session } from "../../src/lm/engine.ts";
import { promptTokens } from "../../src/lm/model.ts";
import { createWasmEngine, type WasmEngine } from "../../src/lm/wasm/engine.ts";
import { isTimed, perToken, timeIn, write } from "../../src/measure/write.ts";

export const target = "stories-2.2m";

/** The engine on one thread or on two, and the plain one. */
export type Backend = "wasm" | "wasm-2" | "cpu";

const engines = new Map<Backend, Promise<Engine>>();
const sessions = new Map<string, Promise<Session>>();

function engine(backend: Backend): Promise<Engine> {
  let found = engines.get(backend);
  if (found === undefined) {
    found =
      backend === "cpu"
        ? Promise.resolve(cpuEngine())
        : createWasmEngine({ threads: backend === "wasm" ? 1 : 2, always: true });
    engines.set(backend, found);
  }
  return found;
}

function session(backend: Backend, id: string): Promise<Session> {
  const key = `${backend} ${id}`;
  let found = sessions.get(key);
  if (found === undefined) {
    found = Promise.all([engine(backend), familyModel(id)]).then(([own, model]) => own.open(model));
    sessions.set(key, found);
  }
  return found;
}

export const promptOf = async (text: string): Promise<number[]> =>
  promptTokens(await familyModel(target), text);

export interface Text {
  readonly backend: Backend;
  /** null: the target alone. */
  readonly draft: string | null;
  readonly gamma: number;
  readonly temperature: number;
  readonly prompt: readonly number[];
  readonly length: number;
  readonly seed: number;
}

/** Writes one text: milliseconds a token, a draft step and a verification, and the tokens. */
export async function writeText(text: Text) {
  const { backend, draft, gamma, temperature, prompt, length, seed } = text;
  const written = await write(
    await engine(backend),
    await session(backend, target),
    draft === null ? null : await session(backend, draft),
    {
      prompt,
      length,
      seed,
      gamma,
      sampling: { temperature, topK: 0, topP: 1 },
      eos: [],
    },
  );
  if (!isTimed(written)) throw new Error("a text too short to time");
  const { iterations } = written.timed;
  const whole = iterations.filter((iteration) => iteration.gamma === gamma);
  return {
    perToken: perToken(written),
    verify: timeIn(whole, "verify") / whole.length,
    draftStep: timeIn(whole, "draft") / Math.max(1, gamma) / whole.length,
    tokensPerIteration: written.timed.tokens / iterations.length,
    tokens: written.tokens,
  };
}

/** The build of the kernels and, with nothing but the target on it, bytes of memory beside the bytes of its
 *  weights as float32 and of its KV cache. */
export async function memory() {
  const own: WasmEngine = await createWasmEngine();
  const model = await familyModel(target);
  const { config } = model;
  const opened = await own.open(model);
  const needed =
    4 * (model.params + 2 * config.layers * config.kvHeads * config.headDim * opened.context);
  const facts = { build: own.build, bytes: own.bytes, needed };
  own.close();
  return facts;
}

/** Sizes of targets with random weights: only their speed is of use. */
const large = {
  "9M": { hidden_size: 256, intermediate_size: 704, num_hidden_layers: 10 },
  "36M": { hidden_size: 512, intermediate_size: 1408, num_hidden_layers: 11 },
} as const;
export type Large = keyof typeof large;

/** Milliseconds of passes over so many tokens, at a short context: [rows]. Each the least of a few. */
export async function largePasses({ size, rows }: { size: Large; rows: readonly number[] }) {
  const { hidden_size: hidden } = large[size];
  const heads = {
    num_attention_heads: hidden / 64,
    num_key_value_heads: hidden / 64,
    head_dim: 64,
  };
  const model = randomModel(1, {
    ...large[size],
    ...heads,
    vocab_size: 1024,
    max_position_embeddings: 64,
  });
  const own = await createWasmEngine();
  const opened = await own.open(model);
  await opened.pass(Array(32).fill(5), 0);
  const times = rows.map(() => Number.POSITIVE_INFINITY);
  for (let repetition = 0; repetition < 8; repetition++)
    for (const [i, count] of rows.entries()) {
      const start = performance.now();
      await opened.pass(Array(count).fill(5), 32);
      times[i] = Math.min(times[i], performance.now() - start);
    }
  own.close();
  return { params: model.params, times };
}

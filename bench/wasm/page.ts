/** What the benchmark does in the page. Each function makes one measurement, so that the caller can take
 *  turns between the sides. */
import { familyModel } from "../../e2e/webgpu/checks/family.ts";
import { cpuEngine } from "../../src/lm/cpu/engine.ts";
import type { Engine, Session } from "../../src/lm/engine.ts";
import { promptTokens } from "../../src/lm/model.ts";
import { createWasmEngine, type WasmEngine } from "../../src/lm/wasm/engine.ts";
import { isTimed, perToken, timeIn, write } from "../../src/measure/write.ts";

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

/** The tokens of a prompt; the family shares one tokenizer. */
export const promptOf = async (text: string): Promise<number[]> =>
  promptTokens(await familyModel("stories-19k"), text);

export interface Text {
  readonly backend: Backend;
  readonly target: string;
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
  const { backend, target, draft, gamma, temperature, prompt, length, seed } = text;
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

export interface Passes {
  readonly backend: Backend;
  readonly target: string;
  readonly position: number;
  readonly rows: number;
}

/** Milliseconds of one pass over so many tokens at a position of the cache, the mean of a few. */
export async function passTime({ backend, target, position, rows }: Passes): Promise<number> {
  const opened = await session(backend, target);
  await opened.pass(Array(position).fill(5), 0);
  const tokens = Array(rows).fill(5);
  await opened.pass(tokens, position);
  const runs = 4;
  const start = performance.now();
  for (let i = 0; i < runs; i++) await opened.pass(tokens, position);
  return (performance.now() - start) / runs;
}

/** The build of the kernels and, with nothing but the target on it, bytes of memory beside the bytes of its
 *  weights as float32 and of its KV cache. */
export async function memory(target: string) {
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

import { cpuEngine } from "../../../src/lm/cpu/engine.ts";
import type { Engine, Request, Session } from "../../../src/lm/engine.ts";
import { collect, tokensOf } from "../../../src/lm/fixtures/enumerate.ts";
import { tinyModel } from "../../../src/lm/fixtures/models.ts";
import { greedy, plain } from "../../../src/lm/sampling.ts";
import { familyModel } from "./family.ts";
import { sharedEngine, usualTarget } from "./shared.ts";

/** Ends of texts with various requests: the CPU's and the GPU's must be alike. */
export async function endings(): Promise<string[]> {
  const wrong: string[] = [];
  const changes: [string, Partial<Request>, number][] = [
    ["length 1", { length: 1 }, 64],
    ["length 7", { length: 7, gamma: 5 }, 64],
    ["the context", { length: 1000, gamma: 7 }, 64],
    ["a shorter draft", { length: 1000, gamma: 7 }, 20],
    ["end of text", { length: 50, eos: [3], seed: 5 }, 64],
    ["changing lookahead", { length: 50, gamma: live([3, 0, 0, 5, 1]) }, 64],
    ["a prompt of one token", { length: 20, prompt: [1] }, 64],
  ];
  const cpu = cpuEngine();
  const gpu = await sharedEngine();
  for (const [name, change, context] of changes) {
    const texts: string[] = [];
    for (const engine of [cpu, gpu] as Engine[]) {
      const target = await engine.open(tinyModel(11));
      const draft = await engine.open(tinyModel(12, { max_position_embeddings: context }));
      const request: Request = {
        prompt: [0, 2],
        length: 3,
        sampling: greedy,
        seed: 1,
        gamma: 2,
        eos: [],
        ...change,
      };
      const all = await collect(engine.generate(target, draft, request));
      texts.push(`${tokensOf(all)} ${all.at(-1)?.finish} ${all.at(-1)?.closing?.origin}`);
      target.close();
      draft.close();
    }
    // Where γ changes, submits run ahead, so that iterations may be cut elsewhere; the text is the same.
    const same =
      name === "changing lookahead"
        ? texts[0].split(" ")[0] === texts[1].split(" ")[0]
        : texts[0] === texts[1];
    if (!same) wrong.push(`${name}: ${texts[1]}, not ${texts[0]}`);
  }
  return wrong;
}

function live(values: number[]): () => number {
  let asked = 0;
  return () => values[asked++ % values.length];
}

/** What happens to requests that can't be met: the error's name and message. */
export async function refusals(): Promise<string[]> {
  const gpu = await sharedEngine();
  const target = await gpu.open(tinyModel(11));
  const draft = await gpu.open(tinyModel(12));
  const other = await gpu.open(tinyModel(1, { vocab_size: 6 }));
  const base: Request = { prompt: [0], length: 3, sampling: plain, seed: 1, gamma: 2, eos: [] };
  const tried: [Session, Session | null, Partial<Request>][] = [
    [target, draft, { prompt: [] }],
    [target, draft, { length: 0 }],
    [target, draft, { seed: 0.5 }],
    [target, draft, { gamma: -1 }],
    [target, draft, { gamma: 65 }],
    [target, draft, { sampling: { ...plain, temperature: -1 } }],
    [target, draft, { prompt: new Array(64).fill(1) }],
    [target, draft, { prompt: [5] }],
    [target, other, {}],
  ];
  const said: string[] = [];
  for (const [writer, proposer, change] of tried) {
    const message = await collect(gpu.generate(writer, proposer, { ...base, ...change })).then(
      () => "nothing",
      (error: Error) => `${error.name}: ${error.message}`,
    );
    said.push(message);
  }
  for (const session of [target, draft, other]) session.close();
  return said;
}

/** How many iterations come after the signal, and how long that takes in ms. */
export async function stopping(): Promise<{ after: number; ms: number }> {
  const gpu = await sharedEngine();
  const target = await gpu.open(await familyModel(usualTarget));
  const stop = new AbortController();
  const request: Request = {
    prompt: [0],
    length: 400,
    sampling: plain,
    seed: 1,
    gamma: 0,
    eos: [],
    signal: stop.signal,
  };
  let after = 0;
  let since = 0;
  let count = 0;
  for await (const _ of gpu.generate(target, null, request)) {
    if (stop.signal.aborted) after++;
    if (++count === 20) {
      since = performance.now();
      stop.abort();
    }
  }
  const ms = performance.now() - since;
  target.close();
  return { after, ms };
}

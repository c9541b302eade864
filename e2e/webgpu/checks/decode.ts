import { cpuEngine } from "../../../src/lm/cpu/engine.ts";
import type { Engine, Iteration, Request, Session } from "../../../src/lm/engine.ts";
import { chiSquare, chiSquareTail } from "../../../src/lm/fixtures/chi-square.ts";
import { collect, enumerate, tokensOf } from "../../../src/lm/fixtures/enumerate.ts";
import { tinyModel, tinySession } from "../../../src/lm/fixtures/models.ts";
import type { Model } from "../../../src/lm/model.ts";
import { Stream, uniform } from "../../../src/lm/rng.ts";
import { draw, greedy, plain, type Sampling } from "../../../src/lm/sampling.ts";
import { createWebGpuEngine, type WebGpuEngine } from "../../../src/lm/webgpu/engine.ts";
import { familyIds, familyModel } from "./family.ts";
import { randomTokens } from "./models.ts";

const engines = new Map<string, Promise<WebGpuEngine>>();

/** One engine for the checks that need nothing special. */
export function sharedEngine(): Promise<WebGpuEngine> {
  let engine = engines.get("shared");
  if (engine === undefined) {
    engine = createWebGpuEngine();
    engines.set("shared", engine);
  }
  return engine;
}

const openings = [
  "Once upon a time",
  "One day, a little boy named Tim",
  "The cat saw a big",
  "Lily and her mom went to the",
  '"I am sorry," said the',
];

/** Beginnings of stories of different lengths, 50 of them. */
function prompts(model: Model): number[][] {
  const { tokenizer, config } = model;
  const all = openings.map((text) => [config.eos[0] ?? 0, ...tokenizer.encode(text)]);
  return Array.from({ length: 50 }, (_, i) => {
    const base = all[i % all.length];
    const more = randomTokens(900 + i, Math.floor(i / 5), 200).map((token) => token + 300);
    return [...base, ...more];
  });
}

/** The target of most checks. The largest one takes four times as long, on lm/cpu as on a software adapter. */
const usualTarget = "stories-2.2m";

/** Texts of a target on the GPU, alone and with each draft, that differ from lm/cpu's; greedy. */
export async function greedyTexts({
  target: id = usualTarget,
  drafts,
  length,
  texts: count = 50,
}: {
  target?: string;
  drafts: string[];
  length: number;
  texts?: number;
}) {
  const target = await familyModel(id);
  const some = prompts(target).slice(0, count);
  const cpu = cpuEngine();
  const plainTarget = await cpu.open(target);
  const gpu = await sharedEngine();
  const session = await gpu.open(target);
  const wrong: string[] = [];
  let texts = 0;
  const expected: number[][] = [];
  const request = (i: number, prompt: number[]): Request => ({
    prompt,
    length,
    sampling: greedy,
    seed: i,
    gamma: 1 + (i % 7),
    eos: target.config.eos,
  });
  for (const [i, prompt] of some.entries()) {
    expected.push(tokensOf(await collect(cpu.generate(plainTarget, null, request(i, prompt)))));
  }
  for (const id of [null, ...drafts]) {
    const draft = id === null ? null : await gpu.open(await familyModel(id));
    for (const [i, prompt] of some.entries()) {
      const written = tokensOf(await collect(gpu.generate(session, draft, request(i, prompt))));
      texts++;
      if (written.join() !== expected[i].join()) {
        wrong.push(`${id ?? "alone"}, prompt ${i}: ${written} instead of ${expected[i]}`);
      }
    }
    draft?.close();
  }
  session.close();
  return { texts, wrong };
}

/** Greedy speculation against greedy decoding of the target alone, both on the GPU, for random models
 *  whose draft is often wrong, and for every lookahead up to 16. */
export async function greedySpeculation(): Promise<string[]> {
  const gpu = await sharedEngine();
  const wrong: string[] = [];
  for (let pair = 0; pair < 2; pair++) {
    const writer = await gpu.open(tinyModel(100 + pair));
    const proposer = await gpu.open(
      tinyModel(200 + pair, { hidden_size: 12, intermediate_size: 4 }),
    );
    for (const prompt of [[0], [1, 4, 2]]) {
      const base: Request = { prompt, length: 40, sampling: greedy, seed: 1, gamma: 0, eos: [] };
      const alone = tokensOf(await collect(gpu.generate(writer, null, base)));
      for (const gamma of [0, 1, 2, 3, 5, 8, 16]) {
        const together = await collect(gpu.generate(writer, proposer, { ...base, gamma }));
        if (tokensOf(together).join() !== alone.join()) {
          wrong.push(`pair ${pair}, γ = ${gamma}: ${tokensOf(together)} instead of ${alone}`);
        }
      }
    }
    writer.close();
    proposer.close();
  }
  return wrong;
}

/** The p-value of sampled texts against exact enumeration of the target on the CPU. */
export async function chi({
  gamma,
  sampling,
  runs,
}: {
  gamma: number | null;
  sampling: Partial<Sampling>;
  runs: number;
}): Promise<number> {
  const settings = { ...plain, ...sampling };
  const prompt = [0, 2];
  const length = 2;
  const expected = enumerate(tinySession(11), prompt, length, settings);
  const counts = new Float64Array(expected.length);
  const gpu = await sharedEngine();
  // Several generations at a time: each has sessions of its own.
  const lanes = await Promise.all(
    Array.from({ length: 6 }, async () => ({
      target: await gpu.open(tinyModel(11)),
      draft: gamma === null ? null : await gpu.open(tinyModel(12, { num_hidden_layers: 1 })),
    })),
  );
  let next = 0;
  await Promise.all(
    lanes.map(async ({ target, draft }) => {
      while (next < runs) {
        const request: Request = {
          prompt,
          length: length + (gamma ?? 0),
          sampling: settings,
          seed: next++,
          gamma: gamma ?? 0,
          eos: [],
        };
        const tokens: number[] = [];
        for await (const iteration of gpu.generate(target, draft, request)) {
          tokens.push(...iteration.tokens);
          if (tokens.length >= length) break;
        }
        counts[tokens.slice(0, length).reduce((index, token) => index * 5 + token, 0)]++;
      }
    }),
  );
  for (const { target, draft } of lanes) {
    target.close();
    draft?.close();
  }
  return goodness(counts, expected, runs);
}

/** Cells that expect fewer than 5 are pooled, as the χ² approximation needs. */
function goodness(counts: Float64Array, expected: Float64Array, runs: number): number {
  const cells: [number, number][] = [];
  const rare: [number, number] = [0, 0];
  for (const [i, p] of expected.entries()) {
    if (p === 0 && counts[i] > 0) return 0;
    if (p * runs >= 5) cells.push([counts[i], p * runs]);
    else {
      rare[0] += counts[i];
      rare[1] += p * runs;
    }
  }
  if (rare[1] > 0) cells.push(rare);
  const statistic = chiSquare(
    cells.map(([seen]) => seen),
    cells.map(([, wanted]) => wanted),
  );
  return chiSquareTail(statistic, cells.length - 1);
}

/** Replays a generation's decisions on the CPU from the seed and the distributions: what differs, and
 *  how many of each kind there were. */
export async function replay({
  target: id = usualTarget,
  length = 150,
  sampling,
  seed,
}: {
  target?: string;
  length?: number;
  sampling: Partial<Sampling>;
  seed: number;
}) {
  const ids = await familyIds();
  const gpu = await sharedEngine();
  const target = await gpu.open(await familyModel(id));
  const draft = await gpu.open(await familyModel(ids[1]));
  const request: Request = {
    prompt: [0, 300, 301],
    length,
    sampling: { ...plain, ...sampling },
    seed,
    gamma: 4,
    eos: [],
    distributions: true,
  };
  const wrong: string[] = [];
  const kinds: Record<string, number> = {};
  for (const iteration of await collect(gpu.generate(target, draft, request))) {
    wrong.push(...differences(iteration, request));
    const kind = iteration.closing?.origin ?? "none";
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  // The trace without distributions is the same, several iterations a submit.
  const again = await collect(
    gpu.generate(target, draft, { ...request, distributions: false, gamma: () => 4 }),
  );
  const first = await collect(gpu.generate(target, draft, request));
  const bare = (all: Iteration[]) =>
    all.map(({ spans: _, distributions: __, ...rest }) => JSON.stringify(rest)).join("\n");
  if (bare(again) !== bare(first)) wrong.push("a second run decided otherwise");
  target.close();
  draft.close();
  return { wrong, kinds };
}

/** What the CPU, given the distributions, would have decided otherwise in an iteration. */
export function differences(iteration: Iteration, { seed }: Request): string[] {
  const { position, proposals, verdicts, closing, tokens, distributions } = iteration;
  if (distributions === undefined) return ["no distributions"];
  const { p, q, residual } = distributions;
  const wrong: string[] = [];
  const kept: number[] = [];
  const hold = (what: string, given: unknown, wanted: unknown) => {
    if (!Object.is(given, wanted))
      wrong.push(`position ${position}, ${what}: ${given}, not ${wanted}`);
  };
  for (const [i, { token, q: mass }] of proposals.entries()) {
    wrong.push(...drawn(q[i], uniform(seed, Stream.draft, position + i), token));
    hold("q", mass, q[i][token]);
    if (i >= verdicts.length) continue;
    hold("coin", verdicts[i].coin, uniform(seed, Stream.accept, position + i));
    hold("p", verdicts[i].p, p[i][token]);
    // The product is rounded to float32 on the device.
    const accepted = Math.fround(verdicts[i].coin * mass) < verdicts[i].p;
    hold("accepted", verdicts[i].accepted, accepted);
    if (accepted) kept.push(token);
  }
  if (closing === null) return [...wrong, "no closing token"];
  const at = position + kept.length;
  const corrects = kept.length < verdicts.length;
  hold("origin", closing.origin, corrects ? "correction" : "bonus");
  hold("u", closing.u, uniform(seed, corrects ? Stream.residual : Stream.target, at));
  const from = residual ?? p[p.length - 1];
  wrong.push(...drawn(from, closing.u, closing.token));
  hold("mass", closing.p, from[closing.token]);
  hold("tokens", tokens.join(), [...kept, closing.token].join());
  if (residual !== null) {
    const i = verdicts.length - 1;
    const rest = p[i].map((mass, v) => Math.max(mass - q[i][v], 0));
    const total = rest.reduce((sum, mass) => sum + mass, 0);
    for (const [v, mass] of rest.entries()) {
      if (Math.abs(mass / total - residual[v]) > 1e-5)
        hold(`residual ${v}`, residual[v], mass / total);
    }
  }
  return wrong;
}

/** Sums are made in another order on the device: a token whose range ends within rounding of u is right
 *  too. */
function drawn(weights: Float32Array, u: number, token: number): string[] {
  if (draw(weights, u) === token) return [];
  if (weights[token] > 0) {
    const total = weights.reduce((sum, mass) => sum + mass, 0);
    let before = 0;
    for (let v = 0; v < token; v++) before += weights[v];
    const threshold = u * total;
    if (threshold > before - 1e-6 && threshold < before + weights[token] + 1e-6) return [];
  }
  return [`u = ${u} drew ${token}, not ${draw(weights, u)}`];
}

/** What the device's distributions are off by, and whether they keep the same tokens, against
 *  sampling.ts on the device's own logits. */
export interface Ending {
  readonly tokens: number;
  readonly finish: string | null;
  readonly origins: string[];
}

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

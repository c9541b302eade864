import { describe, expect, it } from "vitest";
import { cpuEngine } from "../cpu/engine.ts";
import type { Iteration, Request } from "../engine.ts";
import { ContextLimitError } from "../errors.ts";
import { chiSquare, chiSquareTail } from "../fixtures/chi-square.ts";
import { collect, enumerate, tokensOf } from "../fixtures/enumerate.ts";
import { tinyModel, tinySession } from "../fixtures/models.ts";
import { prompts, shippedIndex, shippedModel } from "../fixtures/shipped.ts";
import { promptTokens } from "../model.ts";
import { Stream, uniform } from "../rng.ts";
import { draw, greedy, plain, type Sampling } from "../sampling.ts";
import { createWasmEngine } from "./engine.ts";

const ids = shippedIndex().map(({ id }) => id);
const targetId = ids[ids.length - 1];
const model = shippedModel(targetId);
const engine = await createWasmEngine();
const sessions = await Promise.all(ids.map((id) => engine.open(shippedModel(id))));
const target = sessions[sessions.length - 1];
const base: Request = {
  prompt: promptTokens(model, prompts[0]),
  length: 20,
  sampling: greedy,
  seed: 1,
  gamma: 4,
  eos: model.config.eos,
};
const mixed: Sampling = { temperature: 0.8, topK: 50, topP: 0.95 };

describe("the text", () => {
  // The largest takes the plain engine seconds for a few texts: fifty are written by the one below it.
  it.each([
    { id: ids[ids.length - 2], session: sessions[sessions.length - 2], asked: prompts },
    { id: targetId, session: target, asked: prompts.slice(0, 8) },
  ])("of $id is the plain engine's own for $asked.length prompts, greedy", async (pair) => {
    const cpu = cpuEngine();
    const plain = await cpu.open(shippedModel(pair.id));
    for (const prompt of pair.asked) {
      const request = { ...base, prompt: promptTokens(model, prompt) };
      const expected = tokensOf(await collect(cpu.generate(plain, null, request)));
      const found = tokensOf(await collect(engine.generate(pair.session, null, request)));
      expect({ prompt, text: found }).toEqual({ prompt, text: expected });
    }
  });

  it("and the trace are the plain engine's own, sampled", async () => {
    const cpu = cpuEngine();
    const [plainDraft, plainTarget] = [await cpu.open(shippedModel(ids[1])), await cpu.open(model)];
    for (const [seed, prompt] of prompts.slice(0, 6).entries()) {
      const sampling = seed % 2 === 0 ? plain : mixed;
      const request = { ...base, prompt: promptTokens(model, prompt), seed, sampling };
      const expected = await collect(cpu.generate(plainTarget, plainDraft, request));
      const found = await collect(engine.generate(target, sessions[1], request));
      expect(found.map(decisions)).toEqual(expected.map(decisions));
    }
  });

  const pairs = ids.flatMap((_, t) =>
    ids.slice(0, t).map((_, d) => [ids[t], ids[d], t, d] as const),
  );
  it.each(pairs)(
    "of %s is its own with %s as its draft, γ = 1..16, greedy",
    async (_t, _d, t, d) => {
      for (const text of [prompts[3 * t + d], prompts[20 + t + d]]) {
        const request = { ...base, prompt: promptTokens(model, text) };
        const alone = tokensOf(await collect(engine.generate(sessions[t], null, request)));
        for (let gamma = 1; gamma <= 16; gamma++) {
          const together = await collect(
            engine.generate(sessions[t], sessions[d], { ...request, gamma }),
          );
          expect({ gamma, text: tokensOf(together) }).toEqual({ gamma, text: alone });
        }
      }
    },
  );

  it("is the same with γ changing all the time, greedy", async () => {
    const request = { ...base, length: 120 };
    const wanted = [3, 0, 17, 1, 0, 5, 2];
    let asked = 0;
    const gamma = () => wanted[asked++ % wanted.length];
    const together = await collect(engine.generate(target, sessions[3], { ...request, gamma }));
    expect(together.slice(0, 7).map((i) => i.gamma)).toEqual(wanted);
    const alone = await collect(engine.generate(target, null, request));
    expect(tokensOf(together)).toEqual(tokensOf(alone));
  });
});

describe("an iteration's trace", () => {
  it.each([plain, mixed])(
    "can be replayed from the seed and the distributions (%j)",
    async (sampling) => {
      const request = { ...base, sampling, length: 120, seed: 99, distributions: true };
      const iterations = await collect(engine.generate(target, sessions[2], request));
      for (const origin of ["bonus", "correction"]) {
        expect(iterations.some(({ closing }) => closing?.origin === origin)).toBe(true);
      }
      for (const iteration of iterations) replay(iteration, request);
      const alone = await collect(engine.generate(target, null, request));
      for (const { position, closing, distributions } of alone) {
        const [p] = distributions!.p;
        const u = uniform(request.seed, Stream.target, position);
        const token = draw(p, u);
        expect(closing).toEqual({ token, origin: "target", u, p: p[token] });
      }
    },
  );

  it("names a phase for all of its time", async () => {
    const [first, second] = await collect(engine.generate(target, sessions[0], base));
    expect(first.spans.map(({ phase }) => phase)).toEqual(["prefill", "draft", "verify", "decide"]);
    expect(second.spans.map(({ phase }) => phase)).toEqual(["draft", "verify", "decide"]);
    for (const [i, { start, end }] of second.spans.entries()) {
      expect(end).toBeGreaterThanOrEqual(start);
      if (i > 0) expect(start).toBe(second.spans[i - 1].end);
    }
  });
});

describe("sampled speculation", () => {
  const runs = 5000;
  const plainTarget = tinySession(11);
  const tiny = engine.open(tinyModel(11));
  const draft = engine.open(tinyModel(12, { num_hidden_layers: 1 }));

  // Fixed seeds give one answer for ever; a right rule falls below 1e-3 in one of 1000 such settings.
  it.each<[number, Sampling]>([
    [0, plain],
    [1, plain],
    [3, plain],
    [5, { ...plain, temperature: 0.6 }],
    [2, { ...plain, topK: 3 }],
    [3, { ...plain, topP: 0.8 }],
  ])("has the target's own distribution (γ = %d, %j)", async (gamma, sampling) => {
    const request = { ...base, prompt: [0, 2], sampling, gamma, eos: [] };
    const expected = enumerate(plainTarget, request.prompt, 3, sampling);
    const counts = new Float64Array(expected.length);
    for (let seed = 0; seed < runs; seed++) {
      // Room for a whole iteration after the counted tokens, so that no lookahead is cut short.
      const run = { ...request, seed, length: 4 + gamma };
      const with_ = gamma === 0 ? null : await draft;
      const tokens = tokensOf(await collect(engine.generate(await tiny, with_, run)));
      counts[tokens.slice(0, 3).reduce((index, token) => index * 5 + token, 0)]++;
    }
    expect(goodness(counts, expected, runs)).toBeGreaterThan(1e-3);
  });
});

describe("a text ends", () => {
  it("after exactly the tokens that were asked for, and within the context", async () => {
    const short = await engine.open(tinyModel(11), { context: 20 });
    const draft = await engine.open(tinyModel(12));
    for (const other of [null, draft]) {
      for (let length = 1; length <= 30; length++) {
        const request = { ...base, prompt: [0, 2], length, gamma: 5, eos: [] };
        const iterations = await collect(engine.generate(short, other, request));
        expect(tokensOf(iterations)).toHaveLength(Math.min(length, 18));
        expect(iterations.at(-1)?.finish).toBe(length > 18 ? "context" : "length");
      }
    }
    short.close();
    draft.close();
  });

  it("at an end-of-text token, wherever in an iteration that falls", async () => {
    const tiny = await engine.open(tinyModel(11));
    const draft = await engine.open(tinyModel(12));
    const origins = new Set<string>();
    for (let seed = 0; seed < 100; seed++) {
      const request = {
        ...base,
        prompt: [0, 2],
        sampling: plain,
        seed,
        length: 50,
        gamma: 2,
        eos: [3],
      };
      for (const other of [null, draft]) {
        const iterations = await collect(engine.generate(tiny, other, request));
        const tokens = tokensOf(iterations);
        const last = iterations.at(-1)!;
        if (last.finish !== "end-of-text") continue;
        expect(tokens.indexOf(3)).toBe(tokens.length - 1);
        origins.add(last.closing?.origin ?? "drafted");
      }
    }
    expect(origins).toEqual(new Set(["drafted", "correction", "bonus", "target"]));
  });

  it.each([null, sessions[0]])("soon after the signal says so", async (draft) => {
    const stop = new AbortController();
    let stopped = 0;
    setTimeout(() => {
      stop.abort();
      stopped = performance.now();
    }, 5);
    // Written again and again, for one text may be done in 5 ms.
    while (!stop.signal.aborted) {
      const request = { ...base, length: 400, eos: [], signal: stop.signal };
      await collect(engine.generate(target, draft, request));
    }
    // 8 ms are a call's share; the rest is for a busy machine.
    expect(performance.now() - stopped).toBeLessThan(2000);
  });

  it.each([null, sessions[0]])("without a reason to finish", async (draft) => {
    const stop = new AbortController();
    const seen: Iteration[] = [];
    const request = { ...base, length: 400, eos: [], signal: stop.signal };
    for await (const iteration of engine.generate(target, draft, request)) {
      seen.push(iteration);
      stop.abort();
    }
    expect(seen.at(-1)?.finish).toBe(null);
    expect(tokensOf(seen).length).toBeLessThan(400);
  });

  it("when the caller leaves, and the next one starts anew", async () => {
    const expected = tokensOf(await collect(engine.generate(target, null, base)));
    for await (const _ of engine.generate(target, sessions[1], { ...base, seed: 5 })) break;
    expect(tokensOf(await collect(engine.generate(target, null, base)))).toEqual(expected);
  });
});

describe("the engine", () => {
  it("takes no more memory for ten thousand tokens", async () => {
    const before = engine.bytes;
    let tokens = 0;
    for (let seed = 0; tokens < 10_000; seed++) {
      const request = { ...base, sampling: mixed, length: 480, eos: [], seed };
      const iterations = await collect(engine.generate(sessions[2], sessions[0], request));
      tokens += tokensOf(iterations).length;
    }
    expect(engine.bytes).toBe(before);
  });

  it("uses the memory of closed sessions again", async () => {
    const own = await createWasmEngine();
    const kept = await own.open(tinyModel(1));
    (await own.open(model)).close();
    const before = own.bytes;
    for (let i = 0; i < 5; i++) (await own.open(model)).close();
    expect(own.bytes).toBe(before);
    kept.close();
  });

  it.each<[string, Partial<Request>, RegExp | typeof ContextLimitError]>([
    ["an empty prompt", { prompt: [] }, /prompt is empty/],
    ["no length", { length: 0 }, /length is 0/],
    ["a seed beyond 32 bits", { seed: 2 ** 32 }, /seed is 4294967296/],
    ["a negative lookahead", { gamma: -1 }, /gamma is -1/],
    ["a negative temperature", { sampling: { ...plain, temperature: -1 } }, /temperature is -1/],
    ["an unknown token", { prompt: [0, 1024] }, /token 1 is 1024/],
    ["a prompt that leaves no room", { prompt: new Array(512).fill(1) }, ContextLimitError],
  ])("refuses a request with %s", async (_, change, reason) => {
    const run = collect(engine.generate(target, sessions[0], { ...base, ...change }));
    await expect(run).rejects.toThrow(reason);
  });

  it("refuses sessions that are closed, another engine's, or of another vocabulary", async () => {
    const other = await engine.open(tinyModel(1));
    const run = (first: typeof other) => collect(engine.generate(first, sessions[0], base));
    await expect(run(other)).rejects.toThrow(/share one vocabulary/);
    other.close();
    await expect(run(other)).rejects.toThrow(/closed/);
    await expect(run(await (await createWasmEngine()).open(tinyModel(1)))).rejects.toThrow(
      /another/,
    );
  });
});

/** All that was decided; probabilities to what float32 sums leave of them. */
function decisions({ spans, proposals, verdicts, closing, ...rest }: Iteration) {
  const round = (p: number) => Math.round(p * 1e3);
  return {
    ...rest,
    proposals: proposals.map(({ token }) => token),
    verdicts: verdicts.map(({ coin, accepted }) => ({ coin, accepted })),
    closing: closing && { ...closing, p: round(closing.p) },
  };
}

function replay(iteration: Iteration, request: Request) {
  const { position, proposals, verdicts, closing, tokens } = iteration;
  const { p, q, residual } = iteration.distributions!;
  const kept: number[] = [];
  for (const [i, { token, q: mass }] of proposals.entries()) {
    expect(token).toBe(draw(q[i], uniform(request.seed, Stream.draft, position + i)));
    expect(mass).toBe(q[i][token]);
    if (i >= verdicts.length) continue;
    expect(verdicts[i].coin).toBe(uniform(request.seed, Stream.accept, position + i));
    expect(verdicts[i].p).toBe(p[i][token]);
    expect(verdicts[i].accepted).toBe(verdicts[i].coin * mass < verdicts[i].p);
    if (verdicts[i].accepted) kept.push(token);
  }
  if (closing === null) {
    expect(tokens).toEqual(kept);
    return;
  }
  const stream = residual === null ? Stream.target : Stream.residual;
  const from = residual ?? p[p.length - 1];
  const token = draw(from, uniform(request.seed, stream, position + kept.length));
  expect(closing).toMatchObject({ token, p: from[token] });
  expect(tokens).toEqual([...kept, token]);
}

/** The p-value of `counts` from `runs` draws of `expected`; cells that expect fewer than 5 are pooled. */
function goodness(counts: Float64Array, expected: Float64Array, runs: number): number {
  const seen: number[] = [0];
  const wanted: number[] = [0];
  for (const [i, p] of expected.entries()) {
    if (p === 0 && counts[i] > 0) return 0;
    const cell = p * runs >= 5 ? seen.push(0) && wanted.push(0) - 1 : 0;
    seen[cell] += counts[i];
    wanted[cell] += p * runs;
  }
  const cells = [...seen.keys()].filter((i) => wanted[i] > 0);
  const statistic = chiSquare(
    cells.map((i) => seen[i]),
    cells.map((i) => wanted[i]),
  );
  return chiSquareTail(statistic, cells.length - 1);
}

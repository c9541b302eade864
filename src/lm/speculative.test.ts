import { describe, expect, it } from "vitest";
import { autoregress } from "./autoregressive.ts";
import type { Iteration, Request } from "./engine.ts";
import { ContextLimitError } from "./errors.ts";
import { chiSquare, chiSquareTail } from "./fixtures/chi-square.ts";
import { collect, enumerate, tokensOf } from "./fixtures/enumerate.ts";
import { tinySession } from "./fixtures/models.ts";
import { Stream, uniform } from "./rng.ts";
import { draw, greedy, plain, type Sampling } from "./sampling.ts";
import { exact, type Rule, speculate } from "./speculative.ts";

// A target and a draft with other weights, other shapes and the same vocabulary of 5.
const target = tinySession(11);
const draft = tinySession(12, { num_hidden_layers: 1 });
const base: Request = { prompt: [0, 2], length: 3, sampling: plain, seed: 1, gamma: 2, eos: [] };

describe("sampled speculation", () => {
  const runs = 10_000;

  /** The p-value of the sequences that `runs` seeds give against exact enumeration. */
  async function pValue(gamma: number, sampling: Sampling, rule?: Rule): Promise<number> {
    const expected = enumerate(target, base.prompt, base.length, sampling);
    const counts = new Float64Array(expected.length);
    for (let seed = 0; seed < runs; seed++) {
      // Room for a whole iteration after the counted tokens, so that no lookahead is cut short.
      const request = { ...base, length: base.length + gamma + 1, gamma, sampling, seed };
      const tokens = tokensOf(await collect(speculate(target, draft, request, rule)));
      counts[tokens.slice(0, base.length).reduce((index, token) => index * 5 + token, 0)]++;
    }
    return goodness(counts, expected, runs);
  }

  const settings: [number, Sampling][] = [
    [1, plain],
    [2, plain],
    [3, plain],
    [5, plain],
    [2, { ...plain, temperature: 0.6 }],
    [3, { ...plain, temperature: 1.7 }],
    [2, { ...plain, topK: 3 }],
    [3, { ...plain, topP: 0.8 }],
  ];

  // The seeds are fixed, so the test gives one answer for ever. A right rule falls below 1e-3 in one of
  // 1000 such settings; a wrong one, below, falls many orders of magnitude lower.
  it.each(settings)("has the target's own distribution (γ = %d, %j)", async (gamma, sampling) => {
    expect(await pValue(gamma, sampling)).toBeGreaterThan(1e-3);
  });

  const wrong: [string, Rule][] = [
    ["accepts with min(1, q/p)", { ...exact, accepts: (p, q, coin) => coin * p < q }],
    ["accepts everything", { ...exact, accepts: () => true }],
    ["resamples from the target's distribution", { ...exact, residual: (p) => p }],
    ["resamples from the draft's distribution", { ...exact, residual: (_, q) => q }],
    [
      "accepts when the target finds the token likely",
      { ...exact, accepts: (p, _, coin) => coin < p },
    ],
  ];
  it.each(wrong)("fails the same test with a rule that %s", async (_, rule) => {
    expect(await pValue(2, plain, rule)).toBeLessThan(1e-6);
  });

  it("autoregressive sampling passes it too", async () => {
    const expected = enumerate(target, base.prompt, base.length, plain);
    const counts = new Float64Array(expected.length);
    for (let seed = 0; seed < runs; seed++) {
      const tokens = tokensOf(await collect(autoregress(target, { ...base, seed })));
      counts[tokens.reduce((index, token) => index * 5 + token, 0)]++;
    }
    expect(goodness(counts, expected, runs)).toBeGreaterThan(1e-3);
  });

  it("accepts a share Σ min(p, q) of first proposals", async () => {
    let accepted = 0;
    let overlap = 0;
    for (let seed = 0; seed < runs; seed++) {
      const request = { ...base, seed, length: 2, gamma: 1, distributions: true };
      const [first] = await collect(speculate(target, draft, request));
      accepted += Number(first.verdicts[0].accepted);
      const [q] = first.distributions!.q;
      overlap = first.distributions!.p[0].reduce((sum, p, v) => sum + Math.min(p, q[v]), 0);
    }
    // Four standard deviations of a share over the runs.
    const spread = Math.sqrt((overlap * (1 - overlap)) / runs);
    expect(Math.abs(accepted / runs - overlap)).toBeLessThan(4 * spread);
  });
});

describe("greedy speculation", () => {
  it("writes the target's own text for any draft and lookahead", async () => {
    for (let pair = 0; pair < 10; pair++) {
      const writer = tinySession(100 + pair);
      const proposer = tinySession(200 + pair, { hidden_size: 12, intermediate_size: 4 });
      for (const prompt of [[0], [1, 4, 2]]) {
        const request = { ...base, prompt, length: 40, sampling: greedy };
        const alone = tokensOf(await collect(autoregress(writer, request)));
        for (let gamma = 0; gamma <= 16; gamma++) {
          const together = await collect(speculate(writer, proposer, { ...request, gamma }));
          expect(tokensOf(together)).toEqual(alone);
        }
      }
    }
  });

  it("accepts every proposal of a draft that is the target, and adds a bonus", async () => {
    const twin = tinySession(11);
    const request = { ...base, length: 25, gamma: 4, sampling: greedy };
    const iterations = await collect(speculate(target, twin, request));
    expect(iterations.map(({ tokens }) => tokens.length)).toEqual([5, 5, 5, 5, 5]);
    expect(iterations.every(({ closing }) => closing?.origin === "bonus")).toBe(true);
  });
});

describe("an iteration's trace", () => {
  it("can be replayed token by token from the seed and the distributions", async () => {
    const request = { ...base, length: 60, gamma: 3, seed: 99, distributions: true };
    const iterations = await collect(speculate(target, draft, request));
    expect(iterations.some(({ closing }) => closing?.origin === "bonus")).toBe(true);
    expect(iterations.some(({ closing }) => closing?.origin === "correction")).toBe(true);
    for (const iteration of iterations) replay(iteration, request);
    const positions = iterations.map(({ position }) => position);
    const lengths = iterations.map(({ tokens }) => tokens.length);
    expect(positions).toEqual(positions.map((_, i) => 2 + sum(lengths.slice(0, i))));
  });

  function replay(
    { position, proposals, verdicts, closing, tokens, distributions }: Iteration,
    request: Request,
  ) {
    const { p, q, residual } = distributions!;
    const kept: number[] = [];
    for (const [i, { token, q: mass }] of proposals.entries()) {
      expect(token).toBe(draw(q[i], uniform(request.seed, Stream.draft, position + i)));
      expect(mass).toBe(q[i][token]);
      if (i >= verdicts.length) continue;
      expect(verdicts[i].coin).toBe(uniform(request.seed, Stream.accept, position + i));
      expect(verdicts[i].p).toBe(p[i][token]);
      expect(verdicts[i].accepted).toBe(verdicts[i].coin < verdicts[i].p / mass);
      if (verdicts[i].accepted) kept.push(token);
    }
    const at = position + kept.length;
    const stream = residual === null ? Stream.target : Stream.residual;
    const from = residual ?? p[p.length - 1];
    const token = draw(from, uniform(request.seed, stream, at));
    expect(closing).toMatchObject({ token, p: from[token] });
    expect(tokens).toEqual([...kept, token]);
    if (residual !== null) {
      const i = verdicts.length - 1;
      for (const [v, mass] of residual.entries())
        if (mass > 0) expect(p[i][v]).toBeGreaterThan(q[i][v]);
      expect(residual.reduce((total, mass) => total + mass, 0)).toBeCloseTo(1, 6);
    }
  }

  it("names a phase for all of its time", async () => {
    const [first, second] = await collect(speculate(target, draft, { ...base, length: 9 }));
    expect(first.spans.map(({ phase }) => phase)).toEqual(["prefill", "draft", "verify", "decide"]);
    expect(second.spans.map(({ phase }) => phase)).toEqual(["draft", "verify", "decide"]);
    for (const [i, { start, end }] of second.spans.entries()) {
      expect(end).toBeGreaterThanOrEqual(start);
      if (i > 0) expect(start).toBe(second.spans[i - 1].end);
    }
  });
});

describe("a text ends", () => {
  const end = async (change: Partial<Request>, sessions = [target, draft]) => {
    const iterations = await collect(speculate(sessions[0], sessions[1], { ...base, ...change }));
    return { tokens: tokensOf(iterations), last: iterations.at(-1)! };
  };

  it("at an end-of-text token, wherever in an iteration that falls", async () => {
    const origins = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const request = { ...base, seed, length: 50, gamma: 2, eos: [3] };
      const { tokens, last } = await end(request);
      const first = tokens.findIndex((token) => request.eos.includes(token));
      if (last.finish !== "end-of-text") continue;
      expect(first).toBe(tokens.length - 1);
      origins.add(last.closing?.origin ?? "drafted");
      if (last.closing === null) expect(last.verdicts.at(-1)?.accepted).toBe(true);
    }
    expect(origins).toEqual(new Set(["drafted", "correction", "bonus"]));
  });

  it("after exactly the tokens that were asked for", async () => {
    for (let length = 1; length <= 12; length++) {
      const { tokens, last } = await end({ length, gamma: 5 });
      expect(tokens).toHaveLength(length);
      expect(last.finish).toBe("length");
    }
  });

  it("when prompt and text fill the context", async () => {
    const { tokens, last } = await end({ length: 1000, gamma: 7 });
    expect(tokens).toHaveLength(64 - 2);
    expect(last.finish).toBe("context");
    const alone = tokensOf(await collect(autoregress(target, { ...base, length: 1000 })));
    expect(alone).toHaveLength(64 - 2);
  });

  it("within the shorter of two contexts", async () => {
    const short = tinySession(12, { max_position_embeddings: 20 });
    const { tokens } = await end({ length: 1000, gamma: 7 }, [target, short]);
    expect(tokens).toHaveLength(20 - 2);
  });

  it("when the signal says so, without an error", async () => {
    const stop = new AbortController();
    const iterations: Iteration[] = [];
    const request = { ...base, length: 50, signal: stop.signal };
    for await (const iteration of speculate(target, draft, request)) {
      iterations.push(iteration);
      if (iterations.length === 2) stop.abort();
    }
    expect(iterations).toHaveLength(2);
    expect(iterations[1].finish).toBe(null);
  });
});

describe("a request", () => {
  it("may change the lookahead before every iteration, down to none and up again", async () => {
    const wanted = [3, 0, 0, 5, 1];
    let asked = 0;
    const request = { ...base, length: 50, sampling: greedy, gamma: () => wanted[asked++ % 5] };
    const iterations = await collect(speculate(target, draft, request));
    expect(iterations.slice(0, 5).map(({ gamma }) => gamma)).toEqual(wanted);
    expect(tokensOf(iterations)).toEqual(tokensOf(await collect(autoregress(target, request))));
  });

  it.each<[string, Partial<Request>, RegExp]>([
    ["an empty prompt", { prompt: [] }, /prompt is empty/],
    ["no length", { length: 0 }, /length is 0/],
    ["a fractional seed", { seed: 0.5 }, /seed is 0.5/],
    ["a seed beyond 32 bits", { seed: 2 ** 32 }, /seed is 4294967296/],
    ["a negative lookahead", { gamma: -1 }, /gamma is -1/],
    ["a negative temperature", { sampling: { ...plain, temperature: -1 } }, /temperature is -1/],
  ])("with %s is refused", async (_, change, message) => {
    const run = collect(speculate(target, draft, { ...base, ...change }));
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toThrow(RangeError);
  });

  it("whose prompt leaves no room is refused", async () => {
    const prompt = new Array(64).fill(1);
    await expect(collect(speculate(target, draft, { ...base, prompt }))).rejects.toThrow(
      ContextLimitError,
    );
  });

  it("with a draft of another vocabulary is refused", async () => {
    const other = tinySession(1, { vocab_size: 6 });
    await expect(collect(speculate(target, other, base))).rejects.toThrow(/share one vocabulary/);
  });
});

/** The p-value of `counts` from `runs` draws of `expected`. Cells that expect fewer than 5 are pooled,
 *  as the χ² approximation needs; cells that expect none must be empty. */
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

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

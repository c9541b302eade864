import { describe, expect, it } from "vitest";
import { Stream, uniform } from "../lm/rng.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import {
  acceptanceByPosition,
  acceptanceRate,
  expectedIterations,
  scoreText,
  tokenHistogram,
} from "./acceptance.ts";
import { tinyPair, tinyTask } from "./fixtures/engines.ts";
import { requestOf } from "./pair.ts";
import { mean } from "./statistics.ts";
import { write } from "./write.ts";

describe("expected iterations along a text", () => {
  it("are one a token without a lookahead", () => {
    expect(expectedIterations([0.5, 0.9, 0.1], 0)).toBe(3);
  });

  it("are one for every γ + 1 tokens where all is accepted", () => {
    expect(expectedIterations(new Array(20).fill(1), 4)).toBe(4);
  });

  it("approach the closed form in a long text of constant acceptance", () => {
    const long = new Array(20_000).fill(0.7);
    const tokens = long.length / expectedIterations(long, 5);
    expect(tokens / expectedTokens(0.7, 5)).toBeCloseTo(1, 3);
  });

  // The same chain, walked with coins: 4,000 walks leave a standard error below 0.3%.
  it("are the mean of walks with coins", () => {
    const kept = Array.from({ length: 60 }, (_, i) => uniform(3, Stream.sample, i));
    let counter = 1000;
    let iterations = 0;
    for (let walk = 0; walk < 4000; walk++) {
      for (let at = 0; at < kept.length; iterations++) {
        const proposals = Math.min(4, kept.length - at - 1);
        let i = 0;
        while (i < proposals && uniform(3, Stream.sample, counter++) < kept[at + i]) i += 1;
        at += i + 1;
      }
    }
    expect(iterations / 4000 / expectedIterations(kept, 4)).toBeCloseTo(1, 2);
  });
});

describe("scoring a text that the target wrote", () => {
  it("tells at temperature 0 exactly how many iterations speculation takes", async () => {
    const { engine, target, draft } = await tinyPair();
    const task = tinyTask();
    const { signal } = new AbortController();
    const alone = await write(engine, target.session, null, requestOf(task, 0, 0, signal));
    const text = [...task.prompts[0], ...alone.tokens];
    const { sampling } = task;
    const from = task.prompts[0].length;
    const { kept } = await scoreText(target.session, draft.session, text, from, sampling);
    expect(kept).toHaveLength(task.length);
    for (const gamma of [1, 3, 7]) {
      const request = requestOf(task, 0, gamma, signal);
      const together = await write(engine, target.session, draft.session, request);
      expect(expectedIterations(kept, gamma)).toBe(together.iterations.length);
    }
  });

  it("predicts the share of accepted first proposals of sampled speculation", async () => {
    const { engine, target, draft } = await tinyPair();
    const { signal } = new AbortController();
    const overlaps: number[] = [];
    let accepted = 0;
    let judged = 0;
    for (let repetition = 0; repetition < 120; repetition++) {
      const task = tinyTask({ sampling: { temperature: 1, topK: 0, topP: 0.9 } });
      const alone = await write(
        engine,
        target.session,
        null,
        requestOf(task, repetition, 0, signal),
      );
      const text = [...task.prompts[0], ...alone.tokens];
      const score = await scoreText(target.session, draft.session, text, 3, task.sampling);
      overlaps.push(...score.overlap);
      const request = requestOf(task, repetition + 1000, 1, signal);
      const together = await write(engine, target.session, draft.session, request);
      for (const { verdicts } of together.iterations) {
        judged += verdicts.length;
        accepted += verdicts.filter((verdict) => verdict.accepted).length;
      }
    }
    // Tokens of a text hang together, so the margin is wider than that of as many coins.
    expect(Math.abs(accepted / judged - mean(overlaps))).toBeLessThan(0.03);
  });
});

describe("acceptance as measured", () => {
  it("is counted by position, over all, and in tokens an iteration", async () => {
    const verdict = (accepted: boolean) => ({ p: 1, coin: 0, accepted });
    const iteration = (...accepted: boolean[]) => ({
      position: 0,
      tokens: new Array(accepted.filter(Boolean).length + 1).fill(1),
      gamma: 3,
      proposals: [],
      verdicts: accepted.map(verdict),
      closing: null,
      spans: [],
      finish: null,
    });
    const all = [iteration(true, true, true), iteration(true, false), iteration(false)];
    expect(acceptanceByPosition(all)).toEqual([
      { rate: 2 / 3, count: 3 },
      { rate: 1 / 2, count: 2 },
      { rate: 1, count: 1 },
    ]);
    expect(acceptanceRate(all)).toBe(4 / 6);
    expect(tokenHistogram(all)).toEqual([0, 1, 1, 0, 1]);
    expect(acceptanceRate([])).toBe(0);
  });
});

import { expect, it } from "vitest";
import { taskShifts, temperatureShift } from "./circumstances.ts";

/** SpS rows of the Spec-Bench leaderboard @09244ff: mean accepted tokens, overall, then the tasks. */
const specBench = [
  {
    tokens: 2.29,
    overall: 1.83,
    chat: 1.98,
    translation: 1.37,
    summary: 2.0,
    questions: 1.95,
    maths: 1.89,
    retrieval: 1.76,
  },
  {
    tokens: 2.28,
    overall: 1.49,
    chat: 1.66,
    translation: 1.13,
    summary: 1.62,
    questions: 1.49,
    maths: 1.47,
    retrieval: 1.55,
  },
  {
    tokens: 2.18,
    overall: 1.49,
    chat: 1.6,
    translation: 1.13,
    summary: 1.68,
    questions: 1.39,
    maths: 1.53,
    retrieval: 1.67,
  },
  {
    tokens: 2.01,
    overall: 1.61,
    chat: 1.75,
    translation: 1.28,
    summary: 1.76,
    questions: 1.53,
    maths: 1.69,
    retrieval: 1.68,
  },
] as const;

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

it.each(["chat", "summary", "questions", "maths", "retrieval"] as const)(
  "the shift of %s is what Spec-Bench says",
  (task) => {
    const shifts = specBench.map((row) => {
      const tokens = (row.tokens * row[task]) / row.overall;
      return 1 - 1 / tokens - (1 - 1 / row.tokens);
    });
    expect(taskShifts[task].alpha).toBeCloseTo(mean(shifts), 2);
    for (const shift of shifts)
      expect(Math.abs(shift - taskShifts[task].alpha)).toBeLessThan(taskShifts[task].halfWidth);
  },
);

it("greedy decoding gains what Leviathan's six pairs gain", () => {
  const pairs = [
    [0.75, 0.62],
    [0.8, 0.68],
    [0.82, 0.71],
    [0.65, 0.53],
    [0.73, 0.55],
    [0.74, 0.56],
  ] as const;
  const gains = pairs.map(([greedy, sampled]) => greedy - sampled);
  expect(temperatureShift(0).alpha).toBeCloseTo(mean(gains), 2);
  for (const gain of gains)
    expect(Math.abs(gain - temperatureShift(0).alpha)).toBeLessThanOrEqual(0.0401);
  expect(temperatureShift(1)).toEqual({ alpha: 0, halfWidth: 0 });
});

import { expect, it } from "vitest";
import { taskShifts, temperatureShift } from "./circumstances.ts";

/** SpS rows of the Spec-Bench leaderboard @09244ff: overall, then the tasks. */
const specBench = [
  {
    overall: 1.83,
    chat: 1.98,
    translation: 1.37,
    summary: 2.0,
    questions: 1.95,
    maths: 1.89,
    retrieval: 1.76,
  },
  {
    overall: 1.49,
    chat: 1.66,
    translation: 1.13,
    summary: 1.62,
    questions: 1.49,
    maths: 1.47,
    retrieval: 1.55,
  },
  {
    overall: 1.49,
    chat: 1.6,
    translation: 1.13,
    summary: 1.68,
    questions: 1.39,
    maths: 1.53,
    retrieval: 1.67,
  },
  {
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
    const factors = specBench.map((row) => row.overall / row[task]);
    expect(taskShifts[task].rejections).toBeCloseTo(mean(factors), 1);
    for (const factor of factors)
      expect(Math.abs(Math.log(factor / taskShifts[task].rejections))).toBeLessThan(
        taskShifts[task].spread + 0.005,
      );
  },
);

it("greedy decoding rejects as much less as Leviathan's six pairs do", () => {
  const pairs = [
    [0.75, 0.62],
    [0.8, 0.68],
    [0.82, 0.71],
    [0.65, 0.53],
    [0.73, 0.55],
    [0.74, 0.56],
  ] as const;
  const factors = pairs.map(([greedy, sampled]) => (1 - greedy) / (1 - sampled));
  const { rejections, spread } = temperatureShift(0);
  expect(rejections).toBeCloseTo(mean(factors), 2);
  for (const factor of factors)
    expect(Math.abs(Math.log(factor / rejections))).toBeLessThanOrEqual(spread);
  expect(temperatureShift(1)).toEqual({ rejections: 1, spread: 0, alpha: 0 });
});

it("code rejects what Chen's HumanEval does beside XSum, and summaries beside the mean", () => {
  const besideSummaries = mean([(1 - 0.851) / (1 - 0.724), (1 - 0.851) / (1 - 0.748)]);
  expect(taskShifts.code.rejections).toBeCloseTo(
    besideSummaries * taskShifts.summary.rejections,
    2,
  );
});

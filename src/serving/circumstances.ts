/**
 * How acceptance moves with what is written and how it is sampled: rough shifts of α, each with the
 * 95% half-width of its sources' disagreement. The plane was fitted on one data set and knows neither.
 */
export interface Shift {
  readonly alpha: number;
  readonly halfWidth: number;
}

export const taskNames = [
  "fitted",
  "chat",
  "code",
  "maths",
  "summary",
  "questions",
  "retrieval",
  "translation",
] as const;
export type TaskName = (typeof taskNames)[number];

/**
 * Relative to the mean over tasks. Spec-Bench (Xia et al. 2024, arXiv 2401.07851; its leaderboard, the
 * rows of Vicuna 7B, 13B and 33B with a 68M draft): tokens an iteration are the mean's, times the task's
 * speedup over the overall one, and α = 1 − 1 / tokens. Code: Chen et al. 2023 (arXiv 2302.01318, table 1),
 * HumanEval against XSum, back-solved from the speedups, on top of the shift of summaries. Translation:
 * Spec-Bench says −0.14, Leviathan et al. 2023 (arXiv 2211.17192, table 2) +0.14 with a T5 trained for it.
 */
export const taskShifts: Readonly<Record<TaskName, Shift>> = {
  fitted: { alpha: 0, halfWidth: 0 },
  chat: { alpha: 0.04, halfWidth: 0.02 },
  code: { alpha: 0.15, halfWidth: 0.06 },
  maths: { alpha: 0.01, halfWidth: 0.03 },
  summary: { alpha: 0.04, halfWidth: 0.02 },
  questions: { alpha: -0.01, halfWidth: 0.05 },
  retrieval: { alpha: 0.02, halfWidth: 0.05 },
  translation: { alpha: 0, halfWidth: 0.14 },
};

/** What a shift set by hand may be. */
export const taskShiftLimits = [-0.5, 0.5] as const;

/** The temperature that the plane is read at: its acceptance is an expectation over samples. The paper
 *  does not say so outright. */
export const fittedTemperature = 1;

/** From T = 1 to T = 0 the same six pairs of Leviathan et al. 2023 (table 2) gain 0.11 to 0.18. */
const greedyGain: Shift = { alpha: 0.14, halfWidth: 0.04 };

/** The shift at a temperature (0..2): a straight line through the two that were measured, 0 and 1;
 *  above 1 nobody measured, and the half-width grows likewise. */
export function temperatureShift(temperature: number): Shift {
  const share = fittedTemperature - temperature;
  return { alpha: greedyGain.alpha * share, halfWidth: greedyGain.halfWidth * Math.abs(share) };
}

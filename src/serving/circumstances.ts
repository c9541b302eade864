/**
 * How acceptance moves with what is written and how it is sampled. Rough: the plane was fitted on one data
 * set and knows neither. What the sources agree on is by how much rejections are multiplied, not what is
 * added to α: (1 − α) · rejections + alpha.
 */
export interface Shift {
  /** Factor on 1 − α. */
  readonly rejections: number;
  /** Half of what the sources disagree, in the logarithm of that factor. */
  readonly spread: number;
  /** Added to α, where somebody sets it by hand. */
  readonly alpha: number;
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

const factor = (rejections: number, spread: number): Shift => ({ rejections, spread, alpha: 0 });

/**
 * Relative to the mean over tasks. Spec-Bench (Xia et al. 2024, arXiv 2401.07851; its leaderboard, the
 * rows of Vicuna 7B, 13B and 33B with a 68M draft): tokens an iteration are as 1 / (1 − α), so rejections
 * are the overall speedup over the task's. Code: Chen et al. 2023 (arXiv 2302.01318, table 1), HumanEval
 * against XSum, back-solved from the speedups, times the factor of summaries. Translation: Spec-Bench says
 * 1.31, Leviathan et al. 2023 (arXiv 2211.17192, table 2) 0.65 with a T5 trained for it.
 */
export const taskShifts: Readonly<Record<TaskName, Shift>> = {
  fitted: factor(1, 0),
  chat: factor(0.92, 0.03),
  code: factor(0.51, 0.3),
  maths: factor(0.98, 0.04),
  summary: factor(0.91, 0.03),
  questions: factor(1.02, 0.08),
  retrieval: factor(0.96, 0.08),
  translation: factor(0.93, 0.35),
};

/** What a shift set by hand may be. */
export const taskShiftLimits = [-0.5, 0.5] as const;

/** The temperature that the plane is read at: its acceptance is an expectation over samples. The paper
 *  does not say so outright. */
export const fittedTemperature = 1;

/** From T = 1 to T = 0 the six pairs of Leviathan et al. 2023 (table 2) reject 0.59 to 0.74 times as many. */
const greedy = { rejections: 0.64, spread: 0.16 } as const;

/** The shift at a temperature (0..2): a power through the two that were measured, 0 and 1; above 1 nobody
 *  measured, and the spread grows likewise. */
export function temperatureShift(temperature: number): Shift {
  const share = fittedTemperature - temperature;
  return factor(greedy.rejections ** share, greedy.spread * Math.abs(share));
}

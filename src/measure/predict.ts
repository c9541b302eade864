import { clampAcceptance } from "../sdsl/acceptance.ts";
import { searchLookahead } from "../sdsl/lookahead.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { expectedIterations } from "./acceptance.ts";
import type { Calibration, Prediction } from "./protocol.ts";

/** What a prediction is made from besides the timings. */
export interface Sizes {
  /** Parameters. */
  readonly target: number;
  readonly draft: number;
}

/** Time of one pass of the target over k tokens, ms: as measured where k was, a straight line through
 *  the last two measurements beyond. */
export function verifyTime({ tVerify }: Calibration, k: number): number {
  const known = tVerify.length;
  if (k <= known) return tVerify[k - 1].median;
  const last = tVerify[known - 1].median;
  const before = tVerify[Math.max(0, known - 2)].median;
  return last + (k - known) * Math.max(0, last - before);
}

/** What an iteration of lookahead γ is made of, ms. Without lookahead it is the target's own token, to
 *  which nothing is added. */
export function iterationCosts(calibration: Calibration, gamma: number) {
  const verify = verifyTime(calibration, gamma + 1);
  if (gamma === 0) {
    const whole = calibration.tAutoregressive.median;
    return { draft: 0, verify: Math.min(whole, verify), overhead: Math.max(0, whole - verify) };
  }
  return {
    draft: gamma * calibration.tDraft.median,
    verify,
    overhead: overheadTime(calibration, gamma),
  };
}

/** Time of one iteration of lookahead γ, ms. */
export function iterationTime(calibration: Calibration, gamma: number): number {
  const { draft, verify, overhead } = iterationCosts(calibration, gamma);
  return draft + verify + overhead;
}

/** What an iteration of lookahead γ takes besides its passes, ms; as `verifyTime` beyond what is known. */
export function overheadTime({ overhead }: Calibration, gamma: number): number {
  const known = overhead.length - 1;
  if (gamma <= known) return overhead[gamma];
  const slope = overhead[known] - overhead[Math.max(0, known - 1)];
  return overhead[known] + (gamma - known) * Math.max(0, slope);
}

/** The predictions at one lookahead. */
export function predictAt(calibration: Calibration, sizes: Sizes, gamma: number) {
  const alpha = clampAcceptance(calibration.alpha);
  const c = sizes.draft / sizes.target;
  const tokens = expectedTokens(alpha, gamma);
  const pace = calibration.tAutoregressive.median / iterationTime(calibration, gamma);
  const alongText = tokensAlongText(calibration, gamma);
  return {
    gamma,
    tokens,
    sdsl: tokens / (gamma * c + 1),
    calibrated: tokens * pace,
    tokensAlongText: alongText,
    calibratedAlongText: alongText * pace,
  };
}

/** Both predictions at `gamma`, or with "auto" at the lookahead from 1 up that the calibrated one finds
 *  best; whether none at all would be better still, the curve shows. */
export function predict(
  calibration: Calibration,
  sizes: Sizes,
  gamma: number | "auto",
  maxGamma = calibration.tVerify.length - 1,
): Prediction {
  const at = (g: number) => predictAt(calibration, sizes, g);
  const chosen = gamma === "auto" ? bestGamma(calibration, maxGamma) : gamma;
  const most = Math.max(maxGamma, chosen);
  return {
    ...at(chosen),
    alpha: calibration.alpha,
    c: sizes.draft / sizes.target,
    curve: Array.from({ length: most + 1 }, (_, g) => at(g)),
  };
}

/** The lookahead 1..maxGamma with the best calibrated speedup. */
export function bestGamma(calibration: Calibration, maxGamma: number): number {
  const alpha = clampAcceptance(calibration.alpha);
  const { gamma } = searchLookahead(
    (g) => expectedTokens(alpha, g + 1),
    (g) => iterationTime(calibration, g + 1),
    maxGamma - 1,
  );
  return gamma + 1;
}

/** Expected tokens an iteration when the draft is laid along the calibration texts, place by place:
 *  what (1 − α^(γ+1)) / (1 − α) would be without its assumption that acceptance is the same everywhere. */
function tokensAlongText({ alpha, texts }: Calibration, gamma: number): number {
  let tokens = 0;
  let iterations = 0;
  for (const kept of texts) {
    tokens += kept.length;
    iterations += expectedIterations(kept, gamma);
  }
  return iterations > 0 ? tokens / iterations : expectedTokens(clampAcceptance(alpha), gamma);
}

import { overheadTime, verifyTime } from "./predict.ts";
import type { Calibration, GapTerm, Prediction } from "./protocol.ts";
import { logarithmicMean } from "./statistics.ts";

/** What the measured repetitions took, in the terms of the prediction; times in ms. */
export interface Observed {
  readonly tokensPerIteration: number;
  /** Autoregressive, a token. */
  readonly autoregressive: number;
  /** Of one iteration: all draft steps, the verification, and the rest. */
  readonly draft: number;
  readonly verify: number;
  readonly overhead: number;
}

/** Splits measured over calibrated into one factor for each term. The prediction is
 *  tokens · t_AR / (draft + verify + overhead): tokens and t_AR are factors already, and what a
 *  change Δ of a summand does to the sum C is exp(−Δ / L(C', C)) with the logarithmic mean L, so that
 *  the factors multiply to the whole gap in any order (logarithmic mean Divisia index; Ang 2004,
 *  Energy Policy 32). */
export function explainGap(
  prediction: Prediction,
  calibration: Calibration,
  observed: Observed,
): GapTerm[] {
  const { gamma } = prediction;
  const expected = {
    draft: gamma * calibration.tDraft.median,
    verify: verifyTime(calibration, gamma + 1),
    overhead: overheadTime(calibration, gamma),
  };
  const before = expected.draft + expected.verify + expected.overhead;
  const after = observed.draft + observed.verify + observed.overhead;
  const scale = logarithmicMean(after, before);
  const slowing = (part: "draft" | "verify" | "overhead") =>
    Math.exp((expected[part] - observed[part]) / scale);
  return [
    { term: "acceptance", factor: observed.tokensPerIteration / prediction.tokens },
    { term: "draft cost", factor: slowing("draft") },
    { term: "verify cost", factor: slowing("verify") },
    { term: "overhead", factor: slowing("overhead") },
    { term: "baseline", factor: observed.autoregressive / calibration.tAutoregressive.median },
  ];
}

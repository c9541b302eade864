import { iterationCosts } from "./predict.ts";
import type { Calibration, GapTerm, Prediction } from "./protocol.ts";
import { logarithmicMean } from "./statistics.ts";

/** What the measured repetitions took, in the terms of the prediction; times in ms. */
export interface Observed {
  /** The measured speedup, as it is shown. */
  readonly speedup: number;
  readonly tokensPerIteration: number;
  /** Autoregressive, a token. */
  readonly autoregressive: number;
  /** Of one iteration: all draft steps, the verification, and the rest. */
  readonly draft: number;
  readonly verify: number;
  readonly overhead: number;
}

/** Splits measured over calibrated into one factor for each term. The prediction is
 *  tokens / (draft + verify + overhead), each cost in units of the target's own token at the time: a device
 *  that has slowed down since it was calibrated moves both alike, and that is no reason for a gap. Tokens
 *  are a factor already, and what a change Δ of a summand does to the sum C is exp(−Δ / L(C', C)) with the
 *  logarithmic mean L, so that the factors multiply to the whole gap in any order (logarithmic mean Divisia
 *  index; Ang 2004, Energy Policy 32). */
export function explainGap(
  prediction: Prediction,
  calibration: Calibration,
  observed: Observed,
): GapTerm[] {
  const expected = iterationCosts(calibration, prediction.gamma);
  const unit = { before: calibration.tAutoregressive.median, after: observed.autoregressive };
  const before = (expected.draft + expected.verify + expected.overhead) / unit.before;
  const after = (observed.draft + observed.verify + observed.overhead) / unit.after;
  const scale = logarithmicMean(after, before);
  const slowing = (part: "draft" | "verify" | "overhead") =>
    Math.exp((expected[part] / unit.before - observed[part] / unit.after) / scale);
  return [
    { term: "acceptance", factor: observed.tokensPerIteration / prediction.tokens },
    { term: "draft cost", factor: slowing("draft") },
    { term: "verify cost", factor: slowing("verify") },
    { term: "overhead", factor: slowing("overhead") },
    { term: "spread", factor: (observed.speedup * after) / observed.tokensPerIteration },
  ];
}

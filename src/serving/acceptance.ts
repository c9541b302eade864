import { type AcceptancePlane, clampAcceptance, planeValue } from "../sdsl/acceptance.ts";
import { type PretrainingLaw, perplexity } from "../sdsl/pretraining.ts";
import type { Shift } from "./circumstances.ts";
import type { ReleasedModel } from "./models/model.ts";

/** A model as the pre-training law sees it. */
export interface Trained {
  readonly parameters: number;
  readonly tokens: number;
}

/** For models whose makers have not published their training tokens: what their like had. The law is
 *  flat there: 1T or 30T move the perplexity by 6% and 1%. */
export const assumedTokens = 1e13;

/** What the law is evaluated at. The law was fitted to dense models; a mixture is taken for a dense model
 *  of the geometric mean of its active and all its parameters, a rule of thumb. */
export function trainedOf(model: ReleasedModel): Trained {
  return {
    parameters: Math.sqrt(model.active * model.parameters),
    tokens: model.trainingTokens ?? assumedTokens,
  };
}

export interface AcceptanceSetting {
  readonly law: PretrainingLaw;
  readonly plane: AcceptancePlane;
  /** 95% half-width of the plane's residual. */
  readonly halfWidth: number;
  /** Of task and temperature. */
  readonly shifts: readonly Shift[];
}

/** α (0..0.9999) with its 95% band, and what it was made from. */
export interface PredictedAcceptance {
  readonly alpha: number;
  readonly low: number;
  readonly high: number;
  readonly draftPerplexity: number;
  readonly targetPerplexity: number;
}

/** Acceptance of a draft for a target by the plane, shifted for task and temperature. The widths of plane and
 *  shifts are taken for independent and added in squares. Throws RangeError as `perplexity` and `planeValue` do. */
export function predictAcceptance(
  { law, plane, halfWidth, shifts }: AcceptanceSetting,
  draft: Trained,
  target: Trained,
): PredictedAcceptance {
  const draftPerplexity = perplexity(law, draft.parameters, draft.tokens);
  const targetPerplexity = perplexity(law, target.parameters, target.tokens);
  const rejections = shifts.reduce((product, shift) => product * shift.rejections, 1);
  const added = shifts.reduce((sum, { alpha }) => sum + alpha, 0);
  const rejected = (1 - planeValue(plane, draftPerplexity, targetPerplexity)) * rejections;
  const spread = Math.hypot(...shifts.map((shift) => shift.spread));
  const width = Math.hypot(halfWidth * rejections, Math.max(0, rejected) * spread);
  const value = 1 - rejected + added;
  return {
    alpha: clampAcceptance(value),
    low: clampAcceptance(value - width),
    high: clampAcceptance(value + width),
    draftPerplexity,
    targetPerplexity,
  };
}

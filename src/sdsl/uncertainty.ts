import { type AcceptancePlane, acceptance, requirePlane, sdslPlaneFit } from "./acceptance.ts";
import type { Affine } from "./cost.ts";
import { speedup } from "./lookahead.ts";
import { gainingDraft, type LookaheadChoice, type Prepared } from "./optimum.ts";
import { parameterLimits } from "./pretraining.ts";
import { headlineLaw } from "./published.ts";
import { requireFinite, requireRange } from "./range.ts";

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Half the width of the acceptance plane's 95% band: 1.96 times the root of its residual mean
 *  square, 0.070. */
export const planeHalfWidth = 1.96 * Math.sqrt(sdslPlaneFit.meanSquaredError);

/** Bands of acceptance wider than the whole plane say nothing. */
const maxHalfWidth = 1;

/**
 * How the residual is carried: as an error of the intercept C, the same for every draft of a
 * target. So alpha's band is the plane moved up and down by `halfWidth`, cut off at 0..0.9999. A
 * plane calibrated to a measurement has no such error: its halfWidth is 0. halfWidth 0..1; throws
 * RangeError outside, and as `acceptance` does.
 *
 * Worked case: SDSL's plane at x = 12, y = 8 gives 0.66536; with a half width of 0.05,
 * 0.61536..0.71536.
 */
export function acceptanceBand(
  plane: AcceptancePlane,
  x: number,
  y: number,
  halfWidth: number,
): Band {
  requireRange("halfWidth", halfWidth, 0, maxHalfWidth);
  return {
    low: acceptance(shifted(plane, -halfWidth), x, y),
    high: acceptance(shifted(plane, halfWidth), x, y),
  };
}

/** The plane moved up by `by`, any finite number. Throws RangeError as `requirePlane` does. */
export function shifted(plane: AcceptancePlane, by: number): AcceptancePlane {
  requireFinite("by", by);
  const { A, B, C, through } = requirePlane(plane);
  const moved = { A, B, C: C + by };
  if (through === undefined) return moved;
  return { ...moved, through: { ...through, alpha: through.alpha + by } };
}

/** The band of the speedup from that of alpha with the lookahead held: what the setting shown gives if
 *  acceptance lies at either end. The speedup rises with alpha, so the ends map to the ends; the
 *  lower one can lie below 1. */
export function speedupBand(
  alpha: Band,
  gamma: number,
  c: number,
  verify: readonly Affine[],
): Band {
  return {
    low: speedup(alpha.low, gamma, c, verify),
    high: speedup(alpha.high, gamma, c, verify),
  };
}

/** The band of N*: the chain solved again with the plane moved to either end, as far as a draft still gains
 *  there. Sorted, since N* falls or rises with acceptance; widened to hold N* itself (`center`, 1e3..M).
 *  halfWidth 0..1; throws RangeError outside. */
export function optimalDraftBand(
  at: Prepared,
  center: number,
  halfWidth: number,
  lookahead: LookaheadChoice = "auto",
): Band {
  requireRange("center", center, parameterLimits[0], at.M);
  requireRange("halfWidth", halfWidth, 0, maxHalfWidth);
  if (halfWidth === 0) return { low: center, high: center };
  const ends = [-halfWidth, halfWidth]
    .map((by) => gainingDraft({ ...at, plane: shifted(at.plane, by) }, lookahead)?.N)
    .filter((N) => N !== undefined);
  return { low: Math.min(center, ...ends), high: Math.max(center, ...ends) };
}

/** N_law = mu M + M0 parameters (headline law), M 1e6..1e14. */
export function lawDraft(M: number): number {
  requireRange("M", M, 1e6, 1e14);
  return headlineLaw.mu.value * M + headlineLaw.M0.value;
}

/** Its band: both constants at the same end of their 95% intervals, the widest that they allow, since
 *  the paper does not give their correlation. */
export function lawDraftBand(M: number): Band {
  requireRange("M", M, 1e6, 1e14);
  return {
    low: headlineLaw.mu.low * M + headlineLaw.M0.low,
    high: headlineLaw.mu.high * M + headlineLaw.M0.high,
  };
}

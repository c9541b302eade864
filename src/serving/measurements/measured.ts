import type { Definition, Measurement } from "./measurement.ts";
import { alphaFromAccepted, conditionalRates, wholeIfNear } from "./solve.ts";

/** What was counted over some iterations. */
export interface Counts {
  readonly rounds: number;
  readonly drafted: number;
  readonly accepted: number;
  /** Share of the drafts that were accepted up to each position. */
  readonly cumulative?: readonly number[] | undefined;
  /** How far rounding moves each share, half a thousandth where nothing is said. */
  readonly rounding?: number;
  /** Of all the iterations together, where requests ran one at a time. */
  readonly seconds?: number | undefined;
}

/** More than anybody drafts. */
const deepest = 1e3;

/** The measurement that counts make; null where they cannot be: nothing drafted, more accepted than drafted,
 *  or more of them by position. */
export function fromCounts(
  definition: Definition,
  { rounds, drafted, accepted, cumulative = [], rounding = 0.0005, seconds }: Counts,
): Measurement | null {
  const gamma = drafted / rounds;
  if (!(rounds > 0 && drafted > 0 && accepted >= 0 && gamma <= deepest)) return null;
  if (accepted > drafted) return null;
  return {
    definition,
    alpha: alphaFromAccepted(accepted / rounds, gamma),
    gamma: wholeIfNear(gamma),
    gammaAssumed: false,
    tokensPerIteration: 1 + accepted / rounds,
    acceptedOfDrafted: accepted / drafted,
    rounds: Math.round(rounds),
    ...(positionsFit(cumulative, accepted / rounds, rounding)
      ? { byPosition: conditionalRates(cumulative) }
      : {}),
    ...(seconds !== undefined && seconds > 0
      ? { iterationSeconds: seconds / rounds, batch: 1 }
      : {}),
  };
}

/** The measurement that a mean length (the target's own token counted) makes at a lookahead. */
export function fromLength(
  definition: Definition,
  length: number,
  gamma: number,
  assumed: boolean,
  more: Pick<Measurement, "batch" | "iterationSeconds" | "model"> = {},
): Measurement {
  const accepted = Math.min(gamma, Math.max(0, length - 1));
  return {
    definition,
    alpha: alphaFromAccepted(accepted, gamma),
    gamma,
    gammaAssumed: assumed,
    tokensPerIteration: 1 + accepted,
    acceptedOfDrafted: accepted / gamma,
    ...more,
  };
}

/** Whether shares by position fall and add up to what was accepted a draft, as they must: where a list was
 *  cut they do not. `rounding` is how far each may have been moved. */
export function positionsFit(
  cumulative: readonly number[],
  accepted: number,
  rounding = 0.0005,
): boolean {
  if (cumulative.length === 0) return false;
  let sum = 0;
  let before = 1;
  for (const share of cumulative) {
    if (share > before + 2.1 * rounding) return false;
    before = share;
    sum += share;
  }
  return Math.abs(sum - accepted) <= rounding * (cumulative.length + 1);
}

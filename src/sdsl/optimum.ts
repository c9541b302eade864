import {
  type AcceptancePlane,
  type Clamp,
  clampAcceptance,
  clampOf,
  maxAcceptance,
  perplexityWhere,
  planeValue,
  requirePlane,
} from "./acceptance.ts";
import { brentMaximum } from "./brent.ts";
import { type Affine, type CostModel, type PairCost, pairCost } from "./cost.ts";
import { bestLookahead, speedup, wholeLookahead } from "./lookahead.ts";
import {
  type PretrainingLaw,
  parameterLimits,
  parametersFor,
  perplexity,
  tokenLimits,
} from "./pretraining.ts";
import { requireRange } from "./range.ts";

/** A target and what is assumed of every draft for it. */
export interface Setting {
  /** Parameters of the target, 1e6..1e14. */
  readonly M: number;
  /** Training tokens of the draft and of the target, 1e6..1e17. */
  readonly D: number;
  readonly Dt: number;
  readonly law: PretrainingLaw;
  readonly plane: AcceptancePlane;
  readonly cost: CostModel;
}

/** A setting with what hangs on the target alone computed once. */
export interface Prepared extends Setting {
  readonly targetPerplexity: number;
  readonly pair: PairCost;
}

/** Throws RangeError for an M outside 1e6..1e14, a D or Dt outside 1e6..1e17, and as `requireLaw`,
 *  `requirePlane` and `pairCost` do. */
export function prepare(setting: Setting): Prepared {
  requireRange("M", setting.M, 1e6, 1e14);
  requireRange("D", setting.D, ...tokenLimits);
  requireRange("Dt", setting.Dt, ...tokenLimits);
  requirePlane(setting.plane);
  return {
    ...setting,
    targetPerplexity: perplexity(setting.law, setting.M, setting.Dt),
    pair: pairCost(setting.cost, setting.M),
  };
}

/** A speedup below this shows no gain in two decimals: then it is none. */
export const leastGain = 1.005;

/** The lookahead that holds for every draft, 0..1e9, or each draft's own best one. */
export type LookaheadChoice = number | "auto";

/** Everything the chain says of one draft size at its best lookahead, or at one that is set. */
export interface DraftPoint {
  readonly N: number;
  readonly draftPerplexity: number;
  /** 0..0.9999, and whether the plane had to be cut off there. */
  readonly alpha: number;
  readonly clamp: Clamp;
  /** c: one draft step, in target passes. */
  readonly c: number;
  /** Real optimum, or the lookahead set. */
  readonly gamma: number;
  readonly speedup: number;
}

/** The chain for a draft of N parameters (1e3..M). Throws RangeError outside, and for a lookahead
 *  outside 0..1e9. */
export function draftPoint(
  at: Prepared,
  N: number,
  lookahead: LookaheadChoice = "auto",
): DraftPoint {
  requireRange("N", N, parameterLimits[0], at.M);
  const draftPerplexity = perplexity(at.law, N, at.D);
  const value = planeValue(at.plane, draftPerplexity, at.targetPerplexity);
  const alpha = clampAcceptance(value);
  const c = at.pair.draftStep(N);
  const { verify } = at.pair;
  const best =
    lookahead === "auto"
      ? bestLookahead(alpha, c, verify)
      : { gamma: lookahead, speedup: speedup(alpha, lookahead, c, verify) };
  return { N, draftPerplexity, alpha, clamp: clampOf(value), c, ...best };
}

/** Where the best draft was found. `interior`: a true peak. `lower`, `upper`: the end of the
 *  range, so a still smaller or larger draft might do better. `flat`: every size from this one on,
 *  perhaps up to some larger one, does as well, and the smallest is returned. That is so where no
 *  draft at its own best lookahead speeds the target up, where nothing is drafted, and where size costs
 *  nothing and acceptance no longer moves. */
export type OptimumKind = "interior" | "lower" | "upper" | "flat";

export interface OptimalDraft extends DraftPoint {
  readonly kind: OptimumKind;
}

/**
 * N* = argmax over N in 1e3..M of the speedup, at each draft's own best lookahead or at one that is set for
 * all. A flat top or an optimum at an end is reported, not hidden.
 *
 * A draft step never gets cheaper with N. So where acceptance does not rise with N, nor does the
 * speedup, and the smallest draft is best; where a step costs the same at any size, a larger draft is
 * never worse. Between the two lies a peak, which can be no further right than the size at which
 * acceptance reaches its cap (a kink as sharp as can be) and no further left than where it leaves 0.
 */
export function optimalDraft(at: Prepared, lookahead: LookaheadChoice = "auto"): OptimalDraft {
  const smallest = draftPoint(at, parameterLimits[0], lookahead);
  if (lookahead === 0) return { ...smallest, kind: "flat" };
  const largest = draftPoint(at, at.M, lookahead);
  // at its own best lookahead a draft that does not pay drafts nothing, and all of them are alike
  const idle = (speedup: number) => lookahead === "auto" && speedup <= 1;
  const sizeIsFree = smallest.c === largest.c;
  if (largest.alpha <= smallest.alpha) {
    const alike = sizeIsFree && (largest.alpha === smallest.alpha || smallest.clamp === "high");
    const kind = alike || idle(smallest.speedup) ? "flat" : "lower";
    return { ...smallest, kind };
  }
  const capped = largest.clamp === "high" ? smallestWith(at, maxAcceptance, lookahead) : largest;
  if (sizeIsFree) {
    if (idle(capped.speedup)) return { ...smallest, kind: "flat" };
    return { ...capped, kind: capped.N < at.M ? "flat" : "upper" };
  }
  const lifted = smallest.alpha > 0 ? smallest.N : smallestWith(at, Number.MIN_VALUE, lookahead).N;
  const peak = highestPeak(at, lifted, capped, lookahead);
  if (idle(peak.speedup) && idle(smallest.speedup)) return { ...smallest, kind: "flat" };
  if (smallest.speedup >= peak.speedup) return { ...smallest, kind: "lower" };
  return { ...peak, kind: peak.N < at.M ? "interior" : "upper" };
}

/** N*, or null where it gains nothing: at the lookahead set, or with the better whole number beside its own
 *  real one, since no part of a token can be drafted. Where N* gains only with a part of a token another size
 *  may gain with a whole one; then that size is the best. */
export function gainingDraft(
  at: Prepared,
  lookahead: LookaheadChoice = "auto",
): OptimalDraft | null {
  const best = optimalDraft(at, lookahead);
  if (best.speedup < leastGain) return null;
  if (lookahead !== "auto") return best;
  const { alpha, c, gamma } = best;
  const { verify } = at.pair;
  const whole = wholeLookahead(gamma, alpha, c, verify);
  if (speedup(alpha, whole, c, verify) >= leastGain) return best;
  const { N, kind, speedup: gain } = optimalDraft(at, 1);
  return gain < leastGain ? null : { ...draftPoint(at, N), kind };
}

/** Relative: the speedup changes by less than this between a size and its neighbour. */
const sizeTolerance = 1e-11;

/** The smallest draft with at least this acceptance (above 0), where acceptance rises with N and the
 *  largest draft has as much. The plane and the law are solved for N; where rounding spoils that, the
 *  perplexity being too large or the curve too flat for doubles, bisection finds it. */
function smallestWith(at: Prepared, alpha: number, lookahead: LookaheadChoice): DraftPoint {
  const point = (N: number) => draftPoint(at, within(at, N), lookahead);
  const x = perplexityWhere(at.plane, alpha, at.targetPerplexity);
  const guess = within(at, x > 0 ? parametersFor(at.law, x, at.D) : at.M);
  const below = point(guess * (1 - sizeTolerance));
  const above = point(guess * (1 + sizeTolerance));
  if (below.alpha < alpha && above.alpha >= alpha) return above;
  let low = Math.log(parameterLimits[0]);
  let high = Math.log(at.M);
  while (high - low > sizeTolerance) {
    const middle = (low + high) / 2;
    if (point(Math.exp(middle)).alpha < alpha) low = middle;
    else high = middle;
  }
  return point(Math.exp(high));
}

function within(at: Prepared, N: number): number {
  return Math.min(at.M, Math.max(parameterLimits[0], N));
}

/** The speedup, and below it, where no lookahead helps and all speedups are 1, by how much the first
 *  drafted token gains less than it costs. So a search finds its way to a hump in a plain. Where the
 *  lookahead is set there is no plain. */
function merit(
  { alpha, c, speedup }: DraftPoint,
  verify: readonly Affine[],
  lookahead: LookaheadChoice,
): number {
  if (lookahead !== "auto") return speedup;
  const gain = alpha > 0 ? (-Math.log(alpha) * alpha) / (1 - alpha) : 0;
  return speedup + Math.min(0, gain - c - firstTokenCost(verify));
}

/** What verification costs more for each token at gamma = 0. */
function firstTokenCost(verify: readonly Affine[]): number {
  let most = 0;
  for (const { fixed, perToken } of verify) if (fixed >= 1) most = Math.max(most, perToken);
  return most;
}

/** Sizes of the scan per e-fold of N, and the fewest. A speedup falls at most as fast as N grows, so
 *  to the right of a peak no more than exp(step) is lost at the next size of the scan. */
interface Grid {
  readonly density: number;
  readonly fewest: number;
}

const coarse: Grid = { density: 1, fewest: 9 };
/** For planes that would pass 1 with a perfect draft: as acceptance nears its cap the speedup can
 *  fall and rise again, so that there are two peaks to tell apart. */
const fine: Grid = { density: 2, fewest: 33 };

/** In log N. The speedup is flat at its peak: a tenth of this no longer shows in a double. */
const peakTolerance = 1e-8;

/** The best draft from `from` parameters to `last`. Scans log N evenly and closes in with Brent's
 *  method on each size of the scan that is better than its two neighbours and close enough to the
 *  best of all to be beside a higher peak. */
function highestPeak(
  at: Prepared,
  from: number,
  last: DraftPoint,
  lookahead: LookaheadChoice,
): DraftPoint {
  if (from >= last.N) return last;
  const low = Math.log(from);
  const high = Math.log(last.N);
  const { density, fewest } = planeValue(at.plane, 0, at.targetPerplexity) > 1 ? fine : coarse;
  const count = Math.max(fewest, Math.ceil(density * (high - low)) + 1);
  const step = (high - low) / (count - 1);
  const size = (logN: number) => Math.min(last.N, Math.max(from, Math.exp(logN)));
  const { verify } = at.pair;
  const value = (logN: number) => merit(draftPoint(at, size(logN), lookahead), verify, lookahead);
  const scan = new Float64Array(count);
  for (let i = 0; i < count - 1; i++) scan[i] = value(low + i * step);
  scan[count - 1] = merit(last, verify, lookahead);
  const enough = Math.max(...scan) / Math.exp(step);
  let best = last;
  for (const [i, here] of scan.entries()) {
    const before = scan[i - 1] ?? Number.NEGATIVE_INFINITY;
    const after = scan[i + 1] ?? Number.NEGATIVE_INFINITY;
    if (here < enough || here < before || here <= after) continue;
    const middle = Math.min(high, low + i * step);
    const [left, right] = [Math.max(low, middle - step), Math.min(high, middle + step)];
    const peak = size(brentMaximum(value, left, right, peakTolerance, middle));
    const found = draftPoint(at, peak, lookahead);
    if (found.speedup > best.speedup) best = found;
  }
  return best;
}

import { maxAcceptance } from "./acceptance.ts";
import { type Affine, iterationCost } from "./cost.ts";
import { logMinusW } from "./lambert-w.ts";
import { requireRange } from "./range.ts";
import { expectedTokens, maxLookahead } from "./tokens.ts";

/** Speedup over autoregressive decoding, E[tokens] / cost of an iteration (Leviathan et al. 2023,
 *  theorem 3.8, for one-pass verification). alpha 0..0.9999, gamma 0..1e9 real, c 0..1e6.
 *  Throws RangeError outside, and as `verifyCost`. */
export function speedup(
  alpha: number,
  gamma: number,
  c: number,
  verify: readonly Affine[],
): number {
  return expectedTokens(alpha, gamma) / iterationCost(verify, c, gamma);
}

/**
 * The real gamma >= 0 that maximises E[tokens] / (1 + gamma c), in closed form:
 * gamma* = (1 + W_-1(-alpha^(1/c - 1) / e)) / ln alpha - 1/c, floored at 0.
 *
 * Computed as -1 - ln(-W) / ln alpha, the same number since W + ln(-W) = (1/c - 1) ln alpha - 1,
 * but no difference of two large ones: exact to the last digits at M/N = 1e9 too.
 * alpha 0..0.9999, c above 0, finite (1 or more: nothing to gain, 0). Throws RangeError outside.
 */
export function closedFormLookahead(alpha: number, c: number): number {
  requireRange("alpha", alpha, 0, maxAcceptance);
  requireRange("c", c, Number.MIN_VALUE, Number.MAX_VALUE);
  if (alpha === 0 || c >= 1) return 0;
  const logAlpha = Math.log(alpha);
  const kappa = Math.min(Number.MAX_VALUE, (1 / c - 1) * -logAlpha);
  return Math.max(0, -1 - logMinusW(kappa) / logAlpha);
}

/** A lookahead and the speedup there. */
export interface Lookahead {
  readonly gamma: number;
  readonly speedup: number;
}

/**
 * The real gamma in 0..1e9 that maximises the speedup, and that speedup. Where one line of `verify`
 * rules, the cost of an iteration is affine in gamma and the closed form holds with
 * c = slope / fixed. The speedup is the least over the lines, each with a single peak, so its
 * maximum is the peak of one of them or where two of them cross. It is never below gamma = 0's.
 *
 * alpha 0..0.9999, c 0..1e6. Throws RangeError outside, and as `verifyCost`.
 */
export function bestLookahead(alpha: number, c: number, verify: readonly Affine[]): Lookahead {
  let best: Lookahead = { gamma: 0, speedup: speedup(alpha, 0, c, verify) };
  for (let i = 0; i < verify.length; i++) {
    const line = verify[i];
    if (line === undefined) continue;
    best = better(best, peak(alpha, c, line), alpha, c, verify);
    for (let j = 0; j < i; j++) {
      const other = verify[j];
      if (other !== undefined) best = better(best, crossing(line, other), alpha, c, verify);
    }
  }
  return best;
}

function better(
  best: Lookahead,
  gamma: number,
  alpha: number,
  c: number,
  verify: readonly Affine[],
): Lookahead {
  if (!(gamma > 0 && gamma <= maxLookahead)) return best;
  const here = speedup(alpha, gamma, c, verify);
  return here > best.speedup ? { gamma, speedup: here } : best;
}

/** The gamma at which two lines cost the same: any number, NaN where it is every one. */
function crossing(one: Affine, other: Affine): number {
  return (other.fixed - one.fixed) / (one.perToken - other.perToken);
}

/** The gamma of `bestLookahead`. */
export function optimalLookahead(alpha: number, c: number, verify: readonly Affine[]): number {
  return bestLookahead(alpha, c, verify).gamma;
}

/** The best gamma where this line alone is the cost of verification. */
function peak(alpha: number, c: number, line: Affine): number {
  const slope = c + line.perToken;
  if (slope >= line.fixed) return 0;
  const relative = slope / line.fixed;
  return relative > 0 ? Math.min(maxLookahead, closedFormLookahead(alpha, relative)) : maxLookahead;
}

/** The better whole neighbour of a real optimum (0..1e9), the shorter where both are as good: the
 *  speedup has a single peak in gamma. Arguments and errors as in `speedup`. */
export function wholeLookahead(
  optimum: number,
  alpha: number,
  c: number,
  verify: readonly Affine[],
): number {
  requireRange("optimum", optimum, 0, maxLookahead);
  const below = Math.floor(optimum);
  const above = Math.min(maxLookahead, below + 1);
  return speedup(alpha, above, c, verify) > speedup(alpha, below, c, verify) ? above : below;
}

/** The whole gamma in 0..maxGamma (at most 1e6) with the most tokens a unit of cost, for any
 *  acceptance and any cost, peaks and cliffs included: tries each. Ties go to the shorter. Throws
 *  RangeError where tokens or cost are no finite number, or cost is not above 0. */
export function searchLookahead(
  tokens: (gamma: number) => number,
  cost: (gamma: number) => number,
  maxGamma: number,
): Lookahead {
  requireRange("maxGamma", maxGamma, 0, 1e6);
  let best: Lookahead = { gamma: 0, speedup: Number.NEGATIVE_INFINITY };
  for (let gamma = 0; gamma <= maxGamma; gamma++) {
    const gain = requireRange("tokens", tokens(gamma), 0, Number.MAX_VALUE);
    const price = requireRange("cost", cost(gamma), Number.MIN_VALUE, Number.MAX_VALUE);
    const s = gain / price;
    if (s > best.speedup) best = { gamma, speedup: s };
  }
  return best;
}

import { requireRange } from "../range.ts";
import { expectedTokensByPosition } from "../tokens.ts";
import { type Pairing, pairTimes } from "./iteration.ts";

/** How far each input of a speedup may be off, 0..5: standard deviations of logarithms, but for `own`. */
export interface Spreads {
  /** Of a pass of the target, and apart from it of the draft, by stack. */
  readonly pass: number;
  /** Of what a verification costs beyond a single token. */
  readonly verification: number;
  /** Of what speculating costs beside its passes: a standard deviation over the mean, drawn evenly about it
   *  and never below 0, as some engines hide that cost wholly. */
  readonly own: number;
}

/** Acceptance by position in each draw. */
export type DrawnRates = readonly (readonly number[])[];

/** 95% of the draws lie within. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

const bases = [2, 3, 5, 7, 11, 13] as const;
/** The first draws of a Halton sequence lie along lines in its larger bases. */
const skipped = 20;

function radicalInverse(index: number, base: number): number {
  let [rest, share, value] = [index, 1 / base, 0];
  while (rest > 0) {
    value += share * (rest % base);
    rest = Math.floor(rest / base);
    share /= base;
  }
  return value;
}

/** The standard normal quantile of p in (0, 1), by bisection of the logistic form of Bowling et al. 2009
 *  (error of the distribution below 1.4e-4): exact enough for a band. */
function normalQuantile(p: number): number {
  const logit = Math.log(p / (1 - p));
  let [low, high] = [-6, 6];
  for (let i = 0; i < 40; i++) {
    const z = (low + high) / 2;
    if (0.07056 * z ** 3 + 1.5976 * z < logit) low = z;
    else high = z;
  }
  return (low + high) / 2;
}

const draws: readonly (readonly number[])[] = Array.from({ length: 240 }, (_, i) =>
  bases.map((base) => normalQuantile(radicalInverse(i + skipped, base))),
);

/** Acceptance by position, drawn: `rates` is given z of acceptance and of its decline with the position,
 *  both standard normal and apart. At most 240 draws. */
export function drawRates(
  rates: (acceptance: number, decline: number) => readonly number[],
): DrawnRates {
  return draws.map(([a = 0, p = 0]) => rates(a, p));
}

/**
 * The band of a speedup at one lookahead (whole, 1..64), all that is unsure drawn together: acceptance and
 * its decline with the position, the passes of target and draft, verification, and the cost of speculating.
 * Always the same draws, so the same question has the same band. What was measured is not drawn. The first
 * `count` (1..240) draws are taken.
 */
export function speedupBand(
  pairing: Pairing,
  gamma: number,
  rates: DrawnRates,
  spreads: Spreads,
  count = draws.length,
): Band {
  requireRange("gamma", gamma, 1, 64);
  requireRange("count", count, 1, draws.length);
  for (const [name, spread] of Object.entries(spreads)) requireRange(name, spread, 0, 5);
  const { baseline, draftStep, iteration } = pairTimes(pairing);
  const { verification, overhead } = iteration(gamma);
  const curve = pairing.measured?.verification !== undefined;
  const step = pairing.measured?.draftSeconds !== undefined;
  const speedups = rates.slice(0, count).map((drawn, i) => {
    const [, , t = 0, d = 0, v = 0, o = 0] = draws[i] ?? [];
    const target = curve ? 1 : Math.exp(spreads.pass * t);
    const draft = step ? 1 : Math.exp(spreads.pass * d);
    const further = curve ? 1 : Math.exp(spreads.verification * v);
    const own = overhead * Math.max(0, 1 + spreads.own * o);
    const verify = (baseline + (verification - baseline) * further) * target;
    const tokens = expectedTokensByPosition(drawn.slice(0, gamma));
    return (tokens * baseline * target) / (gamma * draftStep * draft + verify + own);
  });
  speedups.sort((one, other) => one - other);
  const at = (share: number) => speedups[Math.round(share * (speedups.length - 1))] ?? 1;
  return { low: at(0.025), high: at(0.975) };
}

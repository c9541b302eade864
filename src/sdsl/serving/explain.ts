import { maxAcceptance } from "../acceptance.ts";
import { type Pairing, pairTimes } from "./iteration.ts";
import {
  type AcceptanceRates,
  bestLookaheadPoint,
  type LookaheadPoint,
  lookaheadPoints,
  paysFor,
  tokensUpTo,
} from "./lookahead.ts";

export type Term = "draft" | "verification" | "overhead" | "acceptance";

/** What an iteration gains and pays, in target passes of one token. */
export interface Explanation {
  /** The lookahead that is explained. */
  readonly at: LookaheadPoint;
  /** Tokens beyond the one that autoregressive decoding would write: what speculation gains. */
  readonly gained: number;
  /** What it pays beyond one pass: it wins where `gained` is more than these together. */
  readonly draft: number;
  /** The verification beyond a pass of one token. */
  readonly verification: number;
  readonly overhead: number;
  /** The term to mend first. */
  readonly term: Term;
  /** The speedup were this term free, all else as it is; for acceptance, were every drafted token
   *  accepted. */
  readonly without: Readonly<Record<Term, number>>;
  /** The smallest α at which some lookahead pays; undefined where even 0.9999 does not. */
  readonly breakEvenAcceptance: number | undefined;
}

/** Below this, acceptance is what is wrong rather than cost: half of the first tokens are lost. */
const ordinaryAcceptance = 0.5;

/**
 * Why a lookahead (γ; the best one where it isn't said, the best of 1..64 where that is 0) wins or
 * loses. The term to mend first is acceptance where an α of 0.5 or less would have been enough, and
 * otherwise the largest of the three costs.
 *
 * Worked case: T(1) = 10 ms, a draft step 4 ms, T(4) = 11 ms, overhead 2 ms, α = 0.6, γ = 3:
 * gained 0.6 + 0.36 + 0.216 = 1.176 tokens; draft 1.2 passes, verification 0.1, overhead 0.2.
 * 1.5 > 1.176, so it loses (S = 2.176 / 2.5 = 0.87): drafting is the largest; were it free,
 * S = 2.176 / 1.3 = 1.67.
 */
export function explain(
  pairing: Pairing,
  acceptance: AcceptanceRates,
  gamma?: number,
  ratesOf?: (alpha: number) => AcceptanceRates,
): Explanation {
  const points = lookaheadPoints(pairing, acceptance);
  const best = bestLookaheadPoint(points);
  const at =
    (gamma === undefined ? undefined : points[gamma]) ??
    (best.gamma > 0 ? best : bestLookaheadPoint(points.slice(1)));
  const { baseline } = pairTimes(pairing);
  const draft = at.draft / baseline;
  const verification = at.gamma === 0 ? 0 : at.verification / baseline - 1;
  const overhead = at.overhead / baseline;
  const cost = at.seconds / baseline;
  const breakEven = breakEvenAcceptance(pairing, ratesOf);
  const costs = [
    ["draft", draft],
    ["verification", verification],
    ["overhead", overhead],
  ] as const;
  const [dearest] = costs.reduce((most, each) => (each[1] > most[1] ? each : most));
  return {
    at,
    gained: at.tokens - 1,
    draft,
    verification,
    overhead,
    term:
      breakEven !== undefined && breakEven <= ordinaryAcceptance && at.speedup <= 1
        ? "acceptance"
        : dearest,
    without: {
      draft: at.tokens / (cost - draft),
      verification: at.tokens / (cost - Math.max(0, verification)),
      overhead: at.tokens / (cost - overhead),
      acceptance: (at.gamma + 1) / cost,
    },
    breakEvenAcceptance: breakEven,
  };
}

/** The smallest α, to 1e-6, at which some lookahead in 1..64 pays; acceptance by position follows from it by
 *  `ratesOf`, or is the same everywhere. More acceptance never makes speculation slower. */
export function breakEvenAcceptance(
  pairing: Pairing,
  ratesOf: (alpha: number) => AcceptanceRates = (alpha) => alpha,
): number | undefined {
  const pays = (alpha: number) => paysFor(pairing, tokensUpTo(ratesOf(alpha)));
  if (!pays(maxAcceptance)) return undefined;
  if (pays(0)) return 0;
  let [low, high] = [0, maxAcceptance as number];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (pays(middle)) high = middle;
    else low = middle;
  }
  return high;
}

import { requireRange } from "../range.ts";
import { expectedTokens, expectedTokensByPosition } from "../tokens.ts";
import { type IterationTime, type Pairing, type PairTimes, pairTimes } from "./iteration.ts";

/** α, the same for every drafted token (0..0.9999), or by position: rates[i] (0..1) is the
 *  acceptance of draft token i + 1 given that all before it were accepted. Beyond the positions
 *  given, the last holds. */
export type AcceptanceRates = number | readonly number[];

/** The longest lookahead that is tried. */
export const maxGamma = 64;

/** The rates of the first `gamma` positions. Throws RangeError where none is given. */
export function ratesFor(acceptance: AcceptanceRates, gamma: number): readonly number[] {
  if (typeof acceptance === "number") return Array<number>(gamma).fill(acceptance);
  const last = acceptance.at(-1);
  if (last === undefined) throw new RangeError("Acceptance by position names no position.");
  return Array.from({ length: gamma }, (_, i) => acceptance[i] ?? last);
}

/** Expected tokens of an iteration with γ drafted (whole, 0..64). */
export function tokensFor(acceptance: AcceptanceRates, gamma: number): number {
  return typeof acceptance === "number"
    ? expectedTokens(acceptance, gamma)
    : expectedTokensByPosition(ratesFor(acceptance, gamma));
}

/** One lookahead of a pairing. */
export interface LookaheadPoint extends IterationTime {
  readonly gamma: number;
  /** Expected tokens an iteration and a sequence, the target's own included. */
  readonly tokens: number;
  /** Over autoregressive decoding at the same batch: tokens · baseline / seconds. 1 at γ = 0. */
  readonly speedup: number;
}

/** Expected tokens at each lookahead from 0 to `longest` (whole, 0..64). */
export function tokensUpTo(acceptance: AcceptanceRates, longest = maxGamma): readonly number[] {
  requireRange("longest", longest, 0, maxGamma);
  return Array.from({ length: longest + 1 }, (_, gamma) => tokensFor(acceptance, gamma));
}

/** Every lookahead from 0 to `longest` (whole, 0..64). */
export function lookaheadPoints(
  pairing: Pairing,
  acceptance: AcceptanceRates,
  longest = maxGamma,
): readonly LookaheadPoint[] {
  const times = pairTimes(pairing);
  return tokensUpTo(acceptance, longest).map((tokens, gamma) => pointOf(times, tokens, gamma));
}

function pointOf(times: PairTimes, tokens: number, gamma: number): LookaheadPoint {
  const { draft, verification, overhead, seconds, extrapolated } = times.iteration(gamma);
  const speedup = (tokens * times.baseline) / seconds;
  return { gamma, tokens, speedup, draft, verification, overhead, seconds, extrapolated };
}

/** The best of some lookaheads, the shorter where two are as good. γ = 0 says: don't speculate. */
export function bestLookaheadPoint(points: readonly LookaheadPoint[]): LookaheadPoint {
  const [first, ...rest] = points;
  if (first === undefined) throw new RangeError("There is no lookahead to choose from.");
  return rest.reduce((best, point) => (point.speedup > best.speedup ? point : best), first);
}

/** The best lookahead of a pairing, by trying each from 0 to 64: any cost, cliffs included. */
export function bestFor(pairing: Pairing, acceptance: AcceptanceRates): LookaheadPoint {
  return bestLookaheadPoint(lookaheadPoints(pairing, acceptance));
}

/** Whether some lookahead, with these tokens at γ = 0, 1, 2, …, is more than `threshold` times as
 *  fast as none. */
export function paysFor(pairing: Pairing, tokens: readonly number[], threshold = 1): boolean {
  const { baseline, iteration } = pairTimes(pairing);
  return tokens.some((gain, gamma) => gain * baseline > threshold * iteration(gamma).seconds);
}

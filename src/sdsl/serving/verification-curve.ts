import { requireRange } from "../range.ts";

/** A measured pass over k tokens a sequence (1..1e6): `seconds` (above 0) of it. */
export interface CurvePoint {
  readonly k: number;
  readonly seconds: number;
}

/** Seconds of a pass, and whether it lies outside what was measured. */
export interface CurveReading {
  readonly seconds: number;
  readonly extrapolated: boolean;
}

/** Measured times of the target's pass, cliffs and all; k ascending, none twice. */
export interface VerificationCurve {
  readonly points: readonly CurvePoint[];
}

/** A curve through points in any order. Throws RangeError for none, a k or time outside its range,
 *  and a k given twice. */
export function verificationCurve(points: readonly CurvePoint[]): VerificationCurve {
  requireRange("points of the curve", points.length, 1, 1e5);
  const sorted = [...points].sort((one, other) => one.k - other.k);
  for (const [i, { k, seconds }] of sorted.entries()) {
    requireRange("k", k, 1, 1e6);
    requireRange("seconds", seconds, 1e-9, 1e6);
    if (k === sorted[i - 1]?.k) throw new RangeError(`k = ${k} is given twice.`);
  }
  return { points: sorted };
}

/** A point from a rate, as llama-bench prints it: k tokens in a pass at so many tokens a second take
 *  k / rate. pp8 at 160.81 t/s is 49.7 ms, pp9 at 80.38 is 112 ms: a cliff. */
export function pointFromRate(k: number, tokensPerSecond: number): CurvePoint {
  return { k, seconds: k / requireRange("tokensPerSecond", tokensPerSecond, 1e-9, 1e12) };
}

/**
 * Seconds of a pass over k tokens (1..1e9 + 1). Between two points a straight line. Before the first
 * point its own time, since fewer tokens cost no more. Past the last, its time and the mean slope of
 * the whole curve (never below 0) for each token more: the slope at the end may be a cliff, which
 * would not go on. Both ends are said to be extrapolated.
 */
export function readCurve({ points }: VerificationCurve, k: number): CurveReading {
  requireRange("k", k, 1, 1e9 + 1);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("The curve has no points.");
  if (k < first.k) return { seconds: first.seconds, extrapolated: true };
  if (k > last.k) {
    const rise = last.k > first.k ? (last.seconds - first.seconds) / (last.k - first.k) : 0;
    return { seconds: last.seconds + Math.max(0, rise) * (k - last.k), extrapolated: true };
  }
  let before = first;
  for (const point of points) {
    if (point.k >= k) {
      const share = point.k === before.k ? 0 : (k - before.k) / (point.k - before.k);
      const seconds =
        point.k === k ? point.seconds : before.seconds + share * (point.seconds - before.seconds);
      return { seconds, extrapolated: false };
    }
    before = point;
  }
  return { seconds: last.seconds, extrapolated: false };
}

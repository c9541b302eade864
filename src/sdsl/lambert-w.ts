import { requireRange } from "./range.ts";

/**
 * The lower branch of the Lambert W function in the log domain: the w <= -1 with
 * w + ln(-w) = l, which is W_-1(-e^l) without forming e^l, which underflows below l = -745.
 *
 * l: finite, at most -1. Throws RangeError outside.
 */
export function lambertWm1(l: number): number {
  requireRange("l", l, -Number.MAX_VALUE, -1);
  return l - logMinusW(-1 - l);
}

/**
 * t = ln(-w) for that w, given kappa = -1 - l: the t >= 0 with e^t - 1 - t = kappa.
 * Where l = x - 1, kappa = -x keeps the digits of a small x that x - 1 would lose.
 *
 * kappa: 0..MAX_VALUE. Throws RangeError outside.
 */
export function logMinusW(kappa: number): number {
  requireRange("kappa", kappa, 0, Number.MAX_VALUE);
  return kappa < 1 ? nearBranchPoint(kappa) : farFromBranchPoint(kappa);
}

/** The series t = p - p²/6 + p³/36 - …, p = sqrt(2 kappa), and from there Newton's iteration on
 *  e^t - 1 - t = kappa. Below p = 1e-4 the series alone is exact to the last digits, where
 *  e^t - 1 - t would cancel. */
function nearBranchPoint(kappa: number): number {
  const p = Math.sqrt(2 * kappa);
  let t = p * (1 - (p / 6) * (1 - p / 6));
  if (p < 1e-4) return t;
  for (let i = 0; i < 20; i++) {
    const slope = Math.expm1(t);
    const step = (slope - t - kappa) / slope;
    t -= step;
    if (Math.abs(step) <= 1e-9 * t) break;
  }
  return t;
}

/** Newton's iteration on t = ln(1 + kappa + t), whose right side hardly bends: two or three steps. */
function farFromBranchPoint(kappa: number): number {
  const sum = 1 + kappa;
  let t = Math.log(sum + Math.log(sum + 1));
  for (let i = 0; i < 20; i++) {
    const step = (t - Math.log(sum + t)) / (1 - 1 / (sum + t));
    t -= step;
    if (Math.abs(step) <= 1e-9 * t) break;
  }
  return t;
}

import { requireFinite, requireRange } from "./range.ts";

const golden = (3 - Math.sqrt(5)) / 2;

/** Where f, with a single peak in from..to, is largest, to within `tolerance` (absolute, above 0).
 *  Begins at `start`. Brent, Algorithms for Minimization without Derivatives, 1973, chapter 5.
 *  Throws RangeError for from > to, a start outside them, and what is not finite. */
export function brentMaximum(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance: number,
  start = from + golden * (to - from),
): number {
  requireFinite("from", from);
  requireRange("to", to, from, Number.MAX_VALUE);
  requireRange("tolerance", tolerance, Number.MIN_VALUE, Number.MAX_VALUE);
  let [a, b] = [from, to];
  let x = requireRange("start", start, from, to);
  let [w, v] = [x, x];
  let fx = -f(x);
  let [fw, fv] = [fx, fx];
  let step = 0;
  let previous = 0;
  for (let i = 0; i < 100; i++) {
    const middle = (a + b) / 2;
    if (Math.abs(x - middle) <= 2 * tolerance - (b - a) / 2) break;
    const r = (x - w) * (fx - fv);
    const q0 = (x - v) * (fx - fw);
    const sign = q0 > r ? 1 : -1;
    const p = sign * ((x - w) * r - (x - v) * q0);
    const q = 2 * Math.abs(q0 - r);
    const parabolic =
      Math.abs(previous) > tolerance &&
      Math.abs(p) < Math.abs((q * previous) / 2) &&
      p > q * (a - x) &&
      p < q * (b - x);
    if (parabolic) {
      previous = step;
      step = p / q;
      const u = x + step;
      if (u - a < 2 * tolerance || b - u < 2 * tolerance)
        step = x < middle ? tolerance : -tolerance;
    } else {
      previous = x < middle ? b - x : a - x;
      step = golden * previous;
    }
    const u = x + (Math.abs(step) >= tolerance ? step : Math.sign(step) * tolerance);
    const fu = -f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return x;
}

import type { Sampled } from "./protocol.ts";

/** The value below which a share (0..1) of the samples lies, linearly between neighbours: Hyndman and
 *  Fan's type 7, NumPy's default. Throws RangeError without samples. */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError("a quantile needs at least one sample");
  const sorted = samples.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const mean = (samples: readonly number[]): number =>
  samples.reduce((sum, sample) => sum + sample, 0) / samples.length;

/** The straight line y = slope x + intercept with the least squares; null for fewer than two different x. */
export function straightLine(
  points: readonly { readonly x: number; readonly y: number }[],
): { readonly slope: number; readonly intercept: number } | null {
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
  let spread = 0;
  let together = 0;
  for (const { x, y } of points) {
    spread += (x - middle.x) ** 2;
    together += (x - middle.x) * (y - middle.y);
  }
  if (points.length < 2 || spread === 0) return null;
  const slope = together / spread;
  return { slope, intercept: middle.y - slope * middle.x };
}

/** Median and quartiles. Throws RangeError without samples. */
export function sampled(samples: readonly number[]): Sampled {
  return {
    median: median(samples),
    low: quantile(samples, 0.25),
    high: quantile(samples, 0.75),
    samples,
  };
}

/** How far a sample may lie from the median, in standard deviations as the median deviation estimates them… */
const usualReach = 6;
/** … or relative to the median, whichever is farther: a quiet clock makes nothing suspicious. */
const leastReach = 0.2;

/** Which samples (above 0) depart from the median by more than a robust bound, as where something else took
 *  the machine: with fewer than three, none can be told. */
export function disturbed(samples: readonly number[]): boolean[] {
  if (samples.length < 3) return samples.map(() => false);
  const middle = median(samples);
  const deviation = 1.4826 * median(samples.map((sample) => Math.abs(sample - middle)));
  const bound = Math.max(usualReach * deviation, leastReach * middle);
  return samples.map((sample) => Math.abs(sample - middle) > bound);
}

/** The interval that holds the true ratio with a probability of 95%. */
export interface RatioInterval {
  readonly low: number;
  readonly high: number;
  /** Half its width over its middle. */
  readonly relativeHalfWidth: number;
}

/** Student's t interval (95%) of paired ratios, taken on their logarithms so that a ratio and its
 *  inverse are treated alike. Each ratio comes from one pair, measured back to back, so that drift of
 *  the device cancels within it. Needs two ratios or more, all above 0; null for fewer. */
export function ratioInterval(ratios: readonly number[]): RatioInterval | null {
  const n = ratios.length;
  if (n < 2) return null;
  const logs = ratios.map(Math.log);
  const middle = mean(logs);
  const variance = logs.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (n - 1);
  const reach = studentT(n - 1) * Math.sqrt(variance / n);
  return {
    low: Math.exp(middle - reach),
    high: Math.exp(middle + reach),
    relativeHalfWidth: Math.sinh(reach),
  };
}

/** The 95% interval to print beside the median of paired ratios. Where they are so skewed that the median
 *  lies outside of Student's, it is widened to hold it. Null for fewer than two. */
export function intervalOf(
  ratios: readonly number[],
): { readonly low: number; readonly high: number } | null {
  const known = ratioInterval(ratios);
  if (known === null) return null;
  const middle = median(ratios);
  return { low: Math.min(known.low, middle), high: Math.max(known.high, middle) };
}

/** The 97.5% point of Student's t distribution for 1, 2, … degrees of freedom: SciPy 1.17.1's
 *  stats.t.ppf(0.975, n), to 6 digits. */
const tPoints = [
  12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.306, 2.26216, 2.22814, 2.20099,
  2.17881, 2.16037, 2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596, 2.07961, 2.07387,
  2.06866, 2.0639, 2.05954, 2.05553, 2.05183, 2.04841, 2.04523, 2.04227,
];

/** The 97.5% point for `freedom` ≥ 1 degrees of freedom; beyond 30 Fisher's expansion, exact to 1e-4. */
export function studentT(freedom: number): number {
  if (freedom <= tPoints.length) return tPoints[freedom - 1];
  const z = 1.959964;
  return (
    z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  );
}

/** (a − b) / ln(a / b), between the two; a itself where they are equal. Both above 0. */
export function logarithmicMean(a: number, b: number): number {
  const ratio = a / b;
  if (Math.abs(ratio - 1) < 1e-8) return (a + b) / 2;
  return (a - b) / Math.log(ratio);
}

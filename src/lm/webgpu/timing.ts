/** How long one round takes and how far clock and chance may have it off, both in ms. */
export interface Timing {
  readonly time: number;
  readonly noise: number;
}

/** A step that a clock may have without our knowing yet, ns: what WebGPU advises browsers to round to. */
const usualStep = 100_000n;
/** So many different readings show a clock's step: the chance that all share a larger divisor is below 2^-6. */
const enoughReadings = 8;

/** The step of a clock, ms, from readings in ns in any order: what divides all their differences. Until
 *  there are enough of them, not less than browsers usually round to. */
export function clockStep(readings: readonly bigint[]): number {
  const [first = 0n] = readings;
  const different = new Set(readings);
  const step = [...different].reduce(
    (divisor, reading) => commonDivisor(divisor, reading - first),
    0n,
  );
  const known = different.size >= enoughReadings || step > usualStep ? step : usualStep;
  return Number(known) / 1e6;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}

/** A sample lasts at least so long, ms, and so many steps of its clock. */
const leastSample = 2;
const leastSteps = 40;
/** However coarse the clock, a sample is not drawn out beyond this, ms. */
const mostSample = 25;

/** How long a sample should last, ms, by a clock of this step where a submit without work takes `idle` on
 *  it: so long that neither counts for much. */
export const sampleLength = (step: number, idle = 0): number =>
  Math.min(mostSample, Math.max(leastSample, leastSteps * step, 10 * idle));

/** How many rounds to try next after `rounds` that took `took` ms, or null where those are a sample:
 *  long enough, or as many as there may be. Grows by steps, since the first rounds of a device are slow. */
export function moreRounds(
  rounds: number,
  took: number,
  enough: number,
  most: number,
): number | null {
  if (took >= enough || rounds >= most) return null;
  const wanted = took > 0 ? Math.ceil((1.1 * rounds * enough) / took) : most;
  return Math.min(most, 16 * rounds, Math.max(wanted, rounds + 1));
}

/** One round's timing from samples of `rounds` rounds each, in ms, of which about `idle` is the submit's.
 *  The least counts: what disturbs a device only makes it slower. The next one shows how well it is
 *  repeated. A submit may wait for less or for more than an idle one did. */
export function timingOf(
  samples: readonly number[],
  rounds: number,
  step: number,
  idle = 0,
): Timing {
  const [least = 0, next = least] = samples.toSorted((a, b) => a - b);
  return {
    time: Math.max(0, least - idle) / rounds,
    noise: (next - least + step + idle) / rounds,
  };
}

/** One after the other. */
export const together = (a: Timing, b: Timing): Timing => ({
  time: a.time + b.time,
  noise: a.noise + b.noise,
});

/** Of two timings of the same. */
export const shorter = (a: Timing, b: Timing): Timing => (b.time < a.time ? b : a);

/** What another way must gain to be worth a change, beside the noise. */
const gain = 0.05;

/** Whether `a` is faster than `b` by more than their noise explains. */
export const clearlyFaster = (a: Timing, b: Timing): boolean =>
  a.time + a.noise + b.noise < (1 - gain) * b.time;

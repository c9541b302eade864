import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Stream, uniform } from "../lm/rng.ts";
import {
  disturbed,
  logarithmicMean,
  median,
  quantile,
  ratioInterval,
  sampled,
  studentT,
} from "./statistics.ts";

describe("a quantile", () => {
  // NumPy 2.4.6: np.quantile([7, 1, 3, 10], [0, .25, .5, .75, 1])
  it.each([
    [0, 1],
    [0.25, 2.5],
    [0.5, 5],
    [0.75, 7.75],
    [1, 10],
  ])("%d is NumPy's %d", (share, value) => {
    expect(quantile([7, 1, 3, 10], share)).toBeCloseTo(value, 12);
  });

  it("of one sample is that sample", () => {
    expect(sampled([4])).toEqual({ median: 4, low: 4, high: 4, samples: [4] });
  });

  it("of none is refused", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("Student's t", () => {
  // SciPy 1.17.1: stats.t.ppf(0.975, n)
  it.each([
    [1, 12.7062],
    [5, 2.57058],
    [30, 2.04227],
    [31, 2.03951],
    [40, 2.02108],
    [100, 1.98397],
    [1000, 1.96234],
  ])("with %d degrees of freedom is SciPy's %d", (freedom, value) => {
    expect(studentT(freedom)).toBeCloseTo(value, 3);
  });
});

describe("the interval of paired ratios", () => {
  it("treats a ratio and its inverse alike", () => {
    const ratios = [1.1, 1.3, 1.2, 1.25];
    const own = ratioInterval(ratios)!;
    const inverse = ratioInterval(ratios.map((ratio) => 1 / ratio))!;
    expect(inverse.low).toBeCloseTo(1 / own.high, 12);
    expect(inverse.relativeHalfWidth).toBeCloseTo(own.relativeHalfWidth, 12);
  });

  it("is that of SciPy's t test on the logarithms", () => {
    // SciPy 1.17.1: np.exp(stats.ttest_1samp(np.log([1.1, 1.3, 1.2, 1.25]), 0).confidence_interval())
    const { low, high } = ratioInterval([1.1, 1.3, 1.2, 1.25])!;
    expect(low).toBeCloseTo(1.079971, 5);
    expect(high).toBeCloseTo(1.35613, 5);
  });

  it("needs two", () => {
    expect(ratioInterval([1.2])).toBe(null);
  });

  // 2,000 experiments of 5 pairs with true ratio 1.3: a share of 0.95 has a standard deviation of 0.0049.
  it("holds the true ratio in 95 of 100 experiments", () => {
    let held = 0;
    let counter = 0;
    const next = () => uniform(5, Stream.sample, counter++) || 2 ** -25;
    const normal = () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    for (let i = 0; i < 2000; i++) {
      const ratios = Array.from({ length: 5 }, () => 1.3 * Math.exp(0.1 * normal()));
      const { low, high } = ratioInterval(ratios)!;
      if (low <= 1.3 && high >= 1.3) held += 1;
    }
    expect(Math.abs(held / 2000 - 0.95)).toBeLessThan(4 * 0.0049);
  });
});

describe("disturbed samples", () => {
  it("are those far from the median, and never half of them", () => {
    expect(disturbed([10, 10.1, 9.9, 10, 25])).toEqual([false, false, false, false, true]);
    expect(disturbed([10, 12, 9, 11, 10.5])).not.toContain(true);
    expect(disturbed([1, 100])).toEqual([false, false]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true })), (samples) => {
        const left = disturbed(samples).filter((out) => !out).length;
        expect(left).toBeGreaterThanOrEqual(samples.length / 2);
      }),
    );
  });
});

describe("the logarithmic mean", () => {
  it("lies between, and splits a ratio exactly", () => {
    const m = logarithmicMean(3, 5);
    expect(m).toBeGreaterThan(3);
    expect(m).toBeLessThan(5);
    expect(Math.exp((5 - 3) / m)).toBeCloseTo(5 / 3, 12);
  });
  it("of a number with itself is that number", () => {
    expect(logarithmicMean(4, 4)).toBe(4);
    expect(logarithmicMean(4, 4 * (1 + 1e-9))).toBeCloseTo(4, 6);
  });
});

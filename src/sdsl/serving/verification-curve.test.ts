import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointFromRate, readCurve, verificationCurve } from "./verification-curve.ts";

/** A 34B model in llama.cpp (ggml-org/llama.cpp#5625): fast to eight tokens, then a cliff. */
const cliff = verificationCurve(
  [
    [9, 80.38],
    [1, 34.67],
    [8, 160.81],
  ].map(([k = 0, rate = 0]) => pointFromRate(k, rate)),
);

describe("a measured verification curve", () => {
  it("is read exactly at its points, on either side of a cliff", () => {
    expect(readCurve(cliff, 1)).toEqual({ seconds: 1 / 34.67, extrapolated: false });
    expect(readCurve(cliff, 8)).toEqual({ seconds: 8 / 160.81, extrapolated: false });
    expect(readCurve(cliff, 9)).toEqual({ seconds: 9 / 80.38, extrapolated: false });
  });

  it("is a straight line between two points", () => {
    const curve = verificationCurve([
      { k: 2, seconds: 0.01 },
      { k: 6, seconds: 0.02 },
    ]);
    expect(readCurve(curve, 3).seconds).toBeCloseTo(0.0125, 15);
  });

  it("says where it is extrapolated: flat before, the mean slope after, not the cliff's", () => {
    const curve = verificationCurve([
      { k: 2, seconds: 0.01 },
      { k: 5, seconds: 0.01 },
      { k: 6, seconds: 0.03 },
    ]);
    expect(readCurve(curve, 1)).toEqual({ seconds: 0.01, extrapolated: true });
    expect(readCurve(curve, 8).seconds).toBeCloseTo(0.03 + 2 * 0.005, 15);
    expect(readCurve(curve, 8).extrapolated).toBe(true);
    const one = verificationCurve([{ k: 4, seconds: 0.01 }]);
    expect(readCurve(one, 9)).toEqual({ seconds: 0.01, extrapolated: true });
    const falling = verificationCurve([
      { k: 1, seconds: 0.02 },
      { k: 2, seconds: 0.01 },
    ]);
    expect(readCurve(falling, 9).seconds).toBe(0.01);
  });

  it("stays between its neighbours for any points, in any order", () => {
    const points = fc.uniqueArray(
      fc.record({
        k: fc.integer({ min: 1, max: 64 }),
        seconds: fc.double({ min: 1e-4, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 20, selector: ({ k }) => k },
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 64 }), (given, k) => {
        const curve = verificationCurve(given);
        const { seconds, extrapolated } = readCurve(curve, k);
        const ks = given.map((point) => point.k);
        expect(extrapolated).toBe(k < Math.min(...ks) || k > Math.max(...ks));
        expect(seconds).toBeGreaterThan(0);
        if (extrapolated) return;
        const times = given.map((point) => point.seconds);
        expect(seconds).toBeGreaterThanOrEqual(Math.min(...times) * (1 - 1e-12));
        expect(seconds).toBeLessThanOrEqual(Math.max(...times) * (1 + 1e-12));
      }),
    );
  });

  it("refuses no points, a k twice, and times that are none", () => {
    expect(() => verificationCurve([])).toThrow(/^points of the curve is 0/);
    expect(() => verificationCurve([pointFromRate(2, 10), pointFromRate(2, 11)])).toThrow(
      /^k = 2 is given twice/,
    );
    expect(() => verificationCurve([{ k: 0, seconds: 1 }])).toThrow(/^k is 0/);
    expect(() => verificationCurve([{ k: 1, seconds: Number.NaN }])).toThrow(/^seconds is NaN/);
    expect(() => pointFromRate(1, 0)).toThrow(/^tokensPerSecond is 0/);
  });
});

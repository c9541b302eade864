import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lambertWm1, logMinusW } from "./lambert-w.ts";
import reference from "./reference.json" with { type: "json" };

describe("W_-1 in the log domain", () => {
  // mpmath 1.2.1, Newton's iteration on e^t - 1 - t = -1 - l with 700 digits, rounded.
  it.each([
    [-1.7e308, -1.7e308],
    [-1e15, -1000000000000034.5],
    [-1e9, -1000000020.7232659],
    [-746, -752.6235651893744],
    [-2, -3.1461932206205825],
    [-1.00001, -1.0044788051047198],
    [-1.0000000000000002, -1.0000000210734243],
    [-1, -1],
  ])("l = %d gives %d to the last digits", (l, w) => {
    expect(Math.abs(lambertWm1(l) / w - 1)).toBeLessThan(4e-16);
  });

  // scipy 1.10.1: scipy.special.lambertw(-exp(-2), -1).real
  it("agrees with SciPy where SciPy does not underflow", () => {
    expect(lambertWm1(-2)).toBeCloseTo(-3.1461932206205825, 15);
  });

  it.each(reference.lambert_wm1_log)("agrees with the reference at l = $l", ({ l, w }) => {
    // Near the branch point, a rounding of l by 1e-16 moves w by 1e-16 / sqrt(2 (-1 - l)).
    expect(Math.abs(lambertWm1(l) / w - 1)).toBeLessThan(l > -1.01 ? 1e-11 : 1e-15);
  });

  it("solves its equation over the whole range and stays on the lower branch", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e300, max: -1, noNaN: true }), (l) => {
        const w = lambertWm1(l);
        expect(w).toBeLessThanOrEqual(-1);
        expect(Math.abs(w + Math.log(-w) - l)).toBeLessThanOrEqual(1e-15 * -l * 2);
      }),
    );
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -0.999, 0])(
    "refuses l = %d by name and range",
    (l) => expect(() => lambertWm1(l)).toThrow(/^l is .*; it must lie in .*-1\.$/),
  );
});

describe("ln(-W_-1)", () => {
  // The same iteration, 700 digits.
  it.each([
    [1.7e308, 709.7268368932282],
    [1e9, 20.723265858669677],
    [1, 1.1461932206205825],
    [0.5, 0.8576766739458991],
    [1e-3, 0.044390495963692565],
    [1e-9, 0.000044721026219146965],
    [1e-17, 4.472135951666246e-9],
    [1e-300, 1.4142135623730952e-150],
    [0, 0],
  ])("keeps every digit of kappa = %d", (kappa, t) => {
    // 1e-13: near kappa = 1e-8 the iteration's e^t - 1 - t cancels.
    expect(Math.abs(logMinusW(kappa) - t)).toBeLessThanOrEqual(1e-13 * t);
  });

  it("rises with kappa", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e300, noNaN: true }),
        fc.double({ min: 0, max: 1e300, noNaN: true }),
        (one, other) => {
          const [low, high] = one < other ? [one, other] : [other, one];
          expect(logMinusW(low)).toBeLessThanOrEqual(logMinusW(high) * (1 + 1e-13));
        },
      ),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1e-300])("refuses kappa = %d", (kappa) =>
    expect(() => logMinusW(kappa)).toThrow(/^kappa is .*; it must lie in 0\.\./),
  );
});

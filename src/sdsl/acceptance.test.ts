import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acceptance,
  calibrate,
  clampAcceptance,
  clampOf,
  maxAcceptance,
  maxPerplexity,
  perplexityWhere,
  planeValue,
  requirePlane,
  sdslPlane,
} from "./acceptance.ts";
import { logarithmic, planes } from "./arbitraries.ts";

const perplexities = logarithmic(1, maxPerplexity);
const notFinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe("the acceptance plane", () => {
  it("gives SDSL's fit, worked by hand: -0.0067 · 12 + 0.01297 · 8 + 0.642 = 0.66536", () => {
    expect(acceptance(sdslPlane, 12, 8)).toBeCloseTo(0.66536, 15);
  });

  it("is cut off to 0..0.9999 and says where", () => {
    expect([clampAcceptance(-1e300), clampOf(-1e300)]).toEqual([0, "low"]);
    expect([clampAcceptance(0), clampOf(0)]).toEqual([0, "none"]);
    expect([clampAcceptance(0.7), clampOf(0.7)]).toEqual([0.7, "none"]);
    expect([clampAcceptance(maxAcceptance), clampOf(maxAcceptance)]).toEqual([0.9999, "none"]);
    expect([clampAcceptance(1), clampOf(1)]).toEqual([0.9999, "high"]);
  });

  it("gives an acceptance in 0..0.9999 at any perplexities", () => {
    fc.assert(
      fc.property(planes, perplexities, perplexities, (plane, x, y) => {
        const alpha = acceptance(plane, x, y);
        expect(alpha).toBeGreaterThanOrEqual(0);
        expect(alpha).toBeLessThanOrEqual(maxAcceptance);
      }),
    );
  });

  it("moves with the draft's perplexity as the sign of A says", () => {
    fc.assert(
      fc.property(planes, perplexities, perplexities, logarithmic(1, 1e3), (plane, x, y, more) => {
        const change =
          acceptance(plane, Math.min(maxPerplexity, x * more), y) - acceptance(plane, x, y);
        expect(Math.sign(change) * Math.sign(plane.A)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("is solved for the draft perplexity of a value", () => {
    expect(perplexityWhere(sdslPlane, 0.66536, 8)).toBeCloseTo(12, 12);
    const calibrated = calibrate(sdslPlane, 0.7, 1e20, 8);
    expect(perplexityWhere(calibrated, 0.7, 8)).toBe(1e20);
  });

  it.each([...notFinite, -1])("refuses perplexity %d by name and range", (bad) => {
    expect(() => planeValue(sdslPlane, bad, 8)).toThrow(/^x is .*; it must lie in 0\.\./);
    expect(() => acceptance(sdslPlane, 12, bad)).toThrow(/^y is .*; it must lie in 0\.\./);
    expect(() => calibrate(sdslPlane, 0.5, bad, 8)).toThrow(/^x0 is /);
    expect(() => calibrate(sdslPlane, 0.5, 12, bad)).toThrow(/^y is /);
    expect(() => perplexityWhere(sdslPlane, 0.5, bad)).toThrow(/^y is /);
  });

  it.each(notFinite)("refuses value %d", (bad) => {
    expect(() => clampAcceptance(bad)).toThrow(/^value is /);
    expect(() => clampOf(bad)).toThrow(/^value is /);
    expect(() => perplexityWhere(sdslPlane, bad, 8)).toThrow(/^value is /);
  });

  it.each(["A", "B", "C"] as const)("refuses a plane whose %s is no number in range", (key) => {
    for (const bad of notFinite) {
      const plane = { ...sdslPlane, [key]: bad };
      expect(() => requirePlane(plane)).toThrow(new RegExp(`^plane.${key} is `));
      expect(() => acceptance(plane, 12, 8)).toThrow(RangeError);
    }
    if (key !== "C") expect(() => requirePlane({ ...sdslPlane, [key]: 11 })).toThrow(RangeError);
    const through = { x: 1, y: 1, alpha: Number.NaN };
    expect(() => requirePlane({ ...sdslPlane, through })).toThrow(/^plane.through.alpha is NaN/);
  });
});

describe("calibration", () => {
  it("moves C alone, worked by hand: 0.75 + 0.0067 · 12 - 0.01297 · 8 = 0.72664", () => {
    const { A, B, C } = calibrate(sdslPlane, 0.75, 12, 8);
    expect([A, B]).toEqual([sdslPlane.A, sdslPlane.B]);
    expect(C).toBeCloseTo(0.72664, 15);
  });

  it("gives the measured acceptance back to the last bit, at any perplexity", () => {
    fc.assert(
      fc.property(
        planes,
        fc.double({ min: 0, max: maxAcceptance, noNaN: true }),
        perplexities,
        perplexities,
        (plane, alpha, x, y) => {
          expect(acceptance(calibrate(plane, alpha, x, y), x, y)).toBe(alpha);
        },
      ),
    );
  });

  it("keeps the plane's differences", () => {
    const calibrated = calibrate(sdslPlane, 0.75, 12, 8);
    const before = planeValue(sdslPlane, 10, 9) - planeValue(sdslPlane, 20, 7);
    expect(planeValue(calibrated, 10, 9) - planeValue(calibrated, 20, 7)).toBeCloseTo(before, 14);
    expect(planeValue({ ...calibrated, through: undefined }, 10, 9)).toBeCloseTo(
      planeValue(calibrated, 10, 9),
      14,
    );
  });

  it.each([...notFinite, -0.1, 1])("refuses a measured acceptance of %d", (bad) => {
    expect(() => calibrate(sdslPlane, bad, 12, 8)).toThrow(/^alpha0 is .*0\.\.0\.9999\./);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sdslPlane } from "../sdsl/acceptance.ts";
import { fitPlane } from "./fit.ts";

const on = (x: number, y: number, off = 0) => ({
  x,
  y,
  alpha: sdslPlane.A * x + sdslPlane.B * y + sdslPlane.C + off,
});

describe("a plane through measured points", () => {
  it("finds the plane that they lie on", () => {
    const fit = fitPlane([on(12, 8), on(15, 8), on(20, 9), on(10, 7.5), on(30, 8.5)]);
    expect(fit?.A.value).toBeCloseTo(sdslPlane.A, 12);
    expect(fit?.B.value).toBeCloseTo(sdslPlane.B, 12);
    expect(fit?.C.value).toBeCloseTo(sdslPlane.C, 12);
    expect(fit?.free).toEqual(["A", "B", "C"]);
    expect(fit?.rSquared).toBeCloseTo(1, 10);
  });

  it("keeps the paper's slope where the points cannot tell it", () => {
    const oneTarget = fitPlane([
      { x: 10, y: 8, alpha: 0.7 },
      { x: 20, y: 8, alpha: 0.6 },
      { x: 30, y: 8, alpha: 0.5 },
    ]);
    expect(oneTarget?.free).toEqual(["A", "C"]);
    expect(oneTarget?.A.value).toBeCloseTo(-0.01, 12);
    expect(oneTarget?.B.value).toBe(sdslPlane.B);
    const onePoint = fitPlane([{ x: 10, y: 8, alpha: 0.9 }]);
    expect(onePoint?.free).toEqual(["C"]);
    expect(onePoint?.A.value).toBe(sdslPlane.A);
    expect(onePoint?.C.low).toBeUndefined();
    expect(onePoint?.residuals[0]).toBeCloseTo(0, 12);
  });

  it("gives Student's intervals", () => {
    // R: confint(lm(c(.70,.62,.49,.41,.30) ~ c(10,20,30,40,50))) without the paper's B y, which is constant
    const alphas = [0.7, 0.62, 0.49, 0.41, 0.3];
    const fit = fitPlane(alphas.map((alpha, i) => ({ x: 10 * (i + 1), y: 8, alpha })));
    expect(fit?.A.value).toBeCloseTo(-0.0101, 10);
    const residual = Math.sqrt((fit?.residuals.reduce((sum, r) => sum + r * r, 0) ?? 0) / 3);
    const half = (3.182 * residual) / Math.sqrt(1000);
    expect(fit?.A.high).toBeCloseTo(-0.0101 + half, 8);
    expect(fit?.A.low).toBeCloseTo(-0.0101 - half, 8);
    expect(fit?.standardError).toBeCloseTo(residual, 12);
  });

  it("refuses nothing but nonsense", () => {
    expect(fitPlane([])).toBeUndefined();
    expect(
      fitPlane([
        { x: 1, y: 1, alpha: 0 },
        { x: 1.001, y: 1, alpha: 1 },
      ]),
    ).toBeUndefined();
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            x: fc.double({ min: 1, max: 1e6, noNaN: true }),
            y: fc.double({ min: 1, max: 1e6, noNaN: true }),
            alpha: fc.double({ min: 0, max: 0.9999, noNaN: true }),
          }),
          { maxLength: 12 },
        ),
        (points) => {
          const fit = fitPlane(points);
          if (fit === undefined) return;
          for (const { value } of [fit.A, fit.B, fit.C]) expect(Number.isFinite(value)).toBe(true);
          expect(fit.residuals.every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });
});

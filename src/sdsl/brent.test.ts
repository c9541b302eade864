import { expect, it } from "vitest";
import { brentMaximum } from "./brent.ts";

it("finds a smooth peak in a dozen evaluations", () => {
  let calls = 0;
  const f = (x: number) => {
    calls++;
    return -Math.cosh(x - Math.SQRT2);
  };
  expect(brentMaximum(f, -3, 5, 1e-8)).toBeCloseTo(Math.SQRT2, 7);
  expect(calls).toBeLessThan(25);
});

it("finds a kink, and a peak at either end", () => {
  expect(brentMaximum((x) => -Math.abs(x - 0.3), 0, 1, 1e-9)).toBeCloseTo(0.3, 8);
  expect(brentMaximum((x) => x, 0, 1, 1e-9)).toBeCloseTo(1, 7);
  expect(brentMaximum((x) => -x, 0, 1, 1e-9)).toBeCloseTo(0, 7);
});

it("keeps its start where nothing is better", () => {
  expect(brentMaximum(() => 1, 2, 2, 1e-9)).toBe(2);
  const spike = (x: number) => (x === 0.7 ? 1 : 0);
  expect(brentMaximum(spike, 0, 1, 1e-6, 0.7)).toBe(0.7);
});

it("refuses an interval upside down, a start outside it and no tolerance", () => {
  const f = (x: number) => x;
  expect(() => brentMaximum(f, 1, 0, 1e-9)).toThrow(/^to is 0;/);
  expect(() => brentMaximum(f, 0, 1, 1e-9, 2)).toThrow(/^start is 2; it must lie in 0\.\.1\./);
  expect(() => brentMaximum(f, 0, 1, 0)).toThrow(/^tolerance is 0;/);
  expect(() => brentMaximum(f, Number.NaN, 1, 1e-9)).toThrow(/^from is NaN;/);
});

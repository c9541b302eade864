import { describe, expect, it } from "vitest";
import { invertClamped, makeScale, middle } from "./scales.ts";

const log = makeScale({ kind: "log", domain: [1e6, 1e14] }, [0, 800]);
const down = makeScale({ kind: "linear", domain: [0, 4] }, [300, 0]);

describe("makeScale", () => {
  it("places values", () => {
    expect(log(1e10)).toBeCloseTo(400, 9);
    expect(down(1)).toBe(225);
  });
  it("answers NaN where there is no place", () => {
    for (const v of [Number.NaN, 0, -1]) expect(log(v)).toBeNaN();
    expect(down(Number.NaN)).toBeNaN();
  });
  it.each([
    ["log", [0, 10]],
    ["log", [-1, -2]],
    ["log", [5, 5]],
    ["log", [Number.NaN, Number.POSITIVE_INFINITY]],
    ["linear", [3, 3]],
    ["linear", [Number.NEGATIVE_INFINITY, 1]],
  ] as const)("makes a %s domain of %j drawable", (kind, domain) => {
    const scale = makeScale({ kind, domain }, [0, 100]);
    const [a, b] = scale.domain();
    expect(Number.isFinite(a) && Number.isFinite(b) && a !== b).toBe(true);
    expect(Number.isFinite(scale((a + b) / 2))).toBe(true);
  });
});

it("inverts inside the domain, ends exactly", () => {
  expect(invertClamped(log, -50)).toBe(1e6);
  expect(invertClamped(log, 800)).toBe(1e14);
  expect(invertClamped(log, 9e9)).toBe(1e14);
  expect(invertClamped(down, 300)).toBe(0);
  expect(invertClamped(down, -1)).toBe(4);
  expect(invertClamped(down, 150)).toBe(2);
  expect(invertClamped(log, Number.NaN)).toBe(1e6);
});

it("finds the middle", () => expect(middle(log)).toBeCloseTo(1e10, -2));

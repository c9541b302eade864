import { expect, it } from "vitest";
import { requireFinite, requireOneOf, requireRange } from "./range.ts";

it("returns what lies in the range, both ends included", () => {
  for (const value of [-1, 0, 0.5, 2]) expect(requireRange("k", value, -1, 2)).toBe(value);
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2.0000001, -1.1])(
  "names argument, value and range when refusing %d",
  (value) => {
    expect(() => requireRange("k", value, -1, 2)).toThrow(
      new RangeError(`k is ${value}; it must lie in -1..2.`),
    );
  },
);

it("takes any finite number and no other", () => {
  expect(requireFinite("k", -Number.MAX_VALUE)).toBe(-Number.MAX_VALUE);
  expect(() => requireFinite("k", Number.POSITIVE_INFINITY)).toThrow(/^k is Infinity/);
});

it("names what is allowed when refusing a word", () => {
  expect(requireOneOf("dtype", "bf16", ["fp32", "bf16"])).toBe("bf16");
  expect(() => requireOneOf("dtype", "int3", ["fp32", "bf16"])).toThrow(
    new RangeError("dtype is int3; it must be one of fp32, bf16."),
  );
});

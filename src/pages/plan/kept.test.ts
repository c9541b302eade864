import { expect, it } from "vitest";
import { kept } from "./kept.ts";

it("keeps what is the same, part by part", () => {
  const before = { a: Float64Array.of(1, 2), b: [{ c: 1 }, { c: 2 }], d: null, e: 3 };
  const same = { a: Float64Array.of(1, 2), b: [{ c: 1 }, { c: 2 }], d: null, e: 3 };
  expect(kept(before, same)).toBe(before);
  const other = { a: Float64Array.of(1, 2), b: [{ c: 1 }, { c: 5 }], d: null, e: 3 };
  const result = kept(before, other);
  expect(result).toEqual(other);
  expect(result.a).toBe(before.a);
  expect(result.b[0]).toBe(before.b[0]);
  expect(result.b[1]).toEqual({ c: 5 });
});

it("takes the new where the shape is another", () => {
  expect(kept<unknown>([1, 2], [1])).toEqual([1]);
  expect(kept<unknown>(null, { a: 1 })).toEqual({ a: 1 });
  expect(kept<unknown>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(kept<unknown>(Float64Array.of(1), Float64Array.of(1, 2))).toHaveLength(2);
  expect(kept<unknown>(Number.NaN, Number.NaN)).toBeNaN();
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Architecture, typicalArchitecture } from "./architecture.ts";
import { attended, cacheHeld, cacheRead, cacheWritten } from "./cache.ts";

const plain: Architecture = typicalArchitecture(7e9);
const with_ = (groups: NonNullable<Architecture["cache"]>["groups"], state = 0): Architecture => ({
  ...plain,
  cache: { groups, state },
});
const groups = fc.array(
  fc.record(
    {
      layers: fc.integer({ min: 1, max: 100 }),
      numbers: fc.integer({ min: 1, max: 4096 }),
      window: fc.integer({ min: 1, max: 1e5 }),
      every: fc.integer({ min: 1, max: 128 }),
      reads: fc.integer({ min: 1, max: 1e5 }),
      borrowed: fc.boolean(),
    },
    { requiredKeys: ["layers", "numbers"] },
  ),
  { minLength: 1, maxLength: 4 },
);

describe("the cache of a sequence", () => {
  it("is keys and values of every token and layer where nothing else is said", () => {
    const { layers, kvHeads, headDim } = plain;
    const numbers = 2 * layers * kvHeads * headDim;
    expect(cacheHeld(plain, 1000)).toBeCloseTo(1000 * numbers, 3);
    expect(cacheRead(plain, 1000)).toBeCloseTo(1000 * numbers, 3);
    expect(cacheWritten(plain)).toBeCloseTo(numbers, 6);
    expect(attended(plain, 1000)).toBeCloseTo(1000 * layers, 6);
  });

  it("stops growing at a window, and keeps one entry for several tokens where it is compressed", () => {
    const windowed = with_([{ layers: 10, numbers: 8, window: 100 }], 7);
    expect(cacheHeld(windowed, 50)).toBe(10 * 8 * 50 + 7);
    expect(cacheHeld(windowed, 5000)).toBe(10 * 8 * 100 + 7);
    expect(cacheHeld(with_([{ layers: 2, numbers: 8, every: 4 }]), 400)).toBe(2 * 8 * 100);
  });

  it("reads less than it keeps under sparse attention, and reads what earlier layers keep", () => {
    const sparse = with_([{ layers: 3, numbers: 5, reads: 20 }]);
    expect([cacheHeld(sparse, 100), cacheRead(sparse, 100)]).toEqual([1500, 300]);
    const borrowed = with_([{ layers: 3, numbers: 5, borrowed: true }]);
    expect([cacheHeld(borrowed, 100), cacheRead(borrowed, 100)]).toEqual([0, 1500]);
  });

  it("never shrinks as the context grows, nor exceeds a token's numbers for every token", () => {
    fc.assert(
      fc.property(groups, fc.nat(1e6), fc.nat(1e6), (some, one, more) => {
        const architecture = with_(some);
        for (const of of [cacheHeld, cacheRead, attended])
          expect(of(architecture, one)).toBeLessThanOrEqual(of(architecture, one + more));
        expect(cacheHeld(architecture, one)).toBeLessThanOrEqual(
          cacheWritten(architecture) * one * (1 + 1e-9),
        );
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { laws, logarithmic, sizes, tokenCounts } from "./arbitraries.ts";
import { loss, parametersFor, perplexity, pretrainingLaws, requireLaw } from "./pretraining.ts";

const { hoffmann, besiroglu } = pretrainingLaws;

describe("the pre-training law", () => {
  // mpmath 1.2.1, 60 digits.
  it.each([
    ["hoffmann", 1e3, 1e6, 49.081637905328684, 2.0695908949473726e21],
    ["hoffmann", 1e14, 1e17, 1.704199570571711, 5.496983958090861],
    ["hoffmann", 70e9, 1.4e12, 1.9366454705587173, 6.935446744840762],
    ["besiroglu", 1e3, 1e6, 58.750895185664774, 3.2748362269990585e25],
    ["besiroglu", 1e14, 1e17, 1.8249747775659377, 6.202638571489497],
    ["besiroglu", 70e9, 1.4e12, 1.9738818631585637, 7.198566170170756],
  ] as const)("%s at N = %d, D = %d: loss %d, perplexity %d", (name, N, D, nats, x) => {
    const law = pretrainingLaws[name];
    expect(Math.abs(loss(law, N, D) / nats - 1)).toBeLessThan(1e-15);
    // exp turns a rounding of 1e-15 of 58 nats into 6e-14.
    expect(Math.abs(perplexity(law, N, D) / x - 1)).toBeLessThan(1e-13);
  });

  it("gives a finite perplexity of 1 or more, and none rises with size or data", () => {
    fc.assert(
      fc.property(
        laws,
        sizes,
        tokenCounts,
        logarithmic(1, 1e6),
        logarithmic(1, 1e6),
        (law, N, D, moreN, moreD) => {
          const x = perplexity(law, N, D);
          expect(x).toBeGreaterThanOrEqual(1);
          expect(x).toBeLessThanOrEqual(Math.exp(700));
          const slack = 1 + 1e-12;
          expect(perplexity(law, Math.min(1e14, N * moreN), D)).toBeLessThanOrEqual(x * slack);
          expect(perplexity(law, N, Math.min(1e17, D * moreD))).toBeLessThanOrEqual(x * slack);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("caps the loss of a hopeless law, so that the perplexity stays finite", () => {
    const hopeless = { E: 20, A: 1e9, B: 1e9, a: 0, b: 0 };
    expect(loss(hopeless, 1e3, 1e6)).toBe(700);
    expect(perplexity(hopeless, 1e3, 1e6)).toBe(Math.exp(700));
  });

  it("is solved for the size that reaches a perplexity", () => {
    fc.assert(
      fc.property(logarithmic(1e5, 1e12), tokenCounts, (N, D) => {
        const back = parametersFor(besiroglu, perplexity(besiroglu, N, D), D);
        // What is left for the size, A / N^a, is 0.03 of 2 to 15 nats at the largest N.
        expect(Math.abs(back / N - 1)).toBeLessThan(1e-11);
      }),
    );
    expect(parametersFor(besiroglu, Math.exp(1.8), 1e12)).toBe(Number.POSITIVE_INFINITY);
    expect(parametersFor({ ...besiroglu, a: 0 }, 1e300, 1e12)).toBe(0);
    expect(parametersFor({ ...besiroglu, A: 1e3, a: 0 }, 10, 1e12)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1e18])(
    "refuses %d parameters or tokens by name and range",
    (bad) => {
      expect(() => loss(hoffmann, bad, 1e9)).toThrow(/^parameters is .*1000\.\.100000000000000\./);
      expect(() => perplexity(hoffmann, 1e9, bad)).toThrow(/^tokens is .*; it must lie in 1000000/);
      expect(() => parametersFor(hoffmann, 10, bad)).toThrow(/^tokens is /);
    },
  );

  it.each(["E", "A", "B", "a", "b"] as const)("refuses a law whose %s is out of range", (key) => {
    for (const bad of [Number.NaN, -1, Number.POSITIVE_INFINITY, 1e10]) {
      const law = { ...hoffmann, [key]: bad };
      expect(() => requireLaw(law)).toThrow(new RegExp(`^law.${key} is `));
      expect(() => loss(law, 1e9, 1e9)).toThrow(RangeError);
      expect(() => parametersFor(law, 10, 1e9)).toThrow(RangeError);
    }
  });

  it("refuses a perplexity that is not above 0", () => {
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => parametersFor(hoffmann, bad, 1e9)).toThrow(/^target is /);
  });
});

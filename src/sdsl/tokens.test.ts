import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptances, logarithmic } from "./arbitraries.ts";
import { expectedTokens, expectedTokensByPosition } from "./tokens.ts";

describe("expected tokens", () => {
  // mpmath 1.2.1, (1 - a**(g + 1)) / (1 - a) with 60 digits.
  it.each([
    [0.9999, 1e9, 10000.0000000011],
    [0.9999, 5, 5.998500199985001],
    [0.66, 10.08, 2.911727651180873],
    [1e-300, 3, 1],
    [0.5, 2, 1.75],
  ])("alpha = %d and gamma = %d give %d", (alpha, gamma, tokens) => {
    // ln alpha is known to 1e-16 of 1, so alpha near 1 costs up to 1e-12.
    expect(Math.abs(expectedTokens(alpha, gamma) / tokens - 1)).toBeLessThan(2e-12);
  });

  it("are 1 where nothing is drafted or nothing accepted", () => {
    expect(expectedTokens(0.7, 0)).toBe(1);
    expect(expectedTokens(0, 1e9)).toBe(1);
  });

  it("lie in 1..gamma + 1 and rise with acceptance and with lookahead", () => {
    fc.assert(
      fc.property(
        acceptances,
        acceptances,
        logarithmic(1e-3, 1e9),
        logarithmic(1, 1e3),
        (one, other, gamma, factor) => {
          const [low, high] = one < other ? [one, other] : [other, one];
          const tokens = expectedTokens(low, gamma);
          expect(tokens).toBeGreaterThanOrEqual(1 - 1e-12);
          expect(tokens).toBeLessThanOrEqual((gamma + 1) * (1 + 1e-12));
          expect(expectedTokens(high, gamma)).toBeGreaterThanOrEqual(tokens * (1 - 1e-11));
          const further = expectedTokens(low, Math.min(1e9, gamma * factor));
          expect(further).toBeGreaterThanOrEqual(tokens * (1 - 1e-12));
        },
      ),
    );
  });

  it.each([
    [Number.NaN, 1, /^alpha is NaN; it must lie in 0\.\.0\.9999\./],
    [1, 1, /^alpha is 1;/],
    [-0.1, 1, /^alpha is -0\.1;/],
    [0.5, Number.NaN, /^gamma is NaN; it must lie in 0\.\.1000000000\./],
    [0.5, -1, /^gamma is -1;/],
    [0.5, Number.POSITIVE_INFINITY, /^gamma is Infinity;/],
  ])("refuse alpha = %d, gamma = %d", (alpha, gamma, message) => {
    expect(() => expectedTokens(alpha, gamma)).toThrow(message);
  });
});

describe("expected tokens by position", () => {
  it("are 1 + a1 + a1 a2 + …, worked by hand", () => {
    expect(expectedTokensByPosition([])).toBe(1);
    expect(expectedTokensByPosition([0.5, 0.5, 1])).toBe(2);
    expect(expectedTokensByPosition([1, 1, 1])).toBe(4);
    expect(expectedTokensByPosition([0, 1, 1])).toBe(1);
  });

  it("agree with the closed form where every position is alike", () => {
    fc.assert(
      fc.property(acceptances, fc.integer({ min: 0, max: 200 }), (alpha, gamma) => {
        const rates = Array.from({ length: gamma }, () => alpha);
        const tokens = expectedTokens(alpha, gamma);
        expect(Math.abs(expectedTokensByPosition(rates) / tokens - 1)).toBeLessThan(1e-11);
      }),
    );
  });

  it("name the rate that is out of range", () => {
    expect(() => expectedTokensByPosition([0.5, 1.1])).toThrow(/^rates\[1\] is 1\.1;/);
    expect(() => expectedTokensByPosition([Number.NaN])).toThrow(/^rates\[0\] is NaN;/);
  });
});

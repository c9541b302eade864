import fc from "fast-check";
import { expect, it } from "vitest";
import { expectedTokens, expectedTokensByPosition } from "../tokens.ts";
import { extendRates, fallingRates, positionDecline, ratesOfMeasured } from "./positions.ts";

/** Mean accepted lengths, all else alike, at a shorter and a longer lookahead. */
const published = [
  ["MTP, Qwen3.6-27B", 1, 1.9, 2, 2.4],
  ["MTP, Qwen3.6-27B", 2, 2.4, 3, 2.8],
  ["EAGLE, Llama-3-8B", 2, 1.89, 4, 2.08],
  ["MTP, GLM-4.7", 1, 1.85, 3, 3.04],
  ["MTP, GLM-4.7", 3, 3.04, 7, 4.52],
  ["PARD-2, Qwen3-8B, GSM8K", 5, 4.86, 15, 7.72],
  ["PARD-2, Qwen3-8B, MATH500", 5, 5.0, 15, 8.09],
  ["PARD-2, Qwen3-8B, HumanEval", 5, 5.09, 15, 8.72],
  ["PARD-2, Qwen3-8B, MT-Bench", 5, 3.44, 15, 4.02],
  ["PARD-2, Llama-3.1-8B, GSM8K", 9, 6.06, 15, 6.83],
  ["PARD-2, Llama-3.1-8B, MATH500", 9, 6.37, 15, 7.66],
  ["PARD-2, Llama-3.1-8B, HumanEval", 9, 7.12, 15, 8.88],
  ["PARD-2, Llama-3.1-8B, MT-Bench", 9, 4.05, 15, 4.25],
] as const;

const tokens = (first: number, decline: number, gamma: number) =>
  expectedTokensByPosition(fallingRates(first, decline).slice(0, gamma));

/** The first position's rate that gives this many tokens at this lookahead. */
function solved(decline: number, gamma: number, length: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (tokens(middle, decline, gamma) < length) low = middle;
    else high = middle;
  }
  return low;
}

it("misses published lengths by less than half of what one α does", () => {
  const errors = (decline: number) =>
    published.map(
      ([, short, shortLength, long, longLength]) =>
        tokens(solved(decline, short, shortLength), decline, long) / longLength - 1,
    );
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
  const [constant, falling] = [errors(0), errors(positionDecline.value)];
  expect(constant.filter((error) => error > 0)).toHaveLength(12);
  expect(mean(constant)).toBeGreaterThan(0.07);
  expect(mean(falling)).toBeLessThan(0.036);
});

it("of a measured α accepts as many tokens at four, fewer beyond and more before", () => {
  const alphas = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(alphas, (alpha) => {
      const rates = ratesOfMeasured(alpha);
      const at = (gamma: number) => expectedTokensByPosition(rates.slice(0, gamma));
      expect(at(4)).toBeCloseTo(expectedTokens(alpha, 4), 9);
      expect(at(12)).toBeLessThan(expectedTokens(alpha, 12));
      expect(at(1)).toBeGreaterThan(expectedTokens(alpha, 1));
    }),
  );
});

it("keeps measured rates and falls on from the last", () => {
  const rates = extendRates([0.9, 0.8, 0.85]);
  expect(rates.slice(0, 3)).toEqual([0.9, 0.8, 0.85]);
  expect(rates[3]).toBeCloseTo(0.85 * Math.exp(-positionDecline.value), 12);
  expect(rates).toHaveLength(64);
  expect(() => extendRates([])).toThrow(RangeError);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { expectedTokens } from "../../sdsl/tokens.ts";
import { alphaFromAccepted, conditionalRates } from "./solve.ts";

it("gives 0.739 for vLLM's sample, where its log prints 35.5%", () => {
  expect(alphaFromAccepted(92 / 37, 7)).toBeCloseTo(0.739, 3);
});

it("undoes the expected tokens at any acceptance and lookahead", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.double({ min: 0.5, max: 64, noNaN: true }),
      (alpha, gamma) => {
        const back = alphaFromAccepted(expectedTokens(alpha, gamma) - 1, gamma);
        // near 0 the last digits of 1 + alpha are lost
        expect(back).toBeCloseTo(alpha, 6);
      },
    ),
  );
});

it("stays in 0..0.9999 for counts that make no sense", () => {
  expect(alphaFromAccepted(9, 7)).toBe(0.9999);
  expect(alphaFromAccepted(7, 7)).toBe(0.9999);
  expect(alphaFromAccepted(0, 7)).toBe(0);
  expect(alphaFromAccepted(Number.NaN, 7)).toBe(0);
  expect(alphaFromAccepted(3, 0)).toBe(0);
});

it("turns cumulative rates into conditional ones", () => {
  const [first, second, third] = conditionalRates([0.757, 0.622, 0.432]);
  expect(first).toBe(0.757);
  expect(second).toBeCloseTo(0.8217, 4);
  expect(third).toBeCloseTo(0.6945, 4);
  expect(conditionalRates([0.5, 0, 0])).toEqual([0.5, 0, 0]);
});

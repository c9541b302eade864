import { expect, it } from "vitest";
import { llamas, mixture } from "./fixtures.ts";
import { gammaByBatch } from "./gamma-by-batch.ts";
import { bestFor, lookaheadPoints } from "./lookahead.ts";
import { fallingRates } from "./positions.ts";

const rates = fallingRates(0.75);

it("covers every batch once, and is within 1% of the best at each that was looked at", () => {
  for (const pairing of [llamas, { ...llamas, target: mixture }]) {
    const ranges = gammaByBatch(pairing, rates, 512);
    expect(ranges[0]?.first).toBe(1);
    expect(ranges.at(-1)?.last).toBe(512);
    for (const [i, range] of ranges.entries()) {
      expect(range.first).toBe(i === 0 ? 1 : (ranges[i - 1]?.last ?? 0) + 1);
      expect(range.gamma).not.toBe(ranges[i - 1]?.gamma);
      const at = { ...pairing, load: { ...pairing.load, batch: range.first } };
      const chosen = lookaheadPoints(at, rates)[range.gamma]?.speedup ?? 0;
      expect(chosen).toBeGreaterThanOrEqual(0.99 * bestFor(at, rates).speedup);
    }
  }
});

it("looks less far ahead the larger the batch, and at last not at all", () => {
  const ranges = gammaByBatch(llamas, rates);
  const gammas = ranges.map(({ gamma }) => gamma);
  expect([...gammas].sort((a, b) => b - a)).toEqual(gammas);
  expect(gammas.at(-1)).toBe(0);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../measure/protocol.ts";
import { results } from "./fixtures/results.ts";
import { gapWords, losslessWords, measuredWords, stopWords, verdictWords } from "./lab-words.ts";

const every = (holds: (result: RunResult) => void) => fc.assert(fc.property(results, holds));

/** The factors that the words name, as they are printed. */
const named = (words: string) =>
  [...words.matchAll(/(raises|lowers) it by ([\d,.]+)%/g)].map(([, way, size]) => {
    const share = Number(size.replaceAll(",", "")) / 100;
    return way === "raises" ? 1 + share : 1 - share;
  });

describe("the words on a gap", () => {
  it("name what multiplies to it, but for rounding", () => {
    every((result) => {
      const words = gapWords(result);
      const gap = result.speedup.median / result.prediction.calibrated;
      if (Math.abs(gap - 1) < 0.02) return;
      const product = named(words).reduce((all, one) => all * one, 1);
      // two digits of each share: at most 5% of a share above 10%, and half a percent of what is left
      const rounding = named(words).reduce(
        (sum, one) => sum + 0.005 + (0.05 * Math.abs(one - 1)) / one,
        0.006,
      );
      expect(Math.abs(Math.log(product / gap))).toBeLessThan(rounding);
    });
  });

  it("say that reasons cancel exactly where one moves against the gap", () => {
    every((result) => {
      const words = gapWords(result);
      const gap = result.speedup.median / result.prediction.calibrated;
      if (Math.abs(gap - 1) < 0.02) {
        expect(words).toMatch(/agrees/);
        return;
      }
      expect(words).toContain(gap > 1 ? "above" : "below");
      expect(words.includes("cancel")).toBe(named(words).some((one) => one > 1 !== gap > 1));
    });
  });

  it("tell what the timings said before, where that was something else", () => {
    every((result) => {
      const change = result.predictedBefore / result.prediction.calibrated - 1;
      expect(gapWords(result).includes("Before the first")).toBe(Math.abs(change) >= 0.1);
    });
  });
});

describe("the verdict", () => {
  it("is by the interval, as it is printed", () => {
    every((result) => {
      const words = verdictWords(result, "188K, distilled");
      const printed = measuredWords(result).match(/^([\d.,]+)× to ([\d.,]+)×/);
      if (result.interval === null) {
        expect(printed).toBe(null);
        expect(words).toMatch(/not decided.*one pair/);
        return;
      }
      const [low, high] = [1, 2].map((i) => Number(printed?.[i].replaceAll(",", "")));
      expect(words.includes("pays on this device")).toBe(low > 1);
      expect(words.includes("loses on this device")).toBe(high < 1);
      expect(words.includes("not decided")).toBe(low <= 1 && high >= 1);
    });
  });

  it("lies within its own interval", () => {
    every(({ interval, speedup }) => {
      if (interval === null) return;
      expect(interval.low).toBeLessThanOrEqual(speedup.median);
      expect(interval.high).toBeGreaterThanOrEqual(speedup.median);
    });
  });
});

describe("why repeating ended", () => {
  it("is told with the pairs and the reach that it came to", () => {
    every((result) => {
      const words = stopWords(result);
      const count = result.speedup.samples.length;
      expect(words.includes("±")).toBe(count > 1);
      expect(words.includes("left out")).toBe(result.disturbed > 0);
      expect(words).toContain(count === 1 ? "one pair" : `${count} pairs`);
      expect(words.includes("time was spent")).toBe(result.stopped === "time is spent");
      expect(words.includes("tight enough")).toBe(result.stopped === "interval is tight");
    });
  });
});

describe("the words on losslessness", () => {
  it("name a flaw as an error, a tie as none, and say nothing else", () => {
    every((result) => {
      const words = losslessWords(result);
      if (result.flaw !== null) expect(words).toMatch(/^Not lossless: .*error/);
      else if (result.tie !== null) expect(words).toMatch(/^The two texts.*no error/);
      else expect(words).toBe(null);
      for (const found of [result.flaw, result.flaw === null ? result.tie : null])
        if (found !== null) expect(words).toContain(found);
    });
  });
});

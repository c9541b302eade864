import { describe, expect, it } from "vitest";
import {
  formatAcceptance,
  formatChange,
  formatCount,
  formatFixed,
  formatLookahead,
  formatMultiple,
  formatNumber,
  formatPercent,
  formatPerplexity,
  formatRatio,
  formatShare,
  formatSpeedup,
  formatTime,
  formatTimes,
  formatTokens,
  spoken,
  withArticle,
} from "./format.ts";

describe("formatCount", () => {
  it.each([
    [311e6, "311M"],
    [118e6, "118M"],
    [70e9, "70B"],
    [1.5e12, "1.5T"],
    [1e9, "1B"],
    [1e3, "1K"],
    [1e15, "1,000T"],
    [1e17, "100,000T"],
    [1e21, "1e21"],
    [999.6, "1K"],
    [999_600, "1M"],
    [999.4e6, "999M"],
    [123.45e6, "123M"],
    [12.345e6, "12.3M"],
    [0, "0"],
    [7, "7"],
    [0.5, "0.5"],
    [-2e6, "−2M"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is %s", (v, text) => expect(formatCount(v)).toBe(text));

  it("takes the number of digits", () => {
    expect(formatCount(1.2346e9, 4)).toBe("1.235B");
    expect(formatCount(1.2345e9, 1)).toBe("1B");
  });

  it("never writes G for a billion", () => {
    for (let e = -12; e < 40; e += 0.37) expect(formatCount(10 ** e)).not.toContain("G");
  });
});

it("drops trailing zeros but keeps significant ones of integers", () => {
  expect(formatNumber(2.5)).toBe("2.5");
  expect(formatNumber(1200)).toBe("1,200");
  expect(formatNumber(0.0213)).toBe("0.0213");
  expect(formatNumber(1.2e-9)).toBe("1.2e-9");
  expect(formatNumber(1e-9)).toBe("1e-9");
  expect(formatNumber(-0)).toBe("0");
});

it("keeps the decimals asked for", () => {
  expect(formatFixed(0.7)).toBe("0.70");
  expect(formatFixed(1234.5, 1)).toBe("1,234.5");
  expect(formatFixed(-0.001)).toBe("0.00");
  expect(formatFixed(9.99, 0)).toBe("10");
  expect(formatFixed(Number.NaN)).toBe("–");
  expect(formatFixed(1e30)).toBe("1e30");
});

it("formats deviations with their sign", () => {
  expect(formatChange(0.0094)).toBe("+0.9%");
  expect(formatChange(-0.038)).toBe("−3.8%");
  expect(formatChange(0.0001)).toBe("0.0%");
  expect(formatChange(1.5, 0)).toBe("+150%");
  expect(formatChange(Number.NaN)).toBe("–");
});

it("formats percents, multiples and ratios", () => {
  expect(formatPercent(0.7234)).toBe("72.3%");
  expect(formatPercent(1)).toBe("100%");
  expect(formatPercent(Number.NaN)).toBe("–");
  expect(formatMultiple(2.794)).toBe("2.79×");
  expect(formatMultiple(1)).toBe("1×");
  expect(formatRatio(225)).toBe("1/225");
  expect(formatRatio(225.4)).toBe("1/225");
  expect(formatRatio(12345)).toBe("1/12,300");
});

it("speaks units as words", () => {
  expect(spoken("1.5T")).toBe("1.5 trillion");
  expect(spoken("70B tokens")).toBe("70 billion tokens");
  expect(spoken("2.79×")).toBe("2.79 times");
  expect(spoken("1/225")).toBe("one part in 225");
});

describe("the law's quantities", () => {
  it("writes a lookahead whole where it is whole, else with a decimal", () => {
    expect([8, 10.26, 123.4].map(formatLookahead)).toEqual(["8", "10.3", "123"]);
    expect([2045, 2045.3].map(formatLookahead)).toEqual(["2.05K", "2.05K"]);
  });

  it("writes a speedup with two decimals, so that nothing jumps", () => {
    expect([1, 2.794, 123.456].map(formatSpeedup)).toEqual(["1.00×", "2.79×", "123×"]);
    expect([1, 123.456, Number.NaN].map(formatTimes)).toEqual(["1.00×", "123.46×", "–"]);
  });

  it("writes a share as one part in so many", () => {
    expect([225.4, 3.456, 1.49, 1].map(formatShare)).toEqual(["1/225", "29%", "67%", "100%"]);
    expect(formatShare(7e7)).toBe("1/70M");
  });

  it("writes acceptance with more decimals beside 1", () => {
    expect([0.6625, 0.99991].map(formatAcceptance)).toEqual(["0.662", "0.9999"]);
  });

  it("writes a time in the unit that suits it", () => {
    expect([0.0421, 0.42, 7.512, 75.12, 1234, Number.NaN].map(formatTime)).toEqual([
      "42.1 µs",
      "420 µs",
      "7.51 ms",
      "75.1 ms",
      "1.23 s",
      "–",
    ]);
  });
});

it("counts one token and several", () => {
  expect([1, 2, 1.04, 0.4].map(formatTokens)).toEqual([
    "1 token",
    "2 tokens",
    "1.0 tokens",
    "0.4 tokens",
  ]);
});

it("writes a huge perplexity with a power of ten", () => {
  expect([12.896, 60_700, 5.47e17].map(formatPerplexity)).toEqual(["12.9", "60,700", "5.47e17"]);
});

it("gives a size the article that it is read with", () => {
  expect(["8B", "80M", "11B", "18.5M", "70B", "110B", "1.8B", "1B"].map(withArticle)).toEqual([
    "an 8B",
    "an 80M",
    "an 11B",
    "an 18.5M",
    "a 70B",
    "a 110B",
    "a 1.8B",
    "a 1B",
  ]);
});

import { expect, it } from "vitest";
import { fileName, fontStack, wrap } from "./export.ts";

it.each([
  ['"Inter Variable", system-ui, sans-serif', '"Inter Variable", system-ui, sans-serif'],
  ['"Inter Variable"', '"Inter Variable", sans-serif'],
  ['"Source Serif 4"', '"Source Serif 4", serif'],
  ["JetBrains Mono", "JetBrains Mono, monospace"],
  ["", "sans-serif"],
])("ends the font list %j in a generic family", (given, stack) => {
  expect(fontStack(given)).toBe(stack);
});

it("makes safe file names", () => {
  expect(fileName("Speedup over draft size", "svg")).toBe("speedup-over-draft-size.svg");
  expect(fileName("../É γ!", "csv")).toBe("e.csv");
  expect(fileName("γ", "png")).toBe("chart.png");
});

it("wraps at words and keeps a long word whole", () => {
  expect(wrap("one two three", 60, 12)).toEqual(["one two", "three"]);
  expect(wrap("incomprehensibilities", 10, 12)).toEqual(["incomprehensibilities"]);
  expect(wrap("", 10, 12)).toEqual([]);
});

import { expect, it } from "vitest";
import { readNumber } from "./number.ts";

it.each([
  ["0.72", 0.72],
  ["7e9", 7e9],
  ["1.24B", 1.24e9],
  ["6.74 B", 6.74e9],
  [".5", 0.5],
  ["15T", 15e12],
  ["350M", 350e6],
])("%s reads as %d", (text, value) => {
  expect(readNumber(text)).toBe(value);
});

it.each(["", "70zebra", "1,2", "7e9B", "1e400", "NaN", "--1"])("%s is no number", (text) => {
  expect(readNumber(text)).toBeUndefined();
});

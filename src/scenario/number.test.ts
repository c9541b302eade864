import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatNumber, parseNumber } from "./number.ts";

describe("parseNumber", () => {
  it.each([
    ["70B", 70e9],
    ["1.5T", 1.5e12],
    ["350M", 350e6],
    ["12k", 12_000],
    ["7e10", 7e10],
    ["7E+10", 7e10],
    ["70_000_000_000", 70e9],
    ["70,000,000,000", 70e9],
    ["1,234.5", 1234.5],
    [" 70 B ", 70e9],
    [".5", 0.5],
    ["5.", 5],
    ["+3", 3],
    ["-0.0067", -0.0067],
    ["0.1B", 100_000_000],
    ["2.3M", 2_300_000],
  ])("reads %j as %d", (text, value) => expect(parseNumber(text)).toBe(value));

  it.each([
    "",
    " ",
    "B",
    "70zebra",
    "3,14",
    "70,00",
    "1,2345",
    "1e5B",
    "1e400",
    "0x10",
    "NaN",
    "Infinity",
    "1__0",
    "_1",
    "1_",
    "1 000",
    "--1",
    "١٢",
    "70BB",
  ])("refuses %j", (text) => expect(parseNumber(text)).toBeUndefined());

  it("knows no negative zero", () => expect(parseNumber("-0")).toBe(0));
});

describe("formatNumber", () => {
  it.each([
    [70e9, "70B"],
    [1.5e12, "1.5T"],
    [311e6, "311M"],

    [1e21, "1e21"],
    [1e14, "100T"],
    [0.0001, "0.0001"],
    [1e-7, "1e-7"],
    [300e6, "300M"],
    [64, "64"],
    [1024, "1024"],
    [180e9, "180B"],
  ])("writes %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it("writes what parseNumber reads back as exactly the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(formatNumber(value))).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -6, max: 17 }), (n, e) => {
        const value = Number(`${n}e${e}`);
        expect(parseNumber(formatNumber(value))).toBe(value);
      }),
      { numRuns: 5000 },
    );
  });
});

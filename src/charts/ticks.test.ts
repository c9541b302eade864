import { describe, expect, it } from "vitest";
import { type AxisSpec, makeScale } from "./scales.ts";
import { axisTicks, fits } from "./ticks.ts";

const count = (v: number) =>
  v >= 1e12 ? `${v / 1e12}T` : v >= 1e9 ? `${v / 1e9}B` : v >= 1e6 ? `${v / 1e6}M` : `${v}`;
const spec = (kind: AxisSpec["kind"], domain: [number, number], ticks?: number[]): AxisSpec => ({
  kind,
  domain,
  label: "",
  format: count,
  ticks,
});
const labels = (s: AxisSpec, px: number) =>
  axisTicks(s, makeScale(s, [0, px]), "x", 12)
    .filter((t) => t.text)
    .map((t) => t.text);

describe("a log axis", () => {
  it("shows 1, 2 and 5 where there is room", () => {
    expect(labels(spec("log", [1e9, 1e10]), 400)).toEqual(["1B", "2B", "5B", "10B"]);
  });
  it("shows decades where there is less", () => {
    expect(labels(spec("log", [1e6, 1e10]), 260)).toEqual(["1M", "10M", "100M", "1B", "10B"]);
  });
  it("skips decades on a phone", () => {
    expect(labels(spec("log", [1e6, 1e14]), 220).length).toBeLessThan(6);
    expect(labels(spec("log", [1e6, 1e14]), 220).length).toBeGreaterThan(1);
  });
  it("marks what it does not label", () => {
    const s = spec("log", [1e6, 1e8]);
    const minor = axisTicks(s, makeScale(s, [0, 120]), "x").filter((t) => !t.major);
    expect(minor.map((t) => t.value)).toContain(3e6);
    expect(minor.every((t) => t.text === "")).toBe(true);
  });
  it("falls back to even steps within a decade", () => {
    expect(labels(spec("log", [2.1e9, 4.2e9]), 400).length).toBeGreaterThan(2);
  });
  it("returns exact ticks, with no floating point error", () => {
    const s = spec("log", [1e-9, 1e15]);
    for (const t of axisTicks(s, makeScale(s, [0, 4000]), "x"))
      expect(String(t.value).replace(/\d*e.*|[.0]/g, "").length).toBeLessThanOrEqual(1);
  });
});

describe("a linear axis", () => {
  it("takes round steps", () => {
    expect(labels(spec("linear", [0, 4]), 300)).toEqual(["0", "1", "2", "3", "4"]);
  });
  it("runs either way", () => {
    const s = spec("linear", [0, 1]);
    expect(axisTicks(s, makeScale(s, [200, 0]), "y").length).toBeGreaterThan(2);
  });
});

it("shows the values asked for, those in the domain that fit", () => {
  expect(labels(spec("log", [1e9, 1e12], [7e8, 7e9, 13e9, 70e9]), 500)).toEqual([
    "7B",
    "13B",
    "70B",
  ]);
  expect(labels(spec("log", [1e9, 1e12], [7e9, 7.1e9]), 500)).toEqual(["7B"]);
});

it("never lets labels touch, whatever the room", () => {
  for (const kind of ["log", "linear"] as const)
    for (let px = 40; px < 1400; px += 23)
      for (let decades = 0.1; decades < 12; decades += 0.83) {
        const s = spec(kind, [1.7e4, 1.7e4 * 10 ** decades]);
        const ticks = axisTicks(s, makeScale(s, [0, px]), "x");
        expect(
          fits(
            ticks.filter((t) => t.text),
            "x",
            12,
          ),
        ).toBe(true);
      }
});

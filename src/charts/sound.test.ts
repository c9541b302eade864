import { expect, it } from "vitest";
import type { AxisSpec } from "./scales.ts";
import { hasTune, tuneOf } from "./sound.ts";

const axis = (kind: AxisSpec["kind"], from: number, to: number): AxisSpec => ({
  kind,
  domain: [from, to],
  label: "",
  format: String,
});
const table = (rows: readonly (readonly (number | string)[])[]) => ({
  columns: [
    { key: "x", label: "x" },
    { key: "y", label: "y" },
  ],
  rows,
});

it("rises by two octaves over the height of the chart", () => {
  const tune = tuneOf(
    table([
      [0, 0],
      [5, 0.5],
      [10, 1],
    ]),
    axis("linear", 0, 10),
    axis("linear", 0, 1),
  );
  expect(tune?.pitches[0]).toBeCloseTo(220, 6);
  expect(tune?.pitches.at(-1)).toBeCloseTo(880, 6);
  expect(tune?.xs[0]).toBe(0);
  expect(tune?.xs.at(-1)).toBe(10);
  const middle = tune?.pitches[80] ?? 0;
  expect(Math.log2(middle / 220)).toBeCloseTo((2 * 80) / 159, 6);
});

it("runs in even steps of a logarithmic axis", () => {
  const tune = tuneOf(
    table([
      [1, 0],
      [100, 0.5],
      [1e4, 1],
    ]),
    axis("log", 1, 1e4),
    axis("linear", 0, 1),
  );
  expect(tune?.xs[53]).toBeCloseTo(1e4 ** (53 / 159), 6);
  expect(Math.log2((tune?.pitches[53] ?? 0) / 220)).toBeCloseTo((2 * 53) / 159, 6);
});

it("is silent where the curve is not", () => {
  const tune = tuneOf(
    table([
      [4, 0.5],
      [5, 0.5],
      [6, 0.5],
    ]),
    axis("linear", 0, 10),
    axis("linear", 0, 1),
  );
  expect(tune?.pitches[0]).toBeNaN();
  expect(tune?.pitches[80]).toBeCloseTo(440, 6);
  expect(tune?.pitches.at(-1)).toBeNaN();
});

it("knows what is no curve", () => {
  expect(hasTune(table([[1, "draft"]]))).toBe(false);
  expect(
    hasTune(
      table([
        [1, 2],
        [1, 3],
        [2, 4],
      ]),
    ),
  ).toBe(false);
  expect(hasTune(table([]))).toBe(false);
});

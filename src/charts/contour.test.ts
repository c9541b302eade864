import { expect, it } from "vitest";
import { contourPath, placeGrid } from "./contour.ts";
import { makeScale } from "./scales.ts";

const xs = [1, 10, 100, 1000];
const ys = [0, 1, 2];
const x = makeScale({ kind: "log", domain: [1, 1000] }, [0, 300]);
const y = makeScale({ kind: "linear", domain: [0, 2] }, [100, 0]);
const place = placeGrid({ xs, ys }, x, y);

/** The right half of the grid, from between its second and third column. */
const half = { value: 1.5, rings: [[4, 0.5, 4, 3, 2, 3, 2, 0, 4, 0, 4, 0.5]] };

it("puts the boundary between the columns where it lies", () => {
  const px = [...contourPath(half, place).matchAll(/[ML](-?[\d.]+),/g)].map((m) => Number(m[1]));
  expect(Math.min(...px)).toBeCloseTo(150, 0);
  expect(Math.max(...px)).toBe(300);
});

it("keeps to the grid's edge", () => {
  const whole = { value: -1, rings: [[0, 0, 4, 0, 4, 3, 0, 3, 0, 0]] };
  const d = contourPath(whole, place);
  for (const corner of ["0,0", "300,0", "0,100", "300,100"]) expect(d).toContain(corner);
});

it("leaves the edge out of an isoline", () => {
  const d = contourPath(half, place, true);
  expect(d).not.toContain("Z");
  expect(d).not.toMatch(/L300,/);
});

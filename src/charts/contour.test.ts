import { expect, it } from "vitest";
import { contourAreas, contourPath, placeGrid } from "./contour.ts";
import { makeScale } from "./scales.ts";

const xs = [1, 10, 100, 1000];
const ys = [0, 1, 2];
const values = ys.flatMap(() => xs.map((x) => Math.log10(x)));
const x = makeScale({ kind: "log", domain: [1, 1000] }, [0, 300]);
const y = makeScale({ kind: "linear", domain: [0, 2] }, [100, 0]);

const place = placeGrid({ xs, ys, values }, x, y);

it("puts the boundary where the value is reached", () => {
  const [area] = contourAreas({ xs, ys, values }, [1.5]);
  const px = [...contourPath(area, place).matchAll(/[ML](-?[\d.]+),/g)].map((m) => Number(m[1]));
  expect(Math.min(...px)).toBeCloseTo(150, 0);
  expect(Math.max(...px)).toBe(300);
});

it("fills all of the grid, up to its edge, below the lowest value", () => {
  const [area] = contourAreas({ xs, ys, values }, [-1]);
  const d = contourPath(area, place);
  for (const corner of ["0,0", "300,0", "0,100", "300,100"]) expect(d).toContain(corner);
});

it("leaves the edge out of an isoline", () => {
  const [area] = contourAreas({ xs, ys, values }, [1.5]);
  const d = contourPath(area, place, true);
  expect(d).not.toContain("Z");
  expect(d).not.toMatch(/L300,/);
});

it("takes holes as low, and a grid too small as empty", () => {
  const [area] = contourAreas({ xs, ys, values: values.map(() => Number.NaN) }, [0]);
  expect(area.coordinates).toEqual([]);
  expect(contourAreas({ xs: [1], ys: [1], values: [1] }, [0])).toEqual([]);
});

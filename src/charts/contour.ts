import { contours } from "d3-contour";
import { defined, near } from "./defined.ts";
import type { Scale } from "./scales.ts";

/** Values on a grid, row-major: `values[j * xs.length + i]` lies at (xs[i], ys[j]). */
export type Grid = { xs: ArrayLike<number>; ys: ArrayLike<number>; values: ArrayLike<number> };

/** An area in grid coordinates, in which cell (i, j) has its centre at (i + 1/2, j + 1/2). */
export type Contour = { value: number; coordinates: number[][][][] };

/** The areas where the values reach each threshold. */
export function contourAreas(grid: Grid, thresholds: readonly number[]): Contour[] {
  const { xs, ys } = grid;
  if (xs.length < 2 || ys.length < 2 || grid.values.length < xs.length * ys.length) return [];
  const make = contours().size([xs.length, ys.length]);
  // holes in the data lie below every threshold
  const values = new Array<number>(xs.length * ys.length);
  for (let i = 0; i < values.length; i++) {
    const v = grid.values[i];
    values[i] = Number.isNaN(v) ? Number.NEGATIVE_INFINITY : v;
  }
  return thresholds.map((t) => make.contour(values, t));
}

/** Where a grid lies in the plot: grid coordinates to px, and whether a point is on its edge. */
export type GridPlace = {
  x: (g: number) => number;
  y: (g: number) => number;
  edge: (p: readonly number[]) => boolean;
};

function along(scale: Scale, values: ArrayLike<number>): (g: number) => number {
  const px = new Float64Array(values.length);
  for (let i = 0; i < px.length; i++) px[i] = scale(values[i]);
  const last = px.length - 1;
  return (g) => {
    const t = Math.min(last, Math.max(0, g - 0.5));
    const i = Math.min(last - 1, Math.floor(t));
    return px[i] + (px[i + 1] - px[i]) * (t - i);
  };
}

export function placeGrid({ xs, ys }: Grid, x: Scale, y: Scale): GridPlace {
  const [right, top] = [xs.length - 0.5, ys.length - 0.5];
  return {
    x: along(x, xs),
    y: along(y, ys),
    edge: (p) => p[0] <= 0.5 || p[1] <= 0.5 || p[0] >= right || p[1] >= top,
  };
}

/** An area as a path. `open` leaves out its parts along the grid's edge: an isoline. */
export function contourPath(area: Contour, place: GridPlace, open = false): string {
  let d = "";
  for (const polygon of area.coordinates)
    for (const ring of polygon) {
      let pen = "M";
      for (let i = 0; i < ring.length; i++) {
        const px = place.x(ring[i][0]);
        const py = place.y(ring[i][1]);
        if (!defined(px, py)) continue;
        if (open && i > 0 && place.edge(ring[i]) && place.edge(ring[i - 1])) pen = "M";
        d += `${pen}${Math.round(near(px) * 10) / 10},${Math.round(near(py) * 10) / 10}`;
        pen = "L";
      }
      if (!open && pen === "L") d += "Z";
    }
  return d;
}

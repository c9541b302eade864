import { tenth } from "./path.ts";
import type { Scale } from "./scales.ts";

/** Where the values of a grid lie: value (i, j) at (xs[i], ys[j]), in data units. */
export type Grid = { xs: ArrayLike<number>; ys: ArrayLike<number> };

/** An area: closed rings of x, y, x, y, … in grid coordinates, in which value (i, j) lies at
 *  (i + 1/2, j + 1/2). */
export type Area = { value: number; rings: readonly ArrayLike<number>[] };

/** Where a grid lies in the plot: grid coordinates to px, and where its edges are. */
export type GridPlace = {
  x: (g: number) => number;
  y: (g: number) => number;
  right: number;
  top: number;
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
  return { x: along(x, xs), y: along(y, ys), right: xs.length - 0.5, top: ys.length - 0.5 };
}

/** An area as a path. `open` leaves out its parts along the grid's edge: an isoline. */
export function contourPath(area: Area, place: GridPlace, open = false): string {
  const { right, top } = place;
  let d = "";
  for (const ring of area.rings) {
    let pen = "M";
    let wasEdge = false;
    for (let i = 0; i < ring.length; i += 2) {
      const px = place.x(ring[i]);
      const py = place.y(ring[i + 1]);
      if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
      if (open) {
        const [gx, gy] = [ring[i], ring[i + 1]];
        const edge = gx <= 0.5 || gy <= 0.5 || gx >= right || gy >= top;
        if (i > 0 && edge && wasEdge) pen = "M";
        wasEdge = edge;
      }
      d += `${pen}${tenth(px)},${tenth(py)}`;
      pen = "L";
    }
    if (!open && pen === "L") d += "Z";
  }
  return d;
}

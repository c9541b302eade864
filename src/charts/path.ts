import { area, line } from "d3-shape";
import { defined, near } from "./defined.ts";
import type { Scale } from "./scales.ts";

type Values = ArrayLike<number>;

function place(scale: Scale, values: Values): Float64Array {
  const px = new Float64Array(values.length);
  for (let i = 0; i < px.length; i++) px[i] = scale(values[i]);
  return px;
}

/** The path of a line through (xs, ys), broken where a value cannot be placed. */
export function linePath(x: Scale, y: Scale, xs: Values, ys: Values): string {
  const px = place(x, xs);
  const py = place(y, ys);
  const draw = line<number>()
    .defined((_, i) => defined(px[i], py[i]))
    .x((_, i) => near(px[i]))
    .y((_, i) => near(py[i]))
    .digits(1);
  return draw(px) ?? "";
}

/** The path of the area between two lines over the same xs. */
export function bandPath(x: Scale, y: Scale, xs: Values, low: Values, high: Values): string {
  const px = place(x, xs);
  const py0 = place(y, low);
  const py1 = place(y, high);
  const draw = area<number>()
    .defined((_, i) => defined(px[i], py0[i], py1[i]))
    .x((_, i) => near(px[i]))
    .y0((_, i) => near(py0[i]))
    .y1((_, i) => near(py1[i]))
    .digits(1);
  return draw(px) ?? "";
}

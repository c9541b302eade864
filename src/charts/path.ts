import { near } from "./defined.ts";
import type { Scale } from "./scales.ts";

type Values = ArrayLike<number>;

/** Where values lie, px. The scale's own function does the same for one value at ten times the price. */
function place(scale: Scale, values: Values): Float64Array {
  const log = "base" in scale;
  const [a, b] = scale.domain();
  const [from, to] = scale.range();
  const start = log ? Math.log(a) : a;
  const length = (to - from) / ((log ? Math.log(b) : b) - start);
  const px = new Float64Array(values.length);
  for (let i = 0; i < px.length; i++)
    px[i] = from + ((log ? Math.log(values[i]) : values[i]) - start) * length;
  return px;
}

/** A finite px as text, rounded to a tenth. */
export function tenth(px: number): string {
  const tenths = Math.round(near(px) * 10);
  const size = tenths < 0 ? -tenths : tenths;
  const rest = size % 10;
  const whole = (size - rest) / 10;
  const text = rest === 0 ? `${whole}` : `${whole}.${rest}`;
  return tenths < 0 ? `-${text}` : text;
}

/** The path of a line through (xs, ys), broken where a value cannot be placed. */
export function linePath(x: Scale, y: Scale, xs: Values, ys: Values): string {
  const px = place(x, xs);
  const py = place(y, ys);
  let d = "";
  let points = 0;
  for (let i = 0; i < px.length; i++) {
    if (Number.isFinite(px[i]) && Number.isFinite(py[i])) {
      d += `${points === 0 ? "M" : "L"}${tenth(px[i])},${tenth(py[i])}`;
      points++;
      continue;
    }
    // a point on its own is a dot
    if (points === 1) d += "Z";
    points = 0;
  }
  return points === 1 ? `${d}Z` : d;
}

/** The path of the area between two lines over the same xs. */
export function bandPath(x: Scale, y: Scale, xs: Values, low: Values, high: Values): string {
  const px = place(x, xs);
  const py0 = place(y, low);
  const py1 = place(y, high);
  let d = "";
  let top = "";
  let bottom = "";
  for (let i = 0; i < px.length; i++) {
    if (Number.isFinite(px[i]) && Number.isFinite(py0[i]) && Number.isFinite(py1[i])) {
      const at = tenth(px[i]);
      top += `${top === "" ? "M" : "L"}${at},${tenth(py1[i])}`;
      bottom = `L${at},${tenth(py0[i])}${bottom}`;
      continue;
    }
    if (top !== "") d += `${top}${bottom}Z`;
    top = "";
    bottom = "";
  }
  return top === "" ? d : `${d}${top}${bottom}Z`;
}

import { contours } from "d3-contour";

/** The area of a grid where its values reach `value`: closed rings of x, y, x, y, … in grid coordinates, in
 *  which value (i, j) lies at (i + 1/2, j + 1/2). Holes are rings too, turned the other way. */
export interface Contour {
  readonly value: number;
  readonly rings: readonly Float64Array[];
}

/** The areas of a grid where its values, row-major, `width` to a row, reach each threshold. A value that is not
 *  a number lies below them all. */
export function contourAreas(
  values: Float64Array,
  width: number,
  thresholds: readonly number[],
): readonly Contour[] {
  const height = values.length / width;
  if (width < 2 || height < 2 || !Number.isInteger(height)) return [];
  const make = contours().size([width, height]);
  const numbers = Array.from(values, (v) => (Number.isNaN(v) ? Number.NEGATIVE_INFINITY : v));
  return thresholds.map((value) => ({
    value,
    rings: make
      .contour(numbers, value)
      .coordinates.flat()
      .map((ring) => Float64Array.from(ring.flat())),
  }));
}

/** Up to a dozen steps of a calm size up to the highest value, one of them at 1. */
export function calmSteps(values: Float64Array): readonly number[] {
  let highest = 1;
  for (const value of values) if (value > highest) highest = value;
  const step =
    [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100].find((size) => highest / size <= 12) ?? 200;
  const steps = Array.from({ length: Math.floor(highest / step) }, (_, i) => (i + 1) * step);
  return [...new Set([...steps, 1])].sort((a, b) => a - b);
}

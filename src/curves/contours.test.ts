import fc from "fast-check";
import { expect, it } from "vitest";
import { calmSteps, contourAreas } from "./contours.ts";

const width = 4;
const values = Float64Array.from({ length: 12 }, (_, i) => i % width);

it("puts the boundary where the value is reached", () => {
  const [area] = contourAreas(values, width, [1.5]);
  const xs = area?.rings[0]?.filter((_, i) => i % 2 === 0) ?? new Float64Array();
  expect(Math.min(...xs)).toBeCloseTo(2, 12);
  expect(Math.max(...xs)).toBe(4);
});

it("takes holes as low, and a grid too small as empty", () => {
  expect(
    contourAreas(
      values.map(() => Number.NaN),
      width,
      [0],
    ),
  ).toEqual([{ value: 0, rings: [] }]);
  expect(contourAreas(Float64Array.of(1), 1, [0])).toEqual([]);
});

it("steps calmly up to the highest value, past 1", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e3, noNaN: true }), (highest) => {
      const steps = calmSteps(Float64Array.of(highest));
      expect(steps).toContain(1);
      expect(steps.length).toBeLessThanOrEqual(13);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(steps.at(-1)).toBeLessThanOrEqual(Math.max(1, highest));
    }),
  );
});

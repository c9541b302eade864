import fc from "fast-check";
import { expect, it } from "vitest";
import { makeLayout } from "./layout.ts";
import type { AxisSpec } from "./scales.ts";

const format = (v: number) => v.toPrecision(3);
const axis = (kind: AxisSpec["kind"], to: number): AxisSpec => ({
  kind,
  domain: [1, to],
  label: "x",
  format,
});
const size = { width: 640, height: 320, font: 12 };

it("keeps a layout as long as axes and size are the same in what they say", () => {
  const layoutOf = makeLayout("a");
  const first = layoutOf(axis("log", 1e6), axis("linear", 4), size);
  expect(first).not.toBeNull();
  expect(layoutOf(axis("log", 1e6), axis("linear", 4), { ...size })).toBe(first);
  const other = layoutOf(axis("log", 1e6), axis("linear", 5), size);
  expect(other).not.toBe(first);
  // the axis that stands still keeps its scale and ticks
  expect(other?.s.x).toBe(first?.s.x);
  expect(other?.xTicks).toBe(first?.xTicks);
  expect(layoutOf(axis("log", 1e6), axis("linear", 5), { ...size, width: 500 })).not.toBe(other);
});

it("keeps plot and ticks inside the body, whatever its size, or has no layout", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 8, max: 32 }),
      fc.double({ min: 1.01, max: 1e12, noNaN: true }),
      (width, height, font, to) => {
        const made = makeLayout("a")(axis("log", to), axis("linear", to), { width, height, font });
        if (made === null) return;
        expect(made.left + made.s.width).toBeLessThanOrEqual(width);
        expect(made.top + made.s.height).toBeLessThanOrEqual(height);
        for (const { at } of made.xTicks) {
          expect(at).toBeGreaterThanOrEqual(-0.01);
          expect(at).toBeLessThanOrEqual(made.s.width + 0.01);
        }
      },
    ),
  );
});

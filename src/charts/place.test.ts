import fc from "fast-check";
import { expect, it } from "vitest";
import { annotate } from "./Annotated.tsx";
import { type Box, boxOf, placePointLabels, placeRuleLabels } from "./place.ts";
import { makeScale, type Plot } from "./scales.ts";

it("sets a rule's label to its right, to its left at the plot's end", () => {
  const [a, b] = placeRuleLabels(
    [
      { at: 20, text: "first" },
      { at: 390, text: "second" },
    ],
    400,
    200,
    12,
  );
  expect(a?.anchor).toBe("start");
  expect(b?.anchor).toBe("end");
  expect(b?.y).toBe(a?.y);
});

it("uses both sides and then rows, in the order given", () => {
  const placed = placeRuleLabels(
    [
      { at: 204, text: "a label" },
      { at: 200, text: "a label" },
      { at: 202, text: "a label" },
    ],
    400,
    200,
    12,
  );
  expect(new Set(placed.map((p) => `${p?.y} ${p?.anchor}`)).size).toBe(3);
});

it("avoids the other rules themselves where it can", () => {
  const [left, right] = placeRuleLabels(
    [
      { at: 200, text: "left one" },
      { at: 215, text: "right one" },
    ],
    400,
    200,
    12,
  );
  expect([left?.anchor, right?.anchor]).toEqual(["end", "start"]);
  expect(left?.y).toBe(right?.y);
});

it("leaves out what is wider than the plot", () => {
  const labels = [{ at: 40, text: "a label that is far too long" }];
  expect(placeRuleLabels(labels, 80, 200, 12)).toEqual([null]);
});

it("sets points' labels where they are free, or nowhere", () => {
  const crowd = Array.from({ length: 60 }, () => ({ x: 50, y: 50, text: "crowd" }));
  const placed = placePointLabels(crowd, 200, 100, 12, 4).filter(Boolean);
  expect(placed.length).toBeGreaterThan(3);
  expect(placed.length).toBeLessThan(60);
  const [lone] = placePointLabels([{ x: 195, y: 50, text: "end" }], 200, 100, 12, 4);
  expect(lone?.anchor).toBe("end");
  expect(placePointLabels([{ x: Number.NaN, y: 0, text: "no" }], 9, 9, 9, 4)).toEqual([null]);
});

const share = fc.double({ min: -0.2, max: 1.2, noNaN: true });
const text = fc.option(fc.string({ minLength: 1, maxLength: 24 }), { nil: undefined });
const marks = fc.record({
  hatches: fc.array(fc.record({ x0: share, x1: share, label: text }), { maxLength: 2 }),
  rules: fc.array(
    fc.oneof(fc.record({ x: share, label: text }), fc.record({ y: share, label: text })),
    { maxLength: 5 },
  ),
  dots: fc.array(
    fc.record({
      x: share,
      y: share,
      label: text,
      side: fc.constantFrom("above" as const, "below" as const, undefined),
      radius: fc.constantFrom(3, 6, 9),
    }),
    { maxLength: 6 },
  ),
  names: fc.array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 18 }),
      xs: fc.constant([0, 0.25, 0.5, 0.75, 1]),
      ys: fc.array(share, { minLength: 5, maxLength: 5 }),
      color: fc.constant("red"),
    }),
    { maxLength: 8 },
  ),
});

function plot(width: number, height: number, font: number): Plot {
  const axis = { kind: "linear", domain: [0, 1] } as const;
  const [x, y] = [makeScale(axis, [0, width]), makeScale(axis, [height, 0])];
  return { id: "plot", x, y, width, height, font };
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

it("lets no label cover another or a dot, or leave the plot, whatever is drawn", () => {
  fc.assert(
    fc.property(
      marks,
      fc.constantFrom(plot(250, 180, 12), plot(780, 300, 12), plot(1300, 420, 19)),
      (drawn, s) => {
        const labels = annotate(s, drawn);
        const boxes = labels.map((label) => boxOf(label.text, label, s.font));
        const dots = drawn.dots.map(({ x, y, radius }) => ({
          left: s.x(x) - radius,
          right: s.x(x) + radius,
          top: s.y(y) - radius,
          bottom: s.y(y) + radius,
          inside: x >= 0 && x <= 1 && y >= 0 && y <= 1,
        }));
        for (const [i, box] of boxes.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(s.width);
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.bottom).toBeLessThanOrEqual(s.height);
          for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).toBe(false);
          for (const dot of dots) expect(dot.inside && overlap(box, dot)).toBe(false);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

it("finds room for the labels of a usual chart, even where all stand in one place", () => {
  for (const s of [plot(250, 300, 12), plot(780, 300, 12)])
    for (const at of [0, 0.03, 0.3, 0.7, 0.97, 1]) {
      const labels = annotate(s, {
        rules: [
          { x: at, label: "N* 309M" },
          { x: at + 0.01, label: "published: 313M" },
        ],
        dots: [{ x: at, y: 0.98, label: "4.57×" }],
      });
      const inside = at + 0.01 <= 1.002 ? 3 : 2;
      expect(labels).toHaveLength(inside);
    }
});

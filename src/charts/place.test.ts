import { expect, it } from "vitest";
import { placePointLabels, placeRuleLabels } from "./place.ts";

it("sets a rule's label to its right, to its left at the plot's end", () => {
  const [a, b] = placeRuleLabels(
    [
      { at: 20, text: "first" },
      { at: 390, text: "second" },
    ],
    400,
    12,
  );
  expect(a.anchor).toBe("start");
  expect(b.anchor).toBe("end");
  expect(b.y).toBe(a.y);
});

it("uses both sides and then rows, in the order given", () => {
  const placed = placeRuleLabels(
    [
      { at: 204, text: "a label" },
      { at: 200, text: "a label" },
      { at: 202, text: "a label" },
    ],
    400,
    12,
  );
  expect(new Set(placed.map((p) => `${p.y} ${p.anchor}`)).size).toBe(3);
});

it("avoids the other rules themselves where it can", () => {
  const [left, right] = placeRuleLabels(
    [
      { at: 200, text: "left one" },
      { at: 215, text: "right one" },
    ],
    400,
    12,
  );
  expect([left.anchor, right.anchor]).toEqual(["end", "start"]);
  expect(left.y).toBe(right.y);
});

it("keeps a label that is too wide inside", () => {
  const [p] = placeRuleLabels([{ at: 40, text: "a label that is far too long" }], 80, 12);
  expect(p.x).toBeGreaterThanOrEqual(0);
});

it("sets points' labels where they are free, or nowhere", () => {
  const crowd = Array.from({ length: 6 }, () => ({ x: 50, y: 50, text: "crowd" }));
  expect(placePointLabels(crowd, 200, 100, 12, 4).filter(Boolean)).toHaveLength(4);
  const [lone] = placePointLabels([{ x: 195, y: 50, text: "end" }], 200, 100, 12, 4);
  expect(lone?.anchor).toBe("end");
  expect(placePointLabels([{ x: Number.NaN, y: 0, text: "no" }], 9, 9, 9, 4)).toEqual([null]);
});

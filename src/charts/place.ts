import { foreign, textWidth } from "./text.ts";

/** A box in px. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** Where a text stands: `y` is its baseline. */
export type Placed = { x: number; y: number; anchor: "start" | "end" | "middle" };

/** A text and the places where it would do, the best first. */
export type Wish = { text: string; at: readonly Placed[] };

/** px that stay free around a text, which has a halo. */
const HALO = 2;

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The box of a text at a place: as wide as the text may be, as high as a line of any font of the page. */
export function boxOf(text: string, { x, y, anchor }: Placed, font: number): Box {
  const width = textWidth(text, font);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  const more = foreign(text) ? font * 0.3 : 0;
  return { left, right: left + width, top: y - font - more, bottom: y + font * 0.3 + more };
}

/** Gives each text, in turn, the first of its places that lies inside the plot (`width` by `height` px), free of
 *  `taken` and of the texts before it; among those one that no `crossed` runs through, if there is one. Null
 *  where there is none: no two texts ever overlap. */
export function placeLabels(
  wishes: readonly Wish[],
  { width, height, font }: { width: number; height: number; font: number },
  taken: readonly Box[] = [],
  crossed: readonly Box[] = [],
): (Placed | null)[] {
  const full = [...taken];
  return wishes.map(({ text, at }) => {
    let second: Placed | null = null;
    let chosen: Placed | null = null;
    for (const place of at) {
      const box = boxOf(text, place, font);
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (!inside || full.some((other) => overlap(other, box))) continue;
      if (!crossed.some((line) => overlap(line, box))) {
        chosen = place;
        break;
      }
      second ??= place;
    }
    const found = chosen ?? second;
    if (found) {
      const { left, right, top, bottom } = boxOf(text, found, font);
      full.push({ left: left - HALO, right: right + HALO, top, bottom });
    }
    return found;
  });
}

/** Beside a vertical rule at `x` px: right of it, left of it, then in the rows below. */
export function besideRule(x: number, height: number, font: number): Placed[] {
  const gap = font * 0.45;
  const rows = Math.max(1, Math.floor((height - font * 0.3) / (font * 1.35)));
  return Array.from({ length: rows }, (_, row) => font + row * font * 1.35).flatMap((y) => [
    { x: x + gap, y, anchor: "start" as const },
    { x: x - gap, y, anchor: "end" as const },
  ]);
}

/** On a horizontal rule at `y` px: over its right end, under it, then at the left. */
export function onLevel(y: number, width: number, font: number): Placed[] {
  const over = y - font * 0.4;
  const under = y + font * 1.2;
  return [
    { x: width - 2, y: over, anchor: "end" },
    { x: width - 2, y: under, anchor: "end" },
    { x: 2, y: over, anchor: "start" },
    { x: 2, y: under, anchor: "start" },
  ];
}

/** Around a point of `radius` px: at the right corner of the `side` asked for, else right, left, above, below and
 *  at the corners, then the same a little further off. */
export function aroundPoint(
  { x, y, side }: { x: number; y: number; side?: "above" | "below" },
  radius: number,
  font: number,
): Placed[] {
  const ring = (gap: number): Placed[] => {
    const over = y - gap * 0.8;
    const under = y + gap * 0.8 + font * 0.8;
    const corner = (dy: number, to: 1 | -1): Placed => ({
      x: x + to * gap * 0.6,
      y: dy,
      anchor: to > 0 ? "start" : "end",
    });
    const asked = side === undefined ? [] : [corner(side === "above" ? over : under, 1)];
    return [
      ...asked,
      { x: x + gap, y: y + font * 0.35, anchor: "start" },
      { x: x - gap, y: y + font * 0.35, anchor: "end" },
      { x, y: y - gap, anchor: "middle" },
      { x, y: y + gap + font * 0.8, anchor: "middle" },
      ...[over, under].flatMap((dy) => [corner(dy, 1), corner(dy, -1)]),
    ];
  };
  const gap = radius + font * 0.35;
  return [...ring(gap), ...ring(gap + font), ...ring(gap + 2 * font)];
}

/** At the foot of a region, then higher up; nowhere where the region is too narrow for the text. */
export function inRegion(
  text: string,
  left: number,
  right: number,
  height: number,
  font: number,
): Placed[] {
  if (textWidth(text, font) > right - left - font) return [];
  const x = (left + right) / 2;
  return Array.from({ length: 4 }, (_, row) => ({
    x,
    y: height - font * 0.7 - row * font * 1.35,
    anchor: "middle" as const,
  }));
}

/** Along a line, from its right end backwards: over it and under it. `xs` and `ys` are px, the line from left to
 *  right; what is not a number is no part of it. */
export function alongLine(xs: readonly number[], ys: readonly number[], font: number): Placed[] {
  const there = xs.flatMap((x, i) => {
    const y = ys[i] ?? Number.NaN;
    return Number.isFinite(x) && Number.isFinite(y) ? [{ x, y }] : [];
  });
  const last = there.length - 1;
  const anchor = "end" as const;
  return [1, 0.92, 0.84, 0.76, 0.66, 0.56, 0.46, 0.36, 0.26].flatMap((share) => {
    const point = there[Math.round(last * share)];
    if (!point) return [];
    return [-0.5, 1.25, -1.5, 2.25].map((lines) => ({
      x: point.x,
      y: point.y + lines * font,
      anchor,
    }));
  });
}

/** Places the labels of vertical rules along the top of the plot: right of the rule, else left of it, else a row
 *  lower, so that none leaves the plot, covers another or is crossed by another's rule (where that can be had). `at`
 *  is px. */
export function placeRuleLabels(
  labels: readonly { at: number; text: string }[],
  width: number,
  height: number,
  font: number,
): (Placed | null)[] {
  const order = labels.map((_, i) => i).sort((a, b) => (labels[a]?.at ?? 0) - (labels[b]?.at ?? 0));
  const found = placeLabels(
    order.map((i) => ({
      text: labels[i]?.text ?? "",
      at: besideRule(labels[i]?.at ?? 0, height, font),
    })),
    { width, height, font },
    [],
    labels.map(({ at }) => ({ left: at, right: at, top: 0, bottom: height })),
  );
  const placed: (Placed | null)[] = [];
  for (const [n, i] of order.entries()) placed[i] = found[n] ?? null;
  return placed;
}

/** Places the labels of points beside them, the first place that is free and inside; null where none is. Points
 *  themselves, and their error bars' `ends`, are kept free too. */
export function placePointLabels(
  points: readonly {
    x: number;
    y: number;
    text?: string;
    side?: "above" | "below";
    ends?: readonly [number, number];
  }[],
  width: number,
  height: number,
  font: number,
  radius: number,
): (Placed | null)[] {
  const taken = points.map(({ x, y, ends }) => pointBox(x, y, radius, ends));
  return placeLabels(
    points.map(({ x, y, text, side }) => ({
      text: text ?? "",
      at:
        text && Number.isFinite(x) && Number.isFinite(y)
          ? aroundPoint({ x, y, side }, radius, font)
          : [],
    })),
    { width, height, font },
    taken,
  );
}

/** What a point with its error bar covers. */
export function pointBox(
  x: number,
  y: number,
  radius: number,
  ends: readonly [number, number] | undefined,
): Box {
  return {
    left: x - radius,
    right: x + radius,
    top: Math.min(y - radius, ...(ends ?? [])),
    bottom: Math.max(y + radius, ...(ends ?? [])),
  };
}

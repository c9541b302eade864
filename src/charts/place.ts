import { textWidth } from "./text.ts";

/** A box in px. */
export type Box = { left: number; top: number; right: number; bottom: number };

export type Placed = { x: number; y: number; anchor: "start" | "end" | "middle" };

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Places the labels of vertical rules along the top of the plot: right of the rule, else left of
 *  it, else a row lower, so that none leaves the plot, covers another or is crossed by another's
 *  rule (where that can be had). `at` is px; the answer's y is a baseline. */
export function placeRuleLabels(
  labels: readonly { at: number; text: string }[],
  width: number,
  font: number,
): Placed[] {
  const taken: Box[] = [];
  const gap = font * 0.45;
  const placed: Placed[] = [];
  const order = labels.map((_, i) => i).sort((a, b) => labels[a].at - labels[b].at);

  function place(i: number, crossed: boolean): Placed | undefined {
    const { at, text } = labels[i];
    const w = textWidth(text, font);
    for (let row = 0; row < labels.length; row++) {
      const top = row * font * 1.35;
      for (const anchor of ["start", "end"] as const) {
        const left = anchor === "start" ? at + gap : at - gap - w;
        const box = { left, right: left + w, top, bottom: top + font * 1.3 };
        if (left < 0 || box.right > width || taken.some((t) => overlap(t, box))) continue;
        if (!crossed && labels.some((l) => l.at > box.left && l.at < box.right)) continue;
        taken.push({ ...box, left: left - gap, right: box.right + gap });
        return { x: anchor === "start" ? at + gap : at - gap, y: top + font, anchor };
      }
    }
    return undefined;
  }

  for (const i of order) {
    const { at, text } = labels[i];
    placed[i] = place(i, false) ??
      place(i, true) ?? {
        // wider than the plot on either side: keep it inside, whatever it covers
        x: Math.max(0, Math.min(width - textWidth(text, font), at + gap)),
        y: labels.length * font * 1.35,
        anchor: "start",
      };
  }
  return placed;
}

/** Places the labels of points beside them: at the right corner of the `side` asked for, else right,
 *  left, above, below, the first that is free and inside; null where none is. Points themselves, and
 *  their error bars' `ends`, are kept free too. */
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
  const taken: Box[] = points.map((p) => ({
    left: p.x - radius,
    right: p.x + radius,
    top: Math.min(p.y - radius, ...(p.ends ?? [])),
    bottom: Math.max(p.y + radius, ...(p.ends ?? [])),
  }));
  const gap = radius + font * 0.35;
  return points.map((p) => {
    if (!p.text || !Number.isFinite(p.x) || !Number.isFinite(p.y)) return null;
    const w = textWidth(p.text, font);
    const middle = p.y + font * 0.35;
    const above = p.y - gap * 0.8;
    const below = p.y + gap * 0.8 + font * 0.8;
    const corner: Placed[] =
      p.side === undefined
        ? []
        : [{ x: p.x + gap * 0.6, y: p.side === "above" ? above : below, anchor: "start" }];
    const candidates: Placed[] = [
      ...corner,
      { x: p.x + gap, y: middle, anchor: "start" },
      { x: p.x - gap, y: middle, anchor: "end" },
      { x: p.x, y: p.y - gap, anchor: "middle" },
      { x: p.x, y: p.y + gap + font * 0.8, anchor: "middle" },
    ];
    for (const c of candidates) {
      const left = c.anchor === "start" ? c.x : c.anchor === "end" ? c.x - w : c.x - w / 2;
      const box = { left, right: left + w, top: c.y - font * 0.8, bottom: c.y + font * 0.2 };
      if (left < 0 || box.right > width || box.top < 0 || box.bottom > height) continue;
      if (taken.some((t) => overlap(t, box))) continue;
      taken.push(box);
      return c;
    }
    return null;
  });
}

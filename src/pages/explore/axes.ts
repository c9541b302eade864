import type { AxisSpec } from "../../charts/scales.ts";
import type { Curve } from "../../curves/answer.ts";
import type { XAxis, YAxis } from "../../scenario/scenario.ts";
import {
  formatAcceptance,
  formatCount,
  formatLookahead,
  formatMultiple,
  formatNumber,
  formatSpeedup,
} from "../../ui/format.ts";
import { quantityNames } from "./texts.tsx";

/** How each quantity is named, written and coloured on an axis. */
export const quantities = {
  N: {
    ...quantityNames.N,
    format: formatCount,
    color: "var(--draft)",
  },
  M: {
    ...quantityNames.M,
    format: formatCount,
    color: "var(--target)",
  },
  gamma: {
    ...quantityNames.gamma,
    format: formatLookahead,
    color: "var(--gamma)",
  },
  alpha: {
    ...quantityNames.alpha,
    format: formatAcceptance,
    color: "var(--alpha)",
  },
  tokens: {
    ...quantityNames.tokens,
    format: (v: number) => formatNumber(v),
    color: "var(--ink)",
  },
  speedup: {
    ...quantityNames.speedup,
    format: formatSpeedup,
    color: "var(--speedup)",
  },
} as const satisfies Record<
  XAxis | YAxis,
  { name: string; unit: string; label: string; format: (v: number) => string; color: string }
>;

const verticals: Record<XAxis, readonly YAxis[]> = {
  N: ["speedup", "alpha", "gamma", "tokens"],
  M: ["speedup", "alpha", "gamma", "tokens", "N"],
  gamma: ["speedup", "tokens"],
  alpha: ["speedup", "gamma", "tokens", "N"],
};

/** What can be drawn over an x and is no constant there: nothing over itself, and the lookahead only while it is
 *  not set. */
export function verticalsOver(x: XAxis, gammaSet: boolean): readonly YAxis[] {
  return verticals[x].filter((y) => y !== "gamma" || !gammaSet);
}

// the same functions each time, so that axes that stand still are known to
const plain = (v: number) => formatNumber(v);
const multiple = (v: number) => formatMultiple(v);
const targetTicks = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

/** The axis of a curve's x. */
export function xAxis(quantity: XAxis, xs: Float64Array): AxisSpec {
  const { label, format } = quantities[quantity];
  const from = xs[0] ?? 1;
  const to = xs[xs.length - 1] ?? from * 10;
  const log = quantity === "N" || quantity === "M";
  return {
    kind: log ? "log" : "linear",
    domain: [from, to],
    label,
    format: quantity === "alpha" ? plain : format,
    ...(quantity === "M" ? { ticks: targetTicks } : {}),
  };
}

/** The axis of values: it starts at its natural floor and grows in calm steps, so that it stands still
 *  under most drags. */
export function yAxis(quantity: YAxis, curves: readonly Curve[]): AxisSpec {
  const { label, format } = quantities[quantity];
  const highest = Math.max(
    ...curves.flatMap((curve) => [extent(curve.y).high, extent(curve.high).high]),
  );
  if (quantity === "alpha") return { kind: "linear", domain: [0, 1], label, format: plain };
  if (quantity === "N") {
    const lowest = Math.min(...curves.map((curve) => extent(curve.low).low));
    if (lowest > highest) return { kind: "log", domain: [1e6, 1e9], label, format };
    return { kind: "log", domain: [lowest / 1.5, highest * 1.5], label, format };
  }
  return {
    kind: "linear",
    domain: [0, calmCeiling(highest)],
    label,
    format: quantity === "speedup" ? multiple : format,
  };
}

/** The next of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten that leaves a little room. */
export function calmCeiling(value: number): number {
  const needed = Math.max(value, 1e-3) * 1.04;
  const power = 10 ** Math.floor(Math.log10(needed));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= needed);
  return (step ?? 10) * power;
}

function extent(values: Float64Array): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** The curve's value at x, linear between its points; its ends beyond them. */
export function valueAt(xs: Float64Array, ys: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) <= x) low = middle;
    else high = middle;
  }
  const [x0, x1] = [xs[low] ?? 0, xs[high] ?? 1];
  const [y0, y1] = [ys[low] ?? 0, ys[high] ?? 0];
  const share = x1 === x0 ? 0 : Math.min(1, Math.max(0, (x - x0) / (x1 - x0)));
  return y0 + (y1 - y0) * share;
}

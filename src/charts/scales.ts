import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from "d3-scale";

/** What an axis shows. The domain is in data units, a log one lies above 0. */
export type AxisSpec = {
  kind: "linear" | "log";
  domain: readonly [number, number];
  label: string;
  format: (v: number) => string;
  /** Values to label instead of the computed ones. */
  ticks?: readonly number[];
};

/** Data to px. What the scale cannot place (NaN, a log scale's 0) gives NaN, never an exception. */
export type Scale = ScaleContinuousNumeric<number, number>;

/** The plot area that marks are drawn in, in px. */
export type Plot = {
  /** Unique on the page: what marks refer to by id begins with it. */
  id: string;
  x: Scale;
  y: Scale;
  width: number;
  height: number;
  font: number;
};

/** A domain that can be drawn: finite, of some length, above 0 where it is logarithmic. */
export function drawableDomain(kind: AxisSpec["kind"], domain: readonly [number, number]) {
  let [a, b] = domain;
  const usable = (v: number) => Number.isFinite(v) && (kind === "linear" || v > 0);
  if (!usable(a)) a = usable(b) ? (kind === "log" ? b / 10 : b - 1) : kind === "log" ? 1 : 0;
  if (!usable(b)) b = kind === "log" ? a * 10 : a + 1;
  if (a === b) return kind === "log" ? [a / 2, a * 2] : [a - 0.5, a + 0.5];
  return [a, b];
}

/** The scale of an axis over a range in px. */
export function makeScale(spec: Pick<AxisSpec, "kind" | "domain">, range: [number, number]): Scale {
  const scale = spec.kind === "log" ? scaleLog() : scaleLinear();
  return scale.domain(drawableDomain(spec.kind, spec.domain)).range(range).unknown(Number.NaN);
}

/** The data value under a px, kept inside the domain. */
export function invertClamped(scale: Scale, px: number): number {
  const [a, b] = scale.domain();
  const [from, to] = scale.range();
  if (!Number.isFinite(px)) return a;
  // the ends exactly, not 10^(log10(end))
  if (px <= Math.min(from, to)) return from <= to ? a : b;
  if (px >= Math.max(from, to)) return from <= to ? b : a;
  return Math.min(Math.max(a, b), Math.max(Math.min(a, b), scale.invert(px)));
}

/** The value halfway along the axis. */
export function middle(scale: Scale): number {
  const [from, to] = scale.range();
  return invertClamped(scale, (from + to) / 2);
}

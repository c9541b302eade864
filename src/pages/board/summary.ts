import { median, quantile } from "d3-array";
import type { Table } from "../../charts/table.ts";
import { encodeResult, predictionsOf, type Result } from "../../scenario/result.ts";

/** A result with what the law and the device's own timings predicted for it. */
export interface Row {
  readonly key: string;
  readonly result: Result;
  readonly sdsl: number;
  readonly calibrated: number;
}

/** The rows of a board, the greatest speedup first. */
export function rowsOf(results: readonly Result[]): readonly Row[] {
  return results
    .map((result) => ({ key: encodeResult(result), result, ...predictionsOf(result) }))
    .sort((a, b) => b.result.speedup - a.result.speedup);
}

/** What a board says as a whole: medians over its results. */
export interface Summary {
  readonly count: number;
  readonly speedup: number;
  /** On how many devices speculation pays. */
  readonly pays: number;
  /** |predicted - measured| / measured. */
  readonly errorSdsl: number;
  readonly errorCalibrated: number;
}

/** Null for an empty board. */
export function summaryOf(rows: readonly Row[]): Summary | null {
  if (rows.length === 0) return null;
  const over = (value: (row: Row) => number) => median(rows, value) ?? Number.NaN;
  const error = (by: "sdsl" | "calibrated") =>
    over((row) => Math.abs(row[by] - row.result.speedup) / row.result.speedup);
  return {
    count: rows.length,
    speedup: over(({ result }) => result.speedup),
    pays: rows.filter(({ result }) => result.speedup > 1).length,
    errorSdsl: error("sdsl"),
    errorCalibrated: error("calibrated"),
  };
}

/** So many times the nine tenths of all speedups lie below, and one result does not flatten the others. */
const farAway = 2;

/** Where both axes of a board end: past the greatest speedup, measured or predicted; where a few lie far above all others,
 *  past the others, and those are drawn at the edge. */
export function axisEnd(rows: readonly Row[]): number {
  const all = rows.flatMap(({ sdsl, calibrated, result }) => [sdsl, calibrated, result.speedup]);
  const usual = quantile(all, 0.9) ?? 1;
  const highest = Math.max(...all);
  const shown = highest > farAway * usual ? Math.max(...all.filter((v) => v <= usual)) : highest;
  return Math.max(1.5, Math.ceil(shown * 1.08 * 4) / 4);
}

/** The result nearest to a point of the chart, by its timings' prediction. */
export function nearest(rows: readonly Row[], predicted: number, measured?: number): Row {
  const distance = ({ calibrated, result }: Row) =>
    Math.hypot(calibrated - predicted, measured === undefined ? 0 : result.speedup - measured);
  return rows.reduce((a, b) => (distance(b) < distance(a) ? b : a));
}

/** Whether a device's name holds the words that are looked for, in any case. */
export function isFound({ result }: Row, words: string): boolean {
  const sought = words.trim().toLowerCase();
  return sought !== "" && result.device.toLowerCase().includes(sought);
}

/** The board as a table: all numbers, and each result once more as a link holds it, from which a board can be
 *  filled again. */
export function boardTable(rows: readonly Row[]): Table {
  return {
    columns: [
      { key: "device", label: "Device" },
      { key: "backend", label: "Engine" },
      { key: "target", label: "Target" },
      { key: "draft", label: "Draft" },
      { key: "gamma", label: "Lookahead", unit: "tokens" },
      { key: "c", label: "Draft over target", unit: "parameters" },
      { key: "expected", label: "Acceptance expected", unit: "0 to 1" },
      { key: "alpha", label: "Acceptance measured", unit: "0 to 1" },
      { key: "alone", label: "Target alone", unit: "ms a token" },
      { key: "drafting", label: "Draft", unit: "ms a token" },
      { key: "verifying", label: "Verification", unit: "ms" },
      { key: "overhead", label: "Overhead", unit: "ms" },
      { key: "sdsl", label: "Speedup by the law", unit: "×" },
      { key: "calibrated", label: "Speedup by the device's timings", unit: "×" },
      { key: "speedup", label: "Speedup measured", unit: "×" },
      { key: "low", label: "Speedup measured, lower quartile", unit: "×" },
      { key: "high", label: "Speedup measured, upper quartile", unit: "×" },
      { key: "pairs", label: "Pairs of runs" },
      { key: "lossless", label: "Lossless" },
      { key: "result", label: "Result" },
    ],
    rows: rows.map(({ key, result: r, sdsl, calibrated }) => [
      r.device,
      r.backend,
      r.target,
      r.draft,
      r.gamma,
      r.c,
      r.expected,
      r.alpha,
      r.alone,
      r.drafting,
      r.verifying,
      r.overhead,
      sdsl,
      calibrated,
      r.speedup,
      r.low,
      r.high,
      r.pairs,
      r.lossless ? "yes" : "no",
      key,
    ]),
  };
}

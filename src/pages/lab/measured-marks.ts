import type { DotSpec } from "../../charts/Dot.tsx";
import type { RunResult } from "../../measure/protocol.ts";
import { marks } from "./chart-texts.ts";

/** What the charts of both predictions and the measurements say of their marks. */
export const predictedLegend = [
  { label: marks.law, color: "var(--ink-2)", kind: "dashed" as const },
  { label: marks.timings, color: "var(--gamma)" },
  { label: marks.measured, color: "var(--ink)", kind: "dot" as const },
];

/** A measured speedup with its 95% interval, where it has one. */
export function measuredDot(
  { speedup, interval }: Pick<RunResult, "speedup" | "interval">,
  x: number,
): DotSpec {
  return { x, y: speedup.median, ...interval, color: "var(--ink)", radius: 4 };
}

/** The end of a speedup axis that holds `values`: a half above them, and never below 1.5. */
export const ceiling = (values: readonly number[]): number =>
  Math.max(1.5, Math.ceil(Math.max(...values, 1) * 2.1) / 2);

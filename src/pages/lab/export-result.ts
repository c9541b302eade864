import type { Table } from "../../charts/table.ts";
import type { RunResult, SweepPoint } from "../../measure/protocol.ts";
import type { LabState } from "../shared/lab-state.ts";
import { columns } from "./chart-texts.ts";

/** The run and the sweep's points, one row each. */
export function resultTable({ result, points }: Pick<LabState, "result" | "points">): Table {
  return {
    columns: [
      columns.draft,
      columns.gamma,
      columns.alpha,
      columns.speedup,
      columns.low,
      columns.high,
      columns.sdsl,
      columns.calibrated,
      columns.lossless,
    ],
    rows: [...(result ? [result] : []), ...points].map((p: SweepPoint | RunResult) => [
      p.draft,
      p.gamma,
      p.alpha,
      p.speedup.median,
      p.interval?.low ?? "",
      p.interval?.high ?? "",
      p.prediction.sdsl,
      p.prediction.calibrated,
      String(p.lossless),
    ]),
  };
}

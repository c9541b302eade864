import type { Table } from "../../charts/table.ts";
import type { RunResult, SweepPoint } from "../../measure/protocol.ts";
import type { LabState } from "../shared/lab-state.ts";

/** Everything that was measured, all samples included, as JSON text. */
export function resultJson(state: LabState): string {
  const { device, models, calibration, prediction, result, points, sweep } = state;
  return JSON.stringify(
    { device, models, calibration, prediction, result, points, sweep },
    null,
    1,
  );
}

/** The run and the sweep's points, one row each. */
export function resultTable({ result, points }: Pick<LabState, "result" | "points">): Table {
  return {
    columns: [
      { key: "draft", label: "Draft" },
      { key: "gamma", label: "Lookahead", unit: "tokens" },
      { key: "alpha", label: "Acceptance", unit: "0 to 1" },
      { key: "speedup", label: "Speedup measured", unit: "×" },
      { key: "low", label: "Speedup measured, lower quartile", unit: "×" },
      { key: "high", label: "Speedup measured, upper quartile", unit: "×" },
      { key: "sdsl", label: "Speedup by the law", unit: "×" },
      { key: "calibrated", label: "Speedup by the device's timings", unit: "×" },
      { key: "lossless", label: "Lossless" },
    ],
    rows: [...(result ? [result] : []), ...points].map((p: SweepPoint | RunResult) => [
      p.draft,
      p.gamma,
      p.alpha,
      p.speedup.median,
      p.speedup.low,
      p.speedup.high,
      p.prediction.sdsl,
      p.prediction.calibrated,
      String(p.lossless),
    ]),
  };
}

import type { RunResult, SweepPoint } from "../../measure/protocol.ts";
import type { LabState } from "./lab-state.ts";

/** Everything that was measured, all samples included, as JSON text. */
export function resultJson(state: LabState): string {
  const { device, models, calibration, prediction, result, points, sweep } = state;
  return JSON.stringify(
    { device, models, calibration, prediction, result, points, sweep },
    null,
    1,
  );
}

/** The run and the sweep's points as CSV, one row each. */
export function resultCsv({ result, points }: Pick<LabState, "result" | "points">): string {
  const header =
    "draft,gamma,alpha,speedup_measured,speedup_low,speedup_high,speedup_predicted_sdsl,speedup_predicted_calibrated,lossless";
  const row = (p: SweepPoint | RunResult) =>
    [
      quoted(p.draft),
      p.gamma,
      p.alpha,
      p.speedup.median,
      p.speedup.low,
      p.speedup.high,
      p.prediction.sdsl,
      p.prediction.calibrated,
      p.lossless,
    ].join(",");
  return `${[header, ...(result ? [row(result)] : []), ...points.map(row)].join("\r\n")}\r\n`;
}

/** A field by RFC 4180; one that a spreadsheet would run as a formula gets an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

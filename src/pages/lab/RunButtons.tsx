import type { RunSettings } from "../../measure/protocol.ts";
import type { LabState } from "../shared/lab-state.ts";
import { forgetSweep, startComparison, startSweep, stop } from "../shared/use-lab.ts";
import { bench } from "./texts.tsx";

/** What can be begun, or while something goes on stopped. */
export function RunButtons({
  lab,
  settings,
  stale,
  onRun,
}: {
  lab: LabState;
  /** What would be run; null where nothing can be. */
  settings: RunSettings | null;
  /** What is shown belongs to other settings. */
  stale: boolean;
  onRun: (settings: RunSettings) => void;
}) {
  const busy = lab.activity !== "idle";
  const unable = busy || settings === null || settings.draft === null;
  const begin = (start: (settings: RunSettings) => Promise<void>) => () => {
    if (settings === null) return;
    if (stale) forgetSweep();
    void start(settings);
  };
  return (
    <div className="lab-buttons">
      {busy ? (
        <button type="button" className="button button-main" onClick={stop}>
          {bench.stop}
        </button>
      ) : (
        <button
          type="button"
          className="button button-main"
          disabled={settings === null}
          onClick={() => settings && onRun(settings)}
        >
          {lab.result ? bench.runAgain : bench.run}
        </button>
      )}
      <button type="button" className="button" disabled={unable} onClick={begin(startSweep)}>
        {lab.points.length > 0 && !lab.sweep?.complete ? bench.resume : bench.sweep}
      </button>
      <button type="button" className="button" disabled={unable} onClick={begin(startComparison)}>
        {bench.compare}
      </button>
    </div>
  );
}

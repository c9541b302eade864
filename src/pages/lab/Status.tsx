import { Notice } from "../../ui/Notice.tsx";
import type { LabState } from "../shared/lab-state.ts";
import { initialState } from "../shared/lab-state.ts";
import { show } from "../shared/use-lab.ts";
import { storedWords } from "./file-texts.ts";
import { before, status } from "./texts.tsx";

/** What a run will do, where none has been made. */
export function Before() {
  return (
    <div className="lab-before">
      <p>{before.lead}</p>
      <ol>
        {before.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

/** What goes on, and what there is to say of it. */
export function Status({
  lab,
  changed,
  refused,
  toldByField,
}: {
  lab: LabState;
  changed: boolean;
  /** Why a file was not opened. */
  refused: string | null;
  /** The failure stands beside the field that it is about. */
  toldByField: boolean;
}) {
  const { activity, progress, failure, sweepProgress, alone, stored, settings } = lab;
  const sources = [settings?.target, settings?.draft];
  const own = sources.some((it) => typeof it === "object" && it?.kind === "files");
  return (
    <div className="lab-status">
      <Notice
        messages={[
          ...(failure && !toldByField
            ? [{ id: "failure", text: failure.message, kind: "warn" as const }]
            : []),
          ...(refused ? [{ id: "refused", text: refused, kind: "warn" as const }] : []),
          ...(stored
            ? [
                {
                  id: "stored",
                  text: storedWords.shown(stored.name, lab.date, stored.app, own),
                  action: { label: storedWords.close, act: () => show(initialState) },
                },
              ]
            : []),
          ...(changed
            ? [
                activity === "idle"
                  ? { id: "stale", text: stored ? storedWords.stale : status.stale }
                  : { id: "later", text: status.later[activity] },
              ]
            : []),
        ]}
      />
      {activity !== "idle" && (
        <p className="lab-progress">
          <progress
            aria-label={status.progress}
            {...(activity === "sweeping" && sweepProgress
              ? { value: sweepProgress.done, max: sweepProgress.total }
              : progress?.total
                ? { value: progress.done, max: progress.total }
                : {})}
          />{" "}
          {activity === "sweeping" && sweepProgress
            ? status.points(sweepProgress.done, sweepProgress.total)
            : ""}
          {progress?.step ?? status.starting}
          {progress?.unit === "bytes" && `: ${status.bytes(progress.done, progress.total)}`}
        </p>
      )}
      {alone && <p>{status.alone(alone)}</p>}
    </div>
  );
}

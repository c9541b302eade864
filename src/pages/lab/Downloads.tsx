import type { FamilyModel, RunSettings } from "../../measure/protocol.ts";
import { useKeepAll } from "../shared/keep-all.ts";
import { toFetch, toFetchForSweep } from "../shared/kept.ts";
import { downloads, fetching } from "./texts.tsx";

const bytesOf = (models: readonly FamilyModel[]) =>
  models.reduce((sum, { bytes }) => sum + bytes, 0);

/** What a run and a sweep will fetch, and the way to have all of it without a network. */
export function Downloads({
  settings,
  models,
  here,
  kept,
  onKept,
}: {
  settings: RunSettings;
  models: readonly FamilyModel[];
  /** Ids of the models that this page can use without fetching them… */
  here: ReadonlySet<string>;
  /** … and of those that stay on the device. */
  kept: ReadonlySet<string>;
  /** What is kept has changed. */
  onKept: () => void;
}) {
  const keep = useKeepAll(models, onKept);
  const missing = models.filter(({ id }) => !(keep.kept ?? kept).has(id));
  const whole = bytesOf(models);
  return (
    <div className="lab-fetching">
      <p>{fetching(toFetch(settings, models, here))}</p>
      {settings.draft !== null && <p>{downloads.sweep(toFetchForSweep(settings, models, here))}</p>}
      {keep.state === "failed" && <p className="lab-refused">{downloads.failed}</p>}
      {keep.state === "keeping" ? (
        <p className="lab-progress">
          <progress aria-label={downloads.keeping} value={whole - bytesOf(missing)} max={whole} />
          {downloads.soFar(whole - bytesOf(missing), whole)}
        </p>
      ) : missing.length === 0 ? (
        <p>{downloads.all}</p>
      ) : (
        keep.possible && (
          <button type="button" className="button" onClick={keep.start}>
            {downloads.keep(bytesOf(missing))}
          </button>
        )
      )}
    </div>
  );
}

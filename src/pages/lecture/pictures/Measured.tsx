import { useEffect } from "react";
import { formatCount, formatNumber, formatTimes } from "../../../ui/format.ts";
import { sameSettings } from "../../shared/lab-settings.ts";
import { initialState } from "../../shared/lab-state.ts";
import {
  gapWords,
  lawWords,
  measuredWords,
  modelWords,
  namesOf,
  verdictWords,
} from "../../shared/lab-words.ts";
import { startRun, stop, useLab } from "../../shared/use-lab.ts";
import { report } from "../lecture-store.ts";
import { useBusy, useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { usePair } from "../use-pair.ts";
import { Waiting } from "./Waiting.tsx";

/** Seconds of a run before an audience. */
const budget = 12;

interface Row {
  readonly name: string;
  readonly quantity: string;
  readonly color: string;
  readonly value: number | undefined;
  readonly low?: number;
  readonly high?: number;
  readonly note: string;
}

/** Predicted by the law, predicted by this device's timings, measured: three bars on one scale. */
export function Measured() {
  const { revealed, explained } = useScene();
  const words = texts.measured;
  const pair = usePair({ budget });
  const { settings } = pair;
  const last = useLab();
  // a run of the Lab, or of other models, is not this scene's
  const lab =
    settings && last.settings && sameSettings(last.settings, settings) ? last : initialState;
  const running = lab.activity !== "idle";
  const { prediction, result } = lab;
  const measured = result?.speedup.median;

  useEffect(() => report("speedup_measured", measured), [measured]);
  useEffect(
    () => () => {
      stop();
      report("speedup_measured", undefined);
    },
    [],
  );
  useBusy(running);

  if (settings === null || !pair.target || !pair.draft) return <Waiting family={pair.family} />;
  const { target, draft } = pair;
  const rows: readonly Row[] = [
    {
      name: words.law,
      quantity: "speedup_predicted_sdsl",
      color: "var(--ink-2)",
      value: prediction?.sdsl,
      note: prediction
        ? words.lawNote(formatNumber(prediction.alpha, 2), prediction.gamma)
        : words.lawWaits,
    },
    {
      name: words.calibrated,
      quantity: "speedup_predicted_calibrated",
      color: "var(--gamma)",
      value: prediction?.calibrated,
      note: words.calibratedNote,
    },
    {
      name: words.measured,
      quantity: "speedup_measured",
      color: "var(--alpha)",
      value: revealed ? measured : undefined,
      low: revealed ? result?.interval?.low : undefined,
      high: revealed ? result?.interval?.high : undefined,
      note:
        revealed && result ? measuredWords(result) : result ? words.sealed : words.measuredWaits,
    },
  ];
  const end = Math.max(2, ...rows.flatMap(({ value = 0, high = 0 }) => [value, high])) * 1.2;
  return (
    <div className="measured">
      <p className="measured-pair">
        {words.pair(
          formatCount(target.params),
          modelWords(draft.params, draft.distilledFrom !== null),
        )}
        {lab.device && ` ${words.engine(lab.device.backend)}`}
      </p>
      <ul className="measured-rows">
        {rows.map((row) => (
          <li key={row.quantity}>
            <p className="measured-head">
              <span className="measured-name">{row.name}</span>
              <span className="measured-note">{row.note}</span>
            </p>
            <div className="measured-track">
              <span className="measured-one" style={{ left: `${100 / end}%` }} aria-hidden="true" />
              {row.value !== undefined && (
                <>
                  <span
                    className="measured-bar"
                    style={{ width: `${(100 * row.value) / end}%`, background: row.color }}
                  />
                  {row.low !== undefined && row.high !== undefined && (
                    <span
                      className="measured-spread"
                      style={{
                        left: `${(100 * row.low) / end}%`,
                        width: `${(100 * (row.high - row.low)) / end}%`,
                      }}
                    />
                  )}
                  <output
                    data-quantity={row.quantity}
                    data-value={row.value}
                    style={{ left: `${(100 * Math.max(row.value, row.high ?? 0)) / end}%` }}
                  >
                    {formatTimes(row.value)}
                  </output>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="measured-scale">
        <span style={{ marginLeft: `${100 / end}%` }}>{words.one}</span>
      </p>
      <div className="measured-foot">
        <button
          type="button"
          className="button button-strong"
          onClick={() => (running ? stop() : void startRun(settings))}
        >
          {running ? words.stop : result ? words.runAgain : words.run}
        </button>
        {running && (
          <p aria-live="polite">
            <progress
              aria-label={words.progress}
              {...(lab.progress?.total
                ? { value: lab.progress.done, max: lab.progress.total }
                : {})}
            />{" "}
            {lab.progress?.step ?? words.starting}
          </p>
        )}
        {lab.failure && <p role="alert">{lab.failure.message}</p>}
      </div>
      {revealed && result && (
        <p className="measured-words">
          {explained ? gapWords(result) : verdictWords(result, namesOf([draft])(result.draft))}
          {(explained || result.speedup.median < 1) && ` ${lawWords(result)}`}
        </p>
      )}
    </div>
  );
}

import { assumedContext } from "../../sdsl/evidence/assumptions.ts";
import { type Prediction, predictors } from "../../sdsl/evidence/predict.ts";
import { formatChange, formatTimes } from "../../ui/format.ts";
import { pairOf } from "./measured-rows.ts";
import { measured, predictorNames } from "./texts.tsx";

/** One row whole: what each model says, what is known, what is assumed, and why it is off. */
export function RowDetail({ prediction }: { prediction: Prediction }) {
  const { row, assumption, speedups, missing, time } = prediction;
  const words = measured.detail;
  return (
    <section className="row-detail" aria-live="polite" data-row={row.id}>
      <h3>
        {pairOf(row)}
        {row.task && <small>{row.task}</small>}
      </h3>
      <dl className="row-numbers">
        <div>
          <dt>{measured.measuredColumn}</dt>
          <dd>{formatTimes(row.speedup)}</dd>
        </div>
        {predictors.map((predictor) => {
          const value = speedups[predictor];
          return (
            <div key={predictor}>
              <dt>{predictorNames[predictor]}</dt>
              <dd>
                {value === undefined ? measured.none : formatTimes(value)}
                {value !== undefined && <small>{formatChange(value / row.speedup - 1, 0)}</small>}
              </dd>
            </div>
          );
        })}
      </dl>
      <dl className="row-words">
        <Entry name={words.known}>{known(prediction).join("; ")}.</Entry>
        {missing === undefined ? (
          <Entry name={words.assumed}>{assumed(prediction).join("; ")}.</Entry>
        ) : (
          <Entry name={words.missing}>{missing}</Entry>
        )}
        {assumption.reason && isOff(prediction) && (
          <Entry name={words.reason}>{assumption.reason}</Entry>
        )}
        {time && <Entry name={words.time}>{measured.time(time.iteration, time.passes)}</Entry>}
        <Entry name={words.quote}>
          <q>{row.quote}</q>
        </Entry>
        {row.notes && <Entry name={words.notes}>{row.notes}</Entry>}
        <Entry name={words.source}>
          {row.source}. {words.confidenceWords[row.confidence]}
        </Entry>
      </dl>
    </section>
  );
}

/** Far enough that it asks for a reason. */
function isOff({ row, speedups }: Prediction): boolean {
  return predictors.some((predictor) => {
    const value = speedups[predictor];
    return value !== undefined && Math.abs(value / row.speedup - 1) > 0.15;
  });
}

function Entry({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function known({ row }: Prediction): readonly string[] {
  const words = measured.known;
  const { M, N, batch, gamma, alpha, tokens, c, targetMs } = row;
  return [
    M !== undefined && N !== undefined && words.sizes(N, M),
    words.hardware(row.hardware),
    batch !== undefined && words.batch(batch),
    gamma !== undefined && words.gamma(gamma),
    alpha !== undefined && words.alpha(alpha),
    tokens !== undefined && words.tokens(tokens),
    c !== undefined && words.c(c),
    targetMs !== undefined && words.targetMs(targetMs),
  ].filter((word) => word !== false);
}

function assumed({ row, assumption, tokens }: Prediction): readonly string[] {
  const words = measured.assumed;
  const { device, dtype, draftDtype, drafted } = assumption;
  return [
    tokens !== undefined && !tokens.counted && words.tokens(tokens.value),
    drafted !== undefined && words.drafted(drafted.value, drafted.from),
    ...(device === undefined
      ? [words.noDevice]
      : [
          words.device(device.label, device.source),
          words.dtype(dtype),
          draftDtype !== undefined && words.draftDtype(draftDtype),
          words.context(assumedContext),
          row.batch === undefined && words.batch,
          words.shape,
        ]),
  ].filter((word) => word !== false);
}

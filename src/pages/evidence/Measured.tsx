import { useState } from "react";
import { Legend } from "../../charts/Legend.tsx";
import { useScenario } from "../../scenario/use.ts";
import { type Prediction, predictions, predictors } from "../../sdsl/evidence/predict.ts";
import { formatTimes } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Readout } from "../../ui/Readout.tsx";
import { Calibration } from "./Calibration.tsx";
import { Downloads, Figures } from "./Figures.tsx";
import { orderedRows, restWords, rowFor, rowsTable, scoreFigure, scores } from "./measured-rows.ts";
import { RowDetail } from "./RowDetail.tsx";
import { StackErrors } from "./StackErrors.tsx";
import { errorText, measured, predictorHints, predictorNames, ui } from "./texts.tsx";

const predicted = predictions.filter(({ missing }) => missing === undefined).length;

/** Published measurements against each cost model. */
export function Measured() {
  const row = useScenario((state) => state.scenario.row);
  const change = useScenario((state) => state.change);
  const [pointed, setPointed] = useState<Prediction | null>(null);
  const { prediction: chosen, unknown } = rowFor(row);
  const choose = (prediction: Prediction) => change({ row: prediction.row.id });
  return (
    <>
      <p className="evidence-lead">{measured.lead(predictions.length, predicted)}</p>
      <div className="mape">
        {scores.map(({ predictor, meanError }) => (
          <div key={predictor}>
            <Readout
              quantity={`mape_${predictor}`}
              value={meanError}
              text={errorText(meanError)}
              label={predictorNames[predictor]}
            />
            <p>{predictorHints[predictor]}</p>
          </div>
        ))}
      </div>
      <Legend
        items={[
          { label: measured.right, color: "var(--ink-3)" },
          { label: measured.legend.scored, color: "var(--ink-2)", kind: "ring" },
          { label: measured.legend.chosen, color: "var(--ink)", kind: "dot" },
          { label: measured.legend.rug, color: "var(--ink-3)", kind: "dashed" },
        ]}
      />
      <div className="calibrations">
        {scores.map((score) => (
          <Calibration
            key={score.predictor}
            score={score}
            chosen={chosen}
            pointed={pointed}
            onPoint={setPointed}
            onChoose={choose}
          />
        ))}
      </div>
      <Notice
        messages={
          unknown ? [{ id: "row", text: measured.unknownRow(row), kind: "warn" as const }] : []
        }
      />
      <RowDetail prediction={chosen} />
      <StackErrors />
      <Rows chosen={chosen} onChoose={choose} />
      <div className="evidence-pair">
        <Figures {...scoreFigure}>
          <p className="figures-note">{scoreFigure.table.notes?.[0]}</p>
        </Figures>
        <section className="rest">
          <h3>{measured.rest}</h3>
          {restWords.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      </div>
    </>
  );
}

/** All rows, to choose from. */
function Rows({
  chosen,
  onChoose,
}: {
  chosen: Prediction;
  onChoose: (prediction: Prediction) => void;
}) {
  return (
    <section className="figures" aria-labelledby="rows-caption">
      <h3 id="rows-caption">{measured.tableCaption}</h3>
      <section
        className="figures-scroll rows-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={`${measured.tableCaption}: ${ui.table}`}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{measured.row}</th>
              <th scope="col">{measured.hardware}</th>
              <th scope="col">{measured.measuredColumn}</th>
              {predictors.map((predictor) => (
                <th key={predictor} scope="col">
                  {predictorNames[predictor]}
                </th>
              ))}
              <th scope="col">{measured.confidence}</th>
            </tr>
          </thead>
          <tbody>
            {orderedRows.map((prediction) => {
              const { row, speedups } = prediction;
              return (
                <tr key={row.id} aria-current={prediction === chosen ? "true" : undefined}>
                  <th scope="row">
                    <button
                      type="button"
                      aria-label={`${ui.look} ${row.id}`}
                      onClick={() => onChoose(prediction)}
                    >
                      {row.id}
                    </button>
                  </th>
                  <td className="rows-hardware">{row.hardware}</td>
                  <td>{formatTimes(row.speedup)}</td>
                  {predictors.map((predictor) => {
                    const value = speedups[predictor];
                    return (
                      <td key={predictor}>
                        {value === undefined ? measured.none : formatTimes(value)}
                      </td>
                    );
                  })}
                  <td>{row.confidence}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Downloads name="measurements" caption={measured.tableCaption} table={rowsTable} />
    </section>
  );
}

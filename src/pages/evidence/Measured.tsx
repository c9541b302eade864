import { useState } from "react";
import { Legend } from "../../charts/Legend.tsx";
import { useScenario } from "../../scenario/use.ts";
import { type Prediction, predictions } from "../../sdsl/evidence/predict.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Readout } from "../../ui/Readout.tsx";
import { Calibration } from "./Calibration.tsx";
import { Figures } from "./Figures.tsx";
import { MeasuredRows } from "./MeasuredRows.tsx";
import { restWords, rowFor, scoreFigure, scores } from "./measured-rows.ts";
import { RowDetail } from "./RowDetail.tsx";
import { StackErrors } from "./StackErrors.tsx";
import { errorText, measured, predictorHints, predictorNames } from "./texts.tsx";

const predicted = predictions.filter(({ missing }) => missing === undefined).length;

/** Published measurements against each cost model. */
export function Measured() {
  const row = useScenario((state) => state.scenario.row);
  const change = useScenario((state) => state.change);
  const [pointed, setPointed] = useState<Prediction | null>(null);
  const { prediction: chosen, unknown } = rowFor(row);
  // the detail stands where it was asked for: below the charts, or below its row
  const [inTable, setInTable] = useState(false);
  const choose = (prediction: Prediction) => {
    setInTable(false);
    change({ row: prediction.row.id });
  };
  const toggle = (prediction: Prediction) => {
    setInTable(!(inTable && prediction === chosen));
    change({ row: prediction.row.id });
  };
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
      {!inTable && <RowDetail prediction={chosen} />}
      <StackErrors />
      <MeasuredRows chosen={chosen} open={inTable} onToggle={toggle} />
      <Figures {...scoreFigure}>
        <p className="figures-note">{scoreFigure.table.notes?.[0]}</p>
      </Figures>
      <section className="rest">
        <h3>{measured.rest}</h3>
        {restWords.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </section>
    </>
  );
}

import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rug } from "../../charts/Rug.tsx";
import { Rules } from "../../charts/Rule.tsx";
import {
  type Prediction,
  type Predictor,
  predictions,
  type Score,
} from "../../sdsl/evidence/predict.ts";
import { formatChange, formatMultiple, formatTimes } from "../../ui/format.ts";
import { nearest } from "./measured-rows.ts";
import { measured, predictorNames } from "./texts.tsx";

const domain = [0.45, 4.5] as const;
const ticks = [0.5, 1, 2, 4];
const unpredicted = predictions.filter(({ missing }) => missing !== undefined);

/** What one cost model predicted against what was measured: right on the diagonal. A point names the
 *  row; choosing it opens the row. */
export function Calibration({
  score,
  chosen,
  pointed,
  onPoint,
  onChoose,
}: {
  score: Score;
  chosen: Prediction;
  /** The row pointed at in any of the charts. */
  pointed: Prediction | null;
  onPoint: (prediction: Prediction | null) => void;
  onChoose: (prediction: Prediction) => void;
}) {
  const { predictor } = score;
  const shown = predictions.filter(({ speedups }) => speedups[predictor] !== undefined);
  return (
    <Chart
      name={`calibration-${predictor}`}
      title={predictorNames[predictor]}
      summary={measured.summary(score.rows, score.meanError, score.medianError, score.bias)}
      showSummary
      x={{ kind: "log", domain, label: measured.x, format: formatMultiple, ticks }}
      y={{ kind: "log", domain, label: measured.y, format: formatMultiple, ticks }}
      aspect={1}
      plane
      onCrosshair={(x, y) =>
        onPoint((x !== null && y !== undefined && nearest(predictor, x, y)) || null)
      }
      onDrag={(point, phase) => {
        const found = nearest(predictor, point.x, point.y);
        if (phase === "end" && found) onChoose(found);
      }}
      describe={(x, y) => describeNearest(predictor, x, y)}
      table={() => ({
        columns: [
          { key: "id", label: measured.row },
          { key: "predicted", label: measured.x },
          { key: "measured", label: measured.y },
          { key: "error", label: measured.off },
        ],
        rows: shown.map(({ row, speedups }) => {
          const value = speedups[predictor] ?? Number.NaN;
          return [row.id, value, row.speedup, value / row.speedup - 1];
        }),
      })}
    >
      {(s) => (
        <>
          <Rules
            s={s}
            rules={[
              { x: 1, color: "var(--rule)" },
              { y: 1, color: "var(--rule)" },
            ]}
          />
          <Line s={s} xs={[...domain]} ys={[...domain]} color="var(--ink-3)" weight={1} />
          <Rug s={s} ys={unpredicted.map(({ row }) => row.speedup)} />
          <Dots
            s={s}
            dots={shown.map(({ row, assumption, speedups }) => ({
              x: speedups[predictor] ?? Number.NaN,
              y: row.speedup,
              color: "var(--ink-2)",
              hollow: true,
              radius: 4,
              label: assumption.short,
            }))}
          />
          <Dots s={s} dots={marks(predictor, chosen, pointed)} />
        </>
      )}
    </Chart>
  );
}

/** The chosen row and the one pointed at, over all others. */
function marks(predictor: Predictor, chosen: Prediction, pointed: Prediction | null) {
  const dot = (prediction: Prediction, color: string) => ({
    x: prediction.speedups[predictor] ?? Number.NaN,
    y: prediction.row.speedup,
    color,
    radius: 5.5,
  });
  return [
    dot(chosen, "var(--ink)"),
    ...(pointed && pointed !== chosen ? [dot(pointed, "var(--focus)")] : []),
  ];
}

function describeNearest(predictor: Predictor, x: number, y = x) {
  const found = nearest(predictor, x, y);
  const value = found?.speedups[predictor];
  if (found === undefined || value === undefined) return [];
  const { row } = found;
  return [
    { label: row.hardware, text: "" },
    { label: row.target, text: row.draft ?? "" },
    { label: measured.predictedLabel, text: formatTimes(value) },
    { label: measured.measuredLabel, text: formatTimes(row.speedup) },
    { label: measured.off, text: formatChange(value / row.speedup - 1, 0) },
  ];
}

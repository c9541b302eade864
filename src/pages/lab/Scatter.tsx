import { Chart } from "../../charts/Chart.tsx";
import { type DotSpec, Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { SweepPoint, SweepResult } from "../../measure/protocol.ts";
import { formatTimes } from "../../ui/format.ts";
import { columns, marks, scatter } from "./chart-texts.ts";
import { ceiling } from "./measured-marks.ts";

/** Measured against predicted over the sweep: on the diagonal the prediction is right. */
export function Scatter({
  sweep,
  points,
  nameOf,
}: {
  sweep: SweepResult | null;
  points: readonly SweepPoint[];
  nameOf: (id: string) => string;
}) {
  const highest = ceiling(
    points.flatMap((point) => [
      point.prediction.sdsl,
      point.prediction.calibrated,
      point.speedup.median,
    ]),
  );
  return (
    <Chart
      name="lab-scatter"
      title={scatter.title}
      summary={
        sweep ? scatter.summary(sweep.medianError, points.length) : scatter.soFar(points.length)
      }
      showSummary
      x={{ kind: "linear", domain: [0, highest], label: scatter.x, format: formatTimes }}
      y={{ kind: "linear", domain: [0, highest], label: scatter.y, format: formatTimes }}
      height={320}
      describe={(value) => {
        const near = points.reduce((a, b) =>
          Math.abs(b.prediction.calibrated - value) < Math.abs(a.prediction.calibrated - value)
            ? b
            : a,
        );
        return [
          { label: marks.draft, text: nameOf(near.draft), color: "var(--draft)" },
          { label: marks.lookahead, text: String(near.gamma), color: "var(--gamma)" },
          { label: marks.timings, text: formatTimes(near.prediction.calibrated) },
          { label: marks.law, text: formatTimes(near.prediction.sdsl) },
          { label: marks.measured, text: formatTimes(near.speedup.median) },
        ];
      }}
      table={() => ({
        columns: [columns.draft, columns.gamma, columns.sdsl, columns.calibrated, columns.measured],
        rows: points.map((point) => [
          point.draft,
          point.gamma,
          point.prediction.sdsl,
          point.prediction.calibrated,
          point.speedup.median,
        ]),
      })}
      legend={
        <Legend
          items={[
            { label: marks.timings, color: "var(--gamma)", kind: "dot" },
            { label: marks.law, color: "var(--ink-2)", kind: "ring" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Line s={s} xs={[0, highest]} ys={[0, highest]} color="var(--ink-3)" weight={1} />
          <Dots
            s={s}
            dots={points.flatMap((point): DotSpec[] => [
              {
                x: point.prediction.sdsl,
                y: point.speedup.median,
                color: "var(--ink-2)",
                hollow: true,
                radius: 3.5,
              },
              {
                x: point.prediction.calibrated,
                y: point.speedup.median,
                color: "var(--gamma)",
                radius: 4,
              },
            ])}
          />
        </>
      )}
    </Chart>
  );
}

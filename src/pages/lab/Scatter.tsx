import { useState } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { type DotSpec, Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { SweepPoint, SweepResult } from "../../measure/protocol.ts";
import { formatCount, formatPercent, formatTimes } from "../../ui/format.ts";
import { ceiling } from "./measured-marks.ts";

/** Measured against predicted over the sweep: on the diagonal the prediction is right. */
export function Scatter({
  sweep,
  points,
}: {
  sweep: SweepResult | null;
  points: readonly SweepPoint[];
}) {
  const [at, setAt] = useState<number | null>(null);
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
      title="Measured against predicted"
      summary={
        sweep
          ? `The device's own timings are off by ${formatPercent(sweep.medianError, 2)} at the median over ${points.length} points.`
          : `${points.length} points so far.`
      }
      showSummary
      x={{ kind: "linear", domain: [0, highest], label: "Predicted speedup", format: formatTimes }}
      y={{ kind: "linear", domain: [0, highest], label: "Measured speedup", format: formatTimes }}
      height={320}
      crosshair={at}
      onCrosshair={setAt}
      describe={(value) => {
        const near = points.reduce((a, b) =>
          Math.abs(b.prediction.calibrated - value) < Math.abs(a.prediction.calibrated - value)
            ? b
            : a,
        );
        return [
          { label: "draft", text: formatCount(near.params), color: "var(--draft)" },
          { label: "lookahead", text: String(near.gamma), color: "var(--gamma)" },
          { label: "device's timings", text: formatTimes(near.prediction.calibrated) },
          { label: "the law", text: formatTimes(near.prediction.sdsl) },
          { label: "measured", text: formatTimes(near.speedup.median) },
        ];
      }}
      table={() => ({
        columns: [
          { key: "draft", label: "Draft" },
          { key: "gamma", label: "Lookahead", unit: "tokens" },
          { key: "sdsl", label: "Speedup by the law", unit: "×" },
          { key: "calibrated", label: "Speedup by the device's timings", unit: "×" },
          { key: "measured", label: "Measured speedup", unit: "×" },
        ],
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
            { label: "device's timings", color: "var(--gamma)", kind: "dot" },
            { label: "the law", color: "var(--ink-2)", kind: "ring" },
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

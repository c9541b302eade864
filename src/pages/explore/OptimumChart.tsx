import { useCallback } from "react";
import { Annotated } from "../../charts/Annotated.tsx";
import { Band } from "../../charts/Band.tsx";
import { Chart, MovingChart } from "../../charts/Chart.tsx";
import type { DotSpec } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { Live } from "../../charts/live.ts";
import type { Answer } from "../../curves/answer.ts";
import type { ScenarioState } from "../../scenario/store.ts";
import { useScenario } from "../../scenario/use.ts";
import { fittedRange, publishedOptima } from "../../sdsl/published.ts";
import { formatCount, formatShare } from "../../ui/format.ts";
import { roundCount } from "../shared/round.ts";
import { quantities, valueAt, xAxis, yAxis } from "./axes.ts";
import { optimumCaption } from "./captions.ts";
import { crosshairs } from "./hover.ts";
import { curveTable } from "./tables.ts";
import { charts, columns, quantityNames } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

const extrapolated = [
  { x1: fittedRange.target.low, label: charts.extrapolated },
  { x0: fittedRange.target.high, label: charts.extrapolated },
];

const published = publishedOptima.map(
  ({ M, N }): DotSpec => ({ x: M, y: N, color: "var(--ink-2)", hollow: true, radius: 3.5 }),
);

/** Optimal draft over target size, with the paper's line, its interval and its published points. */
export function OptimumChart({ of }: { of: Live<Answered<Answer>> }) {
  const change = useScenario((state) => state.change);
  const chart = useCallback(
    (answered: Answered<Answer>) => optimumChart(answered, change),
    [change],
  );
  return <MovingChart of={of} chart={chart} />;
}

function optimumChart({ answer, scenario }: Answered<Answer>, change: ScenarioState["change"]) {
  const { curve, law } = answer.optimum;
  const { N_opt } = answer.headline.readouts;
  const slogan = curve.x.map((M) => M / 200);
  return (
    <Chart
      name="optimal-draft"
      title={charts.optimum.title}
      level={scenario.embed ? 2 : 3}
      summary={optimumCaption(answer, scenario)}
      showSummary
      x={xAxis("M", curve.x)}
      y={yAxis("N", [curve, law])}
      height={320}
      crosshair={crosshairs.M}
      onDrag={(point, phase) => change({ M: roundCount(point.x) }, phase === "end")}
      dragHint={charts.optimum.drag}
      home={scenario.M}
      describe={(M) => {
        const N = valueAt(curve.x, curve.y, M);
        return [
          { label: quantityNames.M.name, text: formatCount(M), color: "var(--target)" },
          { label: charts.optimum.best, text: formatCount(N), color: "var(--draft)" },
          { label: charts.optimum.share, text: formatShare(M / N) },
          {
            label: charts.optimum.law,
            text: formatCount(valueAt(law.x, law.y, M)),
            color: "var(--ink-2)",
          },
        ];
      }}
      table={() =>
        curveTable(columns.M, columns.N_opt, curve, [
          { column: columns.law, values: law.y },
          {
            column: columns.lawLow,
            values: law.low,
          },
          {
            column: columns.lawHigh,
            values: law.high,
          },
        ])
      }
      legend={
        <Legend
          items={[
            { label: charts.optimum.legend.chain, color: "var(--draft)" },
            { label: charts.optimum.legend.law, color: "var(--ink-2)", kind: "dashed" },
            { label: charts.optimum.legend.published, color: "var(--ink-2)", kind: "ring" },
            { label: charts.optimum.legend.slogan, color: "var(--ink-3)" },
          ]}
        />
      }
    >
      {(s) => (
        <Annotated
          s={s}
          hatches={extrapolated}
          rules={[{ x: scenario.M, color: "var(--target)", label: formatCount(scenario.M) }]}
          dots={[
            ...published,
            ...(Number.isNaN(N_opt)
              ? []
              : [
                  {
                    x: scenario.M,
                    y: N_opt,
                    color: quantities.N.color,
                    radius: 6,
                    label: formatCount(N_opt),
                  },
                ]),
          ]}
        >
          <Line s={s} xs={curve.x} ys={slogan} color="var(--ink-3)" weight={1} />
          <Band s={s} xs={curve.x} low={curve.low} high={curve.high} color="var(--draft)" />
          <Band s={s} xs={law.x} low={law.low} high={law.high} color="var(--ink-2)" />
          <Line s={s} xs={law.x} ys={law.y} color="var(--ink-2)" dashed />
          <Line s={s} xs={curve.x} ys={curve.y} color="var(--draft)" weight={2.25} />
        </Annotated>
      )}
    </Chart>
  );
}

import { useCallback } from "react";
import { Annotated } from "../../charts/Annotated.tsx";
import { Band } from "../../charts/Band.tsx";
import { Chart, MovingChart } from "../../charts/Chart.tsx";
import type { DotSpec } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { Live } from "../../charts/live.ts";
import type { ScenarioState } from "../../scenario/store.ts";
import { useScenario } from "../../scenario/use.ts";
import { formatAcceptance, formatCount, formatNumber } from "../../ui/format.ts";
import { roundCount } from "../shared/round.ts";
import { valueAt, xAxis, yAxis } from "./axes.ts";
import { acceptanceCaption } from "./captions.ts";
import { draftHatches } from "./draft-hatches.ts";
import { crosshairs } from "./hover.ts";
import { acceptancePython, notebook } from "./python.ts";
import { curveTable, isBanded } from "./tables.ts";
import { charts, columns, fromTo, quantityNames } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** Acceptance over draft size: the plane, its residual band, and where a measurement holds it. */
export function AcceptanceChart({ of }: { of: Live<Answered> }) {
  const change = useScenario((state) => state.change);
  const chart = useCallback((answered: Answered) => acceptanceChart(answered, change), [change]);
  return <MovingChart of={of} chart={chart} />;
}

function acceptanceChart({ answer, scenario }: Answered, change: ScenarioState["change"]) {
  const { acceptance, perplexity, headline } = answer;
  const { alpha } = headline.readouts;
  const measured = scenario.alpha !== "auto";
  const banded = isBanded(acceptance);
  const anchor: readonly DotSpec[] =
    scenario.alpha === "auto"
      ? []
      : [
          {
            x: headline.anchor,
            y: scenario.alpha,
            color: "var(--alpha)",
            hollow: true,
            radius: 8,
          },
        ];
  const code = acceptancePython(answer, scenario);
  return (
    <Chart
      name="acceptance"
      title={charts.acceptance.title}
      level={scenario.embed ? 2 : 3}
      summary={acceptanceCaption(answer, scenario)}
      showSummary
      x={xAxis("N", acceptance.x)}
      y={yAxis("alpha", [acceptance])}
      height={320}
      crosshair={crosshairs.N}
      onDrag={(point, phase) => change({ N: roundCount(point.x) }, phase === "end")}
      dragHint={charts.acceptance.drag}
      home={headline.N}
      describe={(N) => [
        { label: quantityNames.N.name, text: formatCount(N), color: "var(--draft)" },
        {
          label: charts.acceptance.perplexity,
          text: formatNumber(valueAt(acceptance.x, perplexity, N)),
          color: "var(--draft)",
        },
        {
          label: quantityNames.alpha.name,
          text: formatAcceptance(valueAt(acceptance.x, acceptance.y, N)),
          color: "var(--alpha)",
        },
        ...(banded
          ? [
              {
                label: charts.band,
                text: fromTo(
                  formatAcceptance(valueAt(acceptance.x, acceptance.low, N)),
                  formatAcceptance(valueAt(acceptance.x, acceptance.high, N)),
                ),
              },
            ]
          : []),
      ]}
      table={() =>
        curveTable(columns.N, columns.alpha, acceptance, [
          {
            column: columns.perplexity,
            values: perplexity,
          },
        ])
      }
      notebook={
        code === null
          ? undefined
          : (notes) => notebook(code, charts.acceptance.title, { x: "N", y: "alpha" }, notes)
      }
      legend={
        <Legend
          items={[
            { label: charts.acceptance.legend.plane, color: "var(--alpha)" },
            ...(banded
              ? [{ label: charts.band, color: "var(--alpha)", kind: "band" as const }]
              : []),
            ...(measured
              ? [
                  {
                    label: charts.acceptance.legend.measured,
                    color: "var(--alpha)",
                    kind: "ring" as const,
                  },
                ]
              : []),
          ]}
        />
      }
    >
      {(s) => (
        <Annotated
          s={s}
          hatches={draftHatches(s, answer.clamped)}
          dots={[
            ...anchor,
            {
              x: headline.N,
              y: alpha,
              color: "var(--draft)",
              radius: 6,
              label: formatAcceptance(alpha),
              side: "below",
            },
          ]}
        >
          <Band
            s={s}
            xs={acceptance.x}
            low={acceptance.low}
            high={acceptance.high}
            color="var(--alpha)"
          />
          <Line s={s} xs={acceptance.x} ys={acceptance.y} color="var(--alpha)" weight={2.25} />
        </Annotated>
      )}
    </Chart>
  );
}

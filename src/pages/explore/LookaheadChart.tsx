import { useCallback } from "react";
import { Annotated } from "../../charts/Annotated.tsx";
import { Band } from "../../charts/Band.tsx";
import { Chart, MovingChart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { Live } from "../../charts/live.ts";
import { series } from "../../charts/palette.ts";
import type { ScenarioState } from "../../scenario/store.ts";
import { useScenario } from "../../scenario/use.ts";
import { formatLookahead, formatSpeedup } from "../../ui/format.ts";
import { valueAt, xAxis, yAxis } from "./axes.ts";
import { lookaheadCaption } from "./captions.ts";
import { crosshairs } from "./hover.ts";
import { pinNames } from "./pin-names.ts";
import { lookaheadPython, notebook } from "./python.ts";
import { curveTable, isBanded, pinnedColumns } from "./tables.ts";
import { charts, columns, fromTo, quantityNames } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** Speedup over lookahead: the real curve, and the whole numbers that can be deployed. */
export function LookaheadChart({ of }: { of: Live<Answered> }) {
  const change = useScenario((state) => state.change);
  const chart = useCallback((answered: Answered) => lookaheadChart(answered, change), [change]);
  return <MovingChart of={of} chart={chart} />;
}

function lookaheadChart({ answer, scenario }: Answered, change: ScenarioState["change"]) {
  const { curve, whole } = answer.lookahead;
  const { gamma, readouts } = answer.headline;
  const pinned = answer.pins.map((pin) => ({ name: pin.name, curve: pin.lookahead }));
  const most = curve.x.at(-1) ?? 0;
  const shown = valueAt(curve.x, curve.y, gamma);
  const code = lookaheadPython(answer, scenario);
  return (
    <Chart
      name="lookahead"
      title={charts.lookahead.title}
      level={scenario.embed ? 2 : 3}
      summary={lookaheadCaption(answer)}
      showSummary
      x={xAxis("gamma", curve.x)}
      y={yAxis("speedup", [curve])}
      height={320}
      crosshair={crosshairs.gamma}
      onDrag={(point, phase) => change({ gamma: Math.round(point.x) }, phase === "end")}
      dragHint={charts.lookahead.drag}
      home={gamma}
      describe={(value) => [
        {
          label: quantityNames.gamma.name,
          text: formatLookahead(Math.round(value * 10) / 10),
          color: "var(--gamma)",
        },
        {
          label: quantityNames.speedup.name,
          text: formatSpeedup(valueAt(curve.x, curve.y, value)),
        },
        ...(isBanded(curve)
          ? [
              {
                label: charts.band,
                text: fromTo(
                  formatSpeedup(valueAt(curve.x, curve.low, value)),
                  formatSpeedup(valueAt(curve.x, curve.high, value)),
                ),
              },
            ]
          : []),
        ...pinned.map(({ name, curve: { x, y } }, i) => ({
          label: name,
          text: formatSpeedup(valueAt(x, y, value)),
          color: series(i),
        })),
      ]}
      table={() =>
        curveTable(
          columns.gamma,
          columns.speedup,
          curve,
          pinnedColumns(columns.speedup, curve, pinned),
        )
      }
      notebook={
        code === null
          ? undefined
          : (notes) => notebook(code, charts.lookahead.title, { x: "gamma", y: "speedup" }, notes)
      }
      legend={
        <Legend
          items={[
            { label: charts.lookahead.legend.real, color: "var(--gamma)" },
            { label: charts.lookahead.legend.whole, color: "var(--gamma)", kind: "ring" },
            ...pinned.map(({ name }, i) => ({
              label: name,
              color: series(i),
              kind: "dashed" as const,
            })),
          ]}
        />
      }
    >
      {(s) => (
        <Annotated
          s={s}
          rules={[
            { y: 1, color: "var(--ink-3)" },
            {
              x: readouts.gamma_opt,
              label: charts.lookahead.best(readouts.gamma_opt),
              color: "var(--gamma)",
              dashed: true,
            },
          ]}
          dots={gamma <= most ? [{ x: gamma, y: shown, color: "var(--gamma)", radius: 6 }] : []}
          names={pinNames(pinned)}
        >
          <Band s={s} xs={curve.x} low={curve.low} high={curve.high} color="var(--gamma)" />
          {pinned.map(({ name, curve: { x, y } }, i) => (
            <Line key={name} s={s} xs={x} ys={y} color={series(i)} weight={1.5} dashed />
          ))}
          <Line s={s} xs={curve.x} ys={curve.y} color="var(--gamma)" weight={2.25} />
          <Dots
            s={s}
            dots={Array.from(whole, (y, x) => ({
              x,
              y,
              color: "var(--gamma)",
              hollow: true,
              radius: 2.75,
            }))}
          />
        </Annotated>
      )}
    </Chart>
  );
}

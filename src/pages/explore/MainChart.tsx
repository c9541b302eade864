import { useCallback } from "react";
import { Annotated } from "../../charts/Annotated.tsx";
import { Band } from "../../charts/Band.tsx";
import { Chart, MovingChart } from "../../charts/Chart.tsx";
import type { DotSpec } from "../../charts/Dot.tsx";
import { Legend, type LegendItem } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { Live } from "../../charts/live.ts";
import { series } from "../../charts/palette.ts";
import type { RuleSpec } from "../../charts/Rule.tsx";
import { type Scenario, xAxes, yAxes } from "../../scenario/scenario.ts";
import type { ScenarioState } from "../../scenario/store.ts";
import { useScenario } from "../../scenario/use.ts";
import { publishedOptima } from "../../sdsl/published.ts";
import { Select } from "../../ui/Select.tsx";
import { roundCount } from "../shared/round.ts";
import { quantities, valueAt, verticalsOver, xAxis, yAxis } from "./axes.ts";
import { draftHatches } from "./draft-hatches.ts";
import { crosshairs } from "./hover.ts";
import { offersNotebook } from "./notebook.ts";
import { pinNames } from "./pin-names.ts";
import { curveTable, isBanded, pinnedColumns } from "./tables.ts";
import { capital, charts, fromTo } from "./texts.tsx";
import { type Trace, useTrace } from "./trace.ts";
import type { Answered } from "./useAnswer.ts";

/** Where what is set lies on the main chart's x. */
function chosen({ answer, scenario }: Answered): number {
  const { headline } = answer;
  if (scenario.x === "N") return headline.N;
  if (scenario.x === "M") return scenario.M;
  if (scenario.x === "gamma") return headline.gamma;
  return scenario.alpha === "auto" ? headline.alphaAuto : scenario.alpha;
}

/** Setting x by hand. */
function patchFor(scenario: Scenario, x: number): Partial<Scenario> {
  if (scenario.x === "N") return { N: roundCount(x) };
  if (scenario.x === "M") return { M: roundCount(x) };
  if (scenario.x === "gamma") return { gamma: Math.round(x) };
  return { alpha: Math.round(x * 1000) / 1000 };
}

export function MainChart({ of }: { of: Live<Answered> }) {
  const change = useScenario((state) => state.change);
  const trace = useTrace();
  const chart = useCallback(
    (answered: Answered) => mainChart(answered, change, trace),
    [change, trace],
  );
  return <MovingChart of={of} chart={chart} actions={axisSelects} />;
}

function mainChart(answered: Answered, change: ScenarioState["change"], trace: Trace) {
  const { answer, scenario } = answered;
  const { main, headline, pins } = answer;
  const X = quantities[scenario.x];
  const Y = quantities[scenario.y];
  const at = chosen(answered);
  const y = valueAt(main.x, main.y, at);
  const x = xAxis(scenario.x, main.x);
  const best = headline.readouts.N_opt;
  const overDraft = scenario.x === "N";
  const banded = isBanded(main);
  const traced = overDraft && scenario.y === "speedup" && trace.N.length > 1;
  const published = publishedOptima.find(({ M }) => Math.abs(M / scenario.M - 1) < 0.005);
  const rules: RuleSpec[] = [];
  if (scenario.y === "speedup") rules.push({ y: 1, color: "var(--ink-3)" });
  if (overDraft) {
    if (!Number.isNaN(best))
      rules.push({
        x: best,
        label: charts.main.best(X.format(best)),
        color: "var(--draft)",
        dashed: true,
      });
    rules.push(
      published
        ? {
            x: published.N,
            label: charts.main.published(X.format(published.N)),
            color: "var(--ink-2)",
          }
        : {
            x: headline.readouts.N_law,
            label: charts.main.law(X.format(headline.readouts.N_law)),
            color: "var(--ink-2)",
          },
    );
  }
  const ahead = valueAt(
    main.x,
    main.y,
    scenario.x === "N" || scenario.x === "M" ? at * 1.3 : at * 1.1,
  );
  const dots: DotSpec[] = [
    {
      x: at,
      y,
      color: X.color,
      radius: 6,
      label: Y.format(y),
      side: ahead > y * 1.03 ? "below" : "above",
    },
  ];
  const legend: LegendItem[] = [
    { label: Y.name, color: Y.color },
    ...(traced ? [{ label: charts.trace, color: "var(--target)" }] : []),
    ...(banded ? [{ label: charts.band, color: "var(--ink-2)", kind: "band" } as const] : []),
    ...pins.map((pin, i): LegendItem => ({ label: pin.name, color: series(i), kind: "dashed" })),
  ];
  return (
    <Chart
      name={`${scenario.y}-over-${scenario.x}`}
      title={charts.main.title(Y.name, X.name)}
      level={2}
      summary={summary(answered, at, y)}
      x={x}
      y={yAxis(scenario.y, [main, ...pins.map((pin) => pin.main)])}
      height="var(--chart-height, 400px)"
      crosshair={crosshairs[scenario.x]}
      onDrag={(point, phase) => change(patchFor(scenario, point.x), phase === "end")}
      dragHint={charts.main.drag(X.name)}
      home={at}
      describe={(value) => [
        { label: X.name, text: X.format(value), color: X.color },
        { label: Y.name, text: Y.format(valueAt(main.x, main.y, value)), color: Y.color },
        ...(banded
          ? [
              {
                label: charts.band,
                text: fromTo(
                  Y.format(valueAt(main.x, main.low, value)),
                  Y.format(valueAt(main.x, main.high, value)),
                ),
              },
            ]
          : []),
        ...pins.map((pin, i) => ({
          label: pin.name,
          text: Y.format(valueAt(pin.main.x, pin.main.y, value)),
          color: series(i),
        })),
      ]}
      table={() =>
        curveTable(
          { key: scenario.x, label: capital(X.name), unit: X.unit },
          { key: scenario.y, label: capital(Y.name), unit: Y.unit },
          main,
          pinnedColumns(
            { key: scenario.y, label: capital(Y.name), unit: Y.unit },
            main,
            pins.map((pin) => ({ name: pin.name, curve: pin.main })),
          ),
        )
      }
      notebook={
        offersNotebook(scenario)
          ? async (notes) => {
              const { mainPython, notebook } = await import("./python.ts");
              const code = mainPython(answer, scenario) ?? "";
              return notebook(code, charts.main.title(Y.name, X.name), scenario, notes);
            }
          : undefined
      }
      legend={<Legend items={legend} />}
    >
      {(s) => (
        <Annotated
          s={s}
          hatches={overDraft ? draftHatches(s, answer.clamped) : []}
          rules={rules}
          dots={Number.isNaN(y) ? [] : dots}
          names={pinNames(pins.map((pin) => ({ name: pin.name, curve: pin.main })))}
        >
          <Band s={s} xs={main.x} low={main.low} high={main.high} color="var(--ink-2)" />
          {pins.map((pin, i) => (
            <Line
              key={pin.name}
              s={s}
              xs={pin.main.x}
              ys={pin.main.y}
              color={series(i)}
              weight={1.5}
              dashed
            />
          ))}
          {traced && (
            <Line s={s} xs={trace.N} ys={trace.speedup} color="var(--target)" weight={1.5} />
          )}
          <Line s={s} xs={main.x} ys={main.y} color={Y.color} weight={2.25} />
        </Annotated>
      )}
    </Chart>
  );
}

/** The curve in words: its peak first, then its ends, then what is chosen. */
function summary({ answer, scenario }: Answered, at: number, y: number): string {
  const X = quantities[scenario.x];
  const Y = quantities[scenario.y];
  const { main } = answer;
  const last = main.y.length - 1;
  const top = main.y.reduce((best, value, i) => (value > (main.y[best] ?? 0) ? i : best), 0);
  const inside = top > 0 && top < last && (main.y[top] ?? 0) > (main.y[last] ?? 0) * 1.001;
  const peak = { x: main.x[top] ?? 0, y: main.y[top] ?? 0 };
  const words = [
    inside ? charts.main.peak(Y.name, Y.format(peak.y), X.format(peak.x)) : "",
    charts.main.ends(
      Y.name,
      Y.format(main.y[0] ?? 0),
      X.format(main.x[0] ?? 0),
      Y.format(main.y[last] ?? 0),
      X.format(main.x[last] ?? 0),
    ),
    charts.main.chosen(X.name, X.format(at), Y.format(y)),
  ];
  return words.filter(Boolean).join(" ");
}

function AxisSelects() {
  const change = useScenario((state) => state.change);
  const shownX = useScenario((state) => state.scenario.x);
  const shownY = useScenario((state) => state.scenario.y);
  const gammaSet = useScenario((state) => state.scenario.gamma !== "auto");
  const sensible = verticalsOver(shownX, gammaSet);
  // a link can hold any pair: what it shows is in the list
  const offered = yAxes.filter((y) => sensible.includes(y) || y === shownY);
  return (
    <div className="axis-selects">
      <Select
        id="y"
        label={charts.main.vertical}
        bare
        value={shownY}
        options={offered.map((value) => ({ value, label: capital(quantities[value].name) }))}
        onChange={(y) => change({ y })}
      />
      <span>{charts.main.over}</span>
      <Select
        id="x"
        label={charts.main.horizontal}
        bare
        value={shownX}
        options={xAxes.map((value) => ({ value, label: quantities[value].name }))}
        onChange={(x) =>
          change(verticalsOver(x, gammaSet).includes(shownY) ? { x } : { x, y: "speedup" })
        }
      />
    </div>
  );
}

const axisSelects = <AxisSelects />;

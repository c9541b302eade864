import { memo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rules } from "../../charts/Rule.tsx";
import {
  defaultModel,
  defaultScenario,
  priceLimits,
  servedLimits,
  trainingLimits,
} from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { formatCount, formatNumber } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import { parseTyped } from "./parse.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatSpeedup } from "./words.ts";

const say = texts.train;
const ticks = (values: readonly number[]) =>
  values.map((value) => ({ value, text: formatCount(value) }));

const dollars = (value: number) => `${value < 0 ? "−" : ""}$${formatCount(Math.abs(value))}`;
const hours = (value: number) => `${formatCount(value)} device hours`;

/** What training a draft costs against what it saves, and the size that leaves the most. */
export const Train = memo(function Train({ planned }: { planned: Planned }) {
  const change = useScenario((state) => state.change);
  const { answer, scenario } = planned;
  const { optimum, fastest } = answer.training;
  const priced = scenario.price > 0;
  const money = priced ? dollars : hours;
  const pays = optimum.speedup > 1;
  const after = optimum.breakEvenTokens === undefined ? "" : formatCount(optimum.breakEvenTokens);
  const words = !pays
    ? say.never
    : optimum.pays
      ? say.answer(
          formatCount(optimum.N),
          formatSpeedup(optimum.speedup),
          money(priced ? optimum.cost.price : optimum.cost.deviceHours),
          after,
        )
      : say.not(formatCount(optimum.N), after);
  return (
    <section className="train" aria-labelledby="train-title">
      <h2 id="train-title">{say.title}</h2>
      <p className="plan-text">
        {words} {pays && say.fastest(formatCount(fastest))}
      </p>
      <div className="train-grid">
        <div className="controls">
          <Slider
            id="served"
            label={say.served}
            value={scenario.served}
            {...servedLimits}
            scale="log"
            ticks={ticks([1e6, 1e9, 1e12, 1e15])}
            format={formatCount}
            parse={parseTyped}
            onChange={(served, settled) => change({ served }, settled)}
            onReset={() => change({ served: defaultScenario.served })}
          />
          <Slider
            id="D"
            label={say.D}
            color="draft"
            value={scenario.D}
            {...trainingLimits}
            scale="log"
            ticks={ticks([1e6, 1e9, 180e9, 15e12])}
            format={formatCount}
            parse={parseTyped}
            onChange={(D, settled) => change({ D }, settled)}
            onReset={() => change({ D: defaultModel.D })}
          />
          <Slider
            id="price"
            label={say.price}
            value={scenario.price}
            {...priceLimits}
            max={20}
            step={0.1}
            scale="linear"
            ticks={[0, 2, 5, 10, 20].map((value) => ({ value, text: `$${value}` }))}
            format={(v) => `$${formatNumber(v)}`}
            parse={(text) => parseTyped(text.replace("$", ""))}
            onChange={(price, settled) => change({ price }, settled)}
            onReset={() => change({ price: defaultScenario.price })}
          />
          <Toggle
            id="distil"
            label={say.distil}
            checked={scenario.distil}
            onChange={(distil) => change({ distil })}
          />
          <div className="readouts-more">
            <Readout
              quantity="trained_draft"
              value={optimum.N}
              text={pays ? formatCount(optimum.N) : "none"}
              label="Best size"
              color="draft"
            />
            <Readout
              quantity="break_even_tokens"
              value={optimum.breakEvenTokens ?? Number.POSITIVE_INFINITY}
              text={after === "" ? "never" : after}
              label="Pays after, tokens"
            />
          </div>
        </div>
        <TrainChart planned={planned} money={money} />
      </div>
      <p className="control-hint">{say.note}</p>
    </section>
  );
});

function TrainChart({ planned, money }: { planned: Planned; money: (value: number) => string }) {
  const { N, net, cost, speedup, breakEven, optimum } = planned.answer.training;
  const most = Math.max(...net);
  // far losses would flatten what is worth seeing; where all lose, half of the sizes are shown
  const bottom = Math.max(Math.min(...net), most > 0 ? -most : (net[net.length >> 1] ?? -1));
  const top = most > 0 ? most : -bottom / 5;
  const index = (x: number) =>
    N.reduce((best, v, i) => (Math.abs(v - x) < Math.abs((N[best] ?? 0) - x) ? i : best), 0);
  return (
    <Chart
      name="plan-train"
      title={texts.charts.train.title}
      summary={`The most is left with ${formatCount(optimum.N)}.`}
      level={3}
      x={{
        kind: "log",
        domain: [N[0] ?? 1e6, N.at(-1) ?? 1e9],
        label: "Draft size, parameters",
        format: formatCount,
      }}
      y={{
        kind: "linear",
        domain: [Math.min(0, bottom * 1.1), top * 1.15],
        label: texts.charts.train.label,
        format: money,
      }}
      height={340}
      home={optimum.N}
      describe={(x) => {
        const i = index(x);
        const tokens = breakEven[i] ?? Number.POSITIVE_INFINITY;
        return [
          { label: "draft", text: formatCount(N[i] ?? 0), color: "var(--draft)" },
          { label: "speedup", text: formatSpeedup(speedup[i] ?? 1) },
          { label: "training", text: money(cost[i] ?? 0) },
          { label: "left", text: money(net[i] ?? 0) },
          {
            label: "pays after",
            text: Number.isFinite(tokens) ? `${formatCount(tokens)} tokens` : "never",
          },
        ];
      }}
      table={() => ({
        columns: [
          { key: "N", label: "Draft size", unit: "parameters" },
          { key: "speedup", label: "Speedup" },
          { key: "cost", label: "Training cost" },
          { key: "net", label: "Net saving" },
          { key: "breakEven", label: "Pays after", unit: "tokens" },
        ],
        rows: Array.from(N, (size, i) => [
          size,
          speedup[i] ?? 1,
          cost[i] ?? 0,
          net[i] ?? 0,
          breakEven[i] ?? Number.POSITIVE_INFINITY,
        ]),
      })}
    >
      {(s) => (
        <>
          <Rules s={s} rules={[{ y: 0, label: "pays above", dashed: true }]} />
          <Line s={s} xs={N} ys={net} color="var(--draft)" weight={2.25} />
          <Dots
            s={s}
            dots={[
              {
                x: optimum.N,
                y: Math.max(bottom, optimum.net),
                color: "var(--draft)",
                radius: 6,
                label: formatCount(optimum.N),
                side: "above",
              },
            ]}
          />
        </>
      )}
    </Chart>
  );
}

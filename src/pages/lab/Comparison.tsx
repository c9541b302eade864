import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rule } from "../../charts/Rule.tsx";
import type { ComparedEngine } from "../../measure/protocol.ts";
import { formatNumber, formatTimes } from "../../ui/format.ts";
import { columns, comparison, lookahead, marks } from "./chart-texts.ts";
import { ceiling } from "./measured-marks.ts";
import { backendNames } from "./texts.tsx";

/** The longest pass that is drawn, in tokens; its lookahead is one less. */
const longest = 9;

type Ran = Extract<ComparedEngine, { failure: null }>;

/** How each engine's lines are drawn: the stronger the nearer to the hardware. */
const look: Record<ComparedEngine["backend"], { color: string; dashed: boolean }> = {
  webgpu: { color: "var(--ink)", dashed: false },
  wasm: { color: "var(--ink-2)", dashed: true },
  cpu: { color: "var(--ink-3)", dashed: true },
};

/** The same two models on each engine: another cost curve, another best lookahead. */
export function Comparison({ engines }: { engines: readonly ComparedEngine[] }) {
  const ran = engines.filter((engine): engine is Ran => engine.failure === null);
  return (
    <section className="comparison" aria-labelledby="comparison-title">
      <h2 id="comparison-title">{comparison.heading}</h2>
      <ul className="comparison-list">
        {engines.map((engine) => (
          <li key={engine.backend}>
            {engine.failure === null
              ? comparison.measured(engine.card, engine.result)
              : comparison.failed(engine.backend, engine.failure)}
          </li>
        ))}
      </ul>
      {ran.length > 0 && (
        <div className="chart-grid-2">
          <Passes ran={ran} />
          <Speedups ran={ran} />
        </div>
      )}
    </section>
  );
}

/** Milliseconds of a pass over 1, 2, … tokens. */
const passesOf = ({ result }: Ran) =>
  result.calibration.tVerify.slice(0, longest).map(({ median }) => median);

const named = ({ backend }: Ran) => backendNames[backend];
const kind = ({ backend }: Ran) => (look[backend].dashed ? ("dashed" as const) : undefined);

function Passes({ ran }: { ran: readonly Ran[] }) {
  const curves = ran.map((engine) => {
    const times = passesOf(engine);
    return { engine, times, xs: times.map((_, i) => i + 1), ys: times.map((t) => t / times[0]) };
  });
  return (
    <Chart
      name="lab-passes"
      title={comparison.passes}
      summary={comparison.passesSummary}
      showSummary
      x={{
        kind: "linear",
        domain: [1, longest],
        label: comparison.tokens,
        format: (v) => formatNumber(v),
      }}
      y={{
        kind: "linear",
        domain: [0, Math.max(2, ...curves.flatMap(({ ys }) => ys))],
        label: comparison.inPasses,
        format: (v) => formatNumber(v),
      }}
      describe={(value) => {
        const k = Math.round(value);
        return [
          { label: comparison.tokens, text: String(k) },
          ...curves.map(({ engine, times, ys }) => ({
            label: named(engine),
            text: comparison.shape(ys[k - 1] ?? Number.NaN, times[k - 1] ?? Number.NaN),
          })),
        ];
      }}
      table={() => ({
        columns: [
          { key: "tokens", label: comparison.tokens },
          ...ran.map((engine) => ({
            key: engine.backend,
            label: comparison.milliseconds(named(engine)),
            unit: "ms",
          })),
        ],
        rows: Array.from({ length: longest }, (_, i) => [
          i + 1,
          ...curves.map(({ times }) => times[i] ?? ""),
        ]),
      })}
      legend={
        <Legend
          items={curves.map(({ engine, times }) => ({
            label: comparison.one(named(engine), times[0]),
            color: look[engine.backend].color,
            kind: kind(engine),
          }))}
        />
      }
    >
      {(s) => (
        <>
          <Rule s={s} y={1} color="var(--rule)" />
          {curves.map(({ engine, xs, ys }) => (
            <Line key={engine.backend} s={s} xs={xs} ys={ys} {...look[engine.backend]} />
          ))}
        </>
      )}
    </Chart>
  );
}

function Speedups({ ran }: { ran: readonly Ran[] }) {
  const curves = ran.map((engine) => {
    const curve = engine.result.prediction.curve.slice(0, longest);
    const best = curve.reduce((a, b) => (b.calibrated > a.calibrated ? b : a));
    return {
      engine,
      xs: curve.map(({ gamma }) => gamma),
      ys: curve.map(({ calibrated }) => calibrated),
      best: { name: named(engine), gamma: best.gamma, speedup: best.calibrated },
    };
  });
  const dots = ran.map(({ backend, result }) => ({
    x: result.gamma,
    y: result.speedup.median,
    ...result.interval,
    color: look[backend].color,
    radius: 4,
  }));
  return (
    <Chart
      name="lab-engines"
      title={comparison.speedups}
      summary={comparison.speedupsSummary(curves.map(({ best }) => best))}
      showSummary
      x={{
        kind: "linear",
        domain: [0, longest - 1],
        label: lookahead.x,
        format: (v) => formatNumber(v),
      }}
      y={{
        kind: "linear",
        domain: [
          0,
          ceiling([...curves.flatMap(({ ys }) => ys), ...dots.map(({ y, high }) => high ?? y)]),
        ],
        label: lookahead.y,
        format: formatTimes,
      }}
      describe={(value) => {
        const gamma = Math.round(value);
        return [
          { label: marks.lookahead, text: String(gamma), color: "var(--gamma)" },
          ...curves.map(({ engine, ys }) => ({
            label: comparison.predicted(named(engine)),
            text: formatTimes(ys[gamma] ?? Number.NaN),
          })),
          ...ran
            .filter(({ result }) => result.gamma === gamma)
            .map((engine) => ({
              label: comparison.found(named(engine)),
              text: formatTimes(engine.result.speedup.median),
            })),
        ];
      }}
      table={() => ({
        columns: [
          columns.gamma,
          ...ran.flatMap((engine) => [
            {
              key: `${engine.backend}_calibrated`,
              label: comparison.predicted(named(engine)),
              unit: "×",
            },
            {
              key: `${engine.backend}_measured`,
              label: comparison.found(named(engine)),
              unit: "×",
            },
          ]),
        ],
        rows: Array.from({ length: longest }, (_, gamma) => [
          gamma,
          ...curves.flatMap(({ engine: { result }, ys }) => [
            ys[gamma] ?? "",
            result.gamma === gamma ? result.speedup.median : "",
          ]),
        ]),
      })}
      legend={
        <Legend
          items={ran.map((engine) => ({
            label: named(engine),
            color: look[engine.backend].color,
            kind: kind(engine),
          }))}
        />
      }
    >
      {(s) => (
        <>
          <Rule s={s} y={1} color="var(--ink-3)" />
          {curves.map(({ engine, xs, ys }) => (
            <Line key={engine.backend} s={s} xs={xs} ys={ys} {...look[engine.backend]} />
          ))}
          <Dots s={s} dots={dots} />
        </>
      )}
    </Chart>
  );
}

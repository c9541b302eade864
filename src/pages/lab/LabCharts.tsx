import { group } from "d3-array";
import { useMemo, useState } from "react";
import { Columns } from "../../charts/Bars.tsx";
import { Chart } from "../../charts/Chart.tsx";
import { type DotSpec, Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rule } from "../../charts/Rule.tsx";
import type { Prediction, RunResult, SweepPoint, SweepResult } from "../../measure/protocol.ts";
import { formatCount, formatFixed, formatNumber, formatPercent } from "../../ui/format.ts";
import { formatTimes } from "./words.ts";

const tokens = (v: number) => formatNumber(v);
const share = (v: number) => formatNumber(v, 2);
const predictedLegend = [
  { label: "the law", color: "var(--ink-2)", kind: "dashed" as const },
  { label: "device's timings", color: "var(--gamma)" },
  { label: "measured", color: "var(--ink)", kind: "dot" as const },
];

function measuredDot(point: SweepPoint, x: number): DotSpec {
  return {
    x,
    y: point.speedup.median,
    low: point.speedup.low,
    high: point.speedup.high,
    color: "var(--ink)",
    radius: 4,
  };
}

const ceiling = (values: readonly number[]) =>
  Math.max(1.5, Math.ceil(Math.max(...values, 1) * 2.1) / 2);

interface LookaheadProps {
  readonly prediction: Prediction;
  readonly result: RunResult | null;
  readonly points: readonly SweepPoint[];
  readonly draft: string;
}

/** Speedup over lookahead: both predictions as curves, the measurements as they arrive. */
export function LookaheadMeasured({ prediction, result, points, draft }: LookaheadProps) {
  const [at, setAt] = useState<number | null>(null);
  const { curve } = prediction;
  const xs = useMemo(() => curve.map(({ gamma }) => gamma), [curve]);
  const sdsl = useMemo(() => curve.map((point) => point.sdsl), [curve]);
  const calibrated = useMemo(() => curve.map((point) => point.calibrated), [curve]);
  const mine = points.filter((point) => point.draft === draft);
  const dots = mine.map((point) => measuredDot(point, point.gamma));
  if (result && !mine.some((point) => point.gamma === result.gamma))
    dots.push({
      x: result.gamma,
      y: result.speedup.median,
      low: result.speedup.low,
      high: result.speedup.high,
      radius: 4,
    });
  const highest = ceiling([...sdsl, ...calibrated, ...dots.map(({ y, high }) => high ?? y)]);
  return (
    <Chart
      name="lab-lookahead"
      title="Speedup over lookahead, predicted and measured"
      summary={`With this pair the law peaks at ${formatTimes(Math.max(...sdsl))}, the device's timings at ${formatTimes(Math.max(...calibrated))}${dots.length > 0 ? `; ${dots.length} ${dots.length === 1 ? "lookahead is" : "lookaheads are"} measured` : ""}.`}
      showSummary
      x={{
        kind: "linear",
        domain: [0, Math.max(...xs, 1)],
        label: "Lookahead γ, tokens",
        format: tokens,
      }}
      y={{
        kind: "linear",
        domain: [0, highest],
        label: "Speedup over the target alone",
        format: formatTimes,
      }}
      height={320}
      crosshair={at}
      onCrosshair={setAt}
      describe={(value) => {
        const gamma = Math.round(value);
        const point = curve.find((candidate) => candidate.gamma === gamma);
        const dot = dots.find(({ x }) => x === gamma);
        return [
          { label: "lookahead", text: String(gamma), color: "var(--gamma)" },
          { label: "the law", text: formatTimes(point?.sdsl ?? Number.NaN) },
          { label: "device's timings", text: formatTimes(point?.calibrated ?? Number.NaN) },
          ...(dot ? [{ label: "measured", text: formatTimes(dot.y) }] : []),
        ];
      }}
      table={() => ({
        columns: [
          { key: "gamma", label: "Lookahead", unit: "tokens" },
          { key: "sdsl", label: "Speedup by the law" },
          { key: "calibrated", label: "Speedup by the device's timings" },
          { key: "measured", label: "Measured speedup" },
        ],
        rows: curve.map((point) => [
          point.gamma,
          point.sdsl,
          point.calibrated,
          dots.find(({ x }) => x === point.gamma)?.y ?? "",
        ]),
      })}
      legend={<Legend items={predictedLegend} />}
    >
      {(s) => (
        <>
          <Rule s={s} y={1} color="var(--ink-3)" />
          <Line s={s} xs={xs} ys={sdsl} color="var(--ink-2)" dashed />
          <Line s={s} xs={xs} ys={calibrated} color="var(--gamma)" weight={2.25} />
          <Dots s={s} dots={dots} />
        </>
      )}
    </Chart>
  );
}

/** Speedup over draft size: for each draft its best lookahead, predicted and measured. */
export function DraftsMeasured({
  sweep,
  points,
}: {
  sweep: SweepResult | null;
  points: readonly SweepPoint[];
}) {
  const [at, setAt] = useState<number | null>(null);
  const best = useMemo(() => bestByDraft(points), [points]);
  const xs = best.map(({ params }) => params);
  const highest = ceiling(
    best.flatMap((point) => [point.sdsl, point.calibrated, point.measured.speedup.high]),
  );
  const winner = sweep?.best.measured;
  return (
    <Chart
      name="lab-drafts"
      title="Speedup over draft size, predicted and measured"
      summary={
        winner
          ? `The best measured draft has ${formatCount(winner.params)} parameters with ${winner.gamma} ${winner.gamma === 1 ? "token" : "tokens"} of lookahead (${formatTimes(winner.speedup.median)}). The device's timings choose ${formatCount(sweep.best.calibrated?.params ?? Number.NaN)}, the law's FLOPs ${formatCount(sweep.best.sdsl?.params ?? Number.NaN)}.`
          : `${points.length} points so far; each draft at its best lookahead.`
      }
      showSummary
      x={{
        kind: "log",
        domain: [Math.min(...xs) / 1.6, Math.max(...xs) * 1.6],
        label: "Draft size N, parameters",
        format: formatCount,
      }}
      y={{
        kind: "linear",
        domain: [0, highest],
        label: "Speedup at the best lookahead",
        format: formatTimes,
      }}
      height={320}
      crosshair={at}
      onCrosshair={setAt}
      describe={(N) => {
        const near = best.reduce((a, b) =>
          Math.abs(Math.log(b.params / N)) < Math.abs(Math.log(a.params / N)) ? b : a,
        );
        return [
          { label: "draft", text: formatCount(near.params), color: "var(--draft)" },
          { label: "the law", text: formatTimes(near.sdsl) },
          { label: "device's timings", text: formatTimes(near.calibrated) },
          {
            label: "measured",
            text: `${formatTimes(near.measured.speedup.median)} at γ = ${near.measured.gamma}`,
          },
        ];
      }}
      table={() => ({
        columns: [
          { key: "draft", label: "Draft" },
          { key: "N", label: "Draft size", unit: "parameters" },
          { key: "gamma", label: "Lookahead", unit: "tokens" },
          { key: "alpha", label: "Acceptance" },
          { key: "sdsl", label: "Speedup by the law" },
          { key: "calibrated", label: "Speedup by the device's timings" },
          { key: "measured", label: "Measured speedup" },
        ],
        rows: points.map((point) => [
          point.draft,
          point.params,
          point.gamma,
          point.alpha,
          point.prediction.sdsl,
          point.prediction.calibrated,
          point.speedup.median,
        ]),
      })}
      legend={<Legend items={predictedLegend} />}
    >
      {(s) => (
        <>
          <Rule s={s} y={1} color="var(--ink-3)" />
          <Line s={s} xs={xs} ys={best.map((point) => point.sdsl)} color="var(--ink-2)" dashed />
          <Line
            s={s}
            xs={xs}
            ys={best.map((point) => point.calibrated)}
            color="var(--gamma)"
            weight={2.25}
          />
          <Dots s={s} dots={best.map(({ params, measured }) => measuredDot(measured, params))} />
        </>
      )}
    </Chart>
  );
}

function bestByDraft(points: readonly SweepPoint[]) {
  const drafts = group(points, (point) => point.draft);
  return [...drafts.values()]
    .flatMap((own) => {
      const first = own[0];
      if (first === undefined) return [];
      const measured = own.reduce((a, b) => (b.speedup.median > a.speedup.median ? b : a), first);
      return [
        {
          params: first.params,
          measured,
          sdsl: Math.max(...own.map((point) => point.prediction.sdsl)),
          calibrated: Math.max(...own.map((point) => point.prediction.calibrated)),
        },
      ];
    })
    .sort((a, b) => a.params - b.params);
}

/** Acceptance by position in the lookahead, beside the constant that the law assumes. */
export function Positions({ result }: { result: RunResult }) {
  const [at, setAt] = useState<number | null>(null);
  const heights = result.byPosition.map(({ rate, count }, i) => {
    // Wilson's 95% interval for a share.
    const z = 1.96;
    const n = Math.max(1, count);
    const centre = (rate + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half =
      (z / (1 + (z * z) / n)) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
    return { x: i + 1, y: rate, low: centre - half, high: centre + half };
  });
  const first = result.byPosition[0]?.rate ?? result.alpha;
  const later = result.byPosition.slice(1).filter(({ count }) => count >= 20);
  const drift = later.length === 0 ? 0 : (later.at(-1)?.rate ?? first) - first;
  return (
    <Chart
      name="lab-positions"
      title="Acceptance by position"
      summary={`The law takes acceptance as the same at each position, here ${formatFixed(result.alpha, 3)}. ${
        Math.abs(drift) < 0.03
          ? "The measured rates hardly move with position."
          : `Measured it ${drift > 0 ? "rises" : "falls"} by ${formatFixed(Math.abs(drift), 2)} from the first to the last that was reached often.`
      }`}
      showSummary
      x={{
        kind: "linear",
        domain: [0.4, Math.max(heights.length, 1) + 0.6],
        label: "Position in the lookahead",
        format: tokens,
        ticks: heights.map(({ x }) => x),
      }}
      y={{ kind: "linear", domain: [0, 1], label: "Accepted, given all before", format: share }}
      height={320}
      crosshair={at}
      onCrosshair={setAt}
      describe={(value) => {
        const i = Math.min(heights.length, Math.max(1, Math.round(value))) - 1;
        const position = result.byPosition[i];
        return [
          { label: "position", text: String(i + 1) },
          {
            label: "accepted",
            text: formatFixed(position?.rate ?? Number.NaN, 3),
            color: "var(--alpha)",
          },
          { label: "judged", text: String(position?.count ?? 0) },
        ];
      }}
      table={() => ({
        columns: [
          { key: "position", label: "Position" },
          { key: "rate", label: "Acceptance" },
          { key: "judged", label: "Proposals judged" },
        ],
        rows: result.byPosition.map(({ rate, count }, i) => [i + 1, rate, count]),
      })}
      legend={
        <Legend
          items={[
            { label: "measured", color: "var(--alpha)", kind: "dot" },
            { label: "α of the run", color: "var(--ink-2)", kind: "dashed" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Columns s={s} heights={heights} color="var(--alpha)" />
          <Rule s={s} y={result.alpha} color="var(--ink-2)" dashed />
        </>
      )}
    </Chart>
  );
}

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
          { key: "sdsl", label: "Speedup by the law" },
          { key: "calibrated", label: "Speedup by the device's timings" },
          { key: "measured", label: "Measured speedup" },
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

import { useMemo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rule } from "../../charts/Rule.tsx";
import type { Prediction, RunResult, SweepPoint } from "../../measure/protocol.ts";
import { formatNumber, formatTimes } from "../../ui/format.ts";
import { columns, lookahead, marks } from "./chart-texts.ts";
import { ceiling, measuredDot, predictedLegend } from "./measured-marks.ts";

interface LookaheadProps {
  readonly prediction: Prediction;
  readonly result: RunResult | null;
  readonly points: readonly SweepPoint[];
  readonly draft: string;
}

/** Speedup over lookahead: both predictions as curves, the measurements as they arrive. */
export function LookaheadMeasured({ prediction, result, points, draft }: LookaheadProps) {
  const { curve } = prediction;
  const xs = useMemo(() => curve.map(({ gamma }) => gamma), [curve]);
  const sdsl = useMemo(() => curve.map((point) => point.sdsl), [curve]);
  const calibrated = useMemo(() => curve.map((point) => point.calibrated), [curve]);
  const mine = points.filter((point) => point.draft === draft);
  const dots = mine.map((point) => measuredDot(point, point.gamma));
  if (result && !mine.some((point) => point.gamma === result.gamma))
    dots.push(measuredDot(result, result.gamma));
  const highest = ceiling([...sdsl, ...calibrated, ...dots.map(({ y, high }) => high ?? y)]);
  return (
    <Chart
      name="lab-lookahead"
      title={lookahead.title}
      summary={lookahead.summary(Math.max(...sdsl), Math.max(...calibrated), dots.length)}
      showSummary
      x={{
        kind: "linear",
        domain: [0, Math.max(...xs, 1)],
        label: lookahead.x,
        format: (v) => formatNumber(v),
      }}
      y={{
        kind: "linear",
        domain: [0, highest],
        label: lookahead.y,
        format: formatTimes,
      }}
      height={320}
      describe={(value) => {
        const gamma = Math.round(value);
        const point = curve.find((candidate) => candidate.gamma === gamma);
        const dot = dots.find(({ x }) => x === gamma);
        return [
          { label: marks.lookahead, text: String(gamma), color: "var(--gamma)" },
          { label: marks.law, text: formatTimes(point?.sdsl ?? Number.NaN) },
          { label: marks.timings, text: formatTimes(point?.calibrated ?? Number.NaN) },
          ...(dot ? [{ label: marks.measured, text: formatTimes(dot.y) }] : []),
        ];
      }}
      table={() => ({
        columns: [columns.gamma, columns.sdsl, columns.calibrated, columns.measured],
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

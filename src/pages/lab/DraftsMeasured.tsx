import { group, rollup } from "d3-array";
import { useMemo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rule } from "../../charts/Rule.tsx";
import type { SweepPoint, SweepResult } from "../../measure/protocol.ts";
import { formatCount, formatTimes } from "../../ui/format.ts";
import { columns, drafts, marks } from "./chart-texts.ts";
import { ceiling, measuredDot, predictedLegend } from "./measured-marks.ts";

/** Speedup over draft size: for each draft its best lookahead, predicted and measured. */
export function DraftsMeasured({
  sweep,
  points,
  nameOf,
}: {
  sweep: SweepResult | null;
  points: readonly SweepPoint[];
  nameOf: (id: string) => string;
}) {
  const best = useMemo(() => bestByDraft(points), [points]);
  const xs = best.map(({ params }) => params);
  const highest = ceiling(
    best.flatMap((point) => [
      point.sdsl,
      point.calibrated,
      point.measured.interval?.high ?? point.measured.speedup.median,
    ]),
  );
  const winner = sweep?.best.measured;
  return (
    <Chart
      name="lab-drafts"
      title={drafts.title}
      summary={
        winner
          ? drafts.best(
              winner,
              [winner, sweep.best.calibrated ?? winner, sweep.best.sdsl ?? winner].map(
                ({ draft }) => nameOf(draft),
              ),
            )
          : drafts.soFar(points.length)
      }
      showSummary
      x={{
        kind: "log",
        domain: [Math.min(...xs) / 1.6, Math.max(...xs) * 1.6],
        label: drafts.x,
        format: formatCount,
      }}
      y={{
        kind: "linear",
        domain: [0, highest],
        label: drafts.y,
        format: formatTimes,
      }}
      height={320}
      describe={(N) => {
        const near = best.reduce((a, b) =>
          Math.abs(Math.log(b.params / N)) < Math.abs(Math.log(a.params / N)) ? b : a,
        );
        return [
          { label: marks.draft, text: nameOf(near.measured.draft), color: "var(--draft)" },
          { label: marks.law, text: formatTimes(near.sdsl) },
          { label: marks.timings, text: formatTimes(near.calibrated) },
          {
            label: marks.measured,
            text: marks.measuredAt(near.measured.speedup.median, near.measured.gamma),
          },
        ];
      }}
      table={() => ({
        columns: [
          columns.draft,
          columns.N,
          columns.gamma,
          columns.alpha,
          columns.sdsl,
          columns.calibrated,
          columns.measured,
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
          <Line s={s} {...curveOf(best, "sdsl")} color="var(--ink-2)" dashed />
          <Line s={s} {...curveOf(best, "calibrated")} color="var(--gamma)" weight={2.25} />
          <Dots s={s} dots={best.map(({ params, measured }) => measuredDot(measured, params))} />
        </>
      )}
    </Chart>
  );
}

/** Each draft at its best lookahead, smallest first. */
function bestByDraft(points: readonly SweepPoint[]) {
  return [...group(points, ({ draft }) => draft).values()]
    .map((own) => ({
      params: own[0].params,
      measured: own.reduce((a, b) => (b.speedup.median > a.speedup.median ? b : a)),
      sdsl: Math.max(...own.map((point) => point.prediction.sdsl)),
      calibrated: Math.max(...own.map((point) => point.prediction.calibrated)),
    }))
    .sort((a, b) => a.params - b.params);
}

/** One place on a curve for each size: of two drafts of a size, one distilled, the better. */
function curveOf(best: ReturnType<typeof bestByDraft>, key: "sdsl" | "calibrated") {
  const sizes = rollup(
    best,
    (own) => Math.max(...own.map((it) => it[key])),
    ({ params }) => params,
  );
  return { xs: [...sizes.keys()], ys: [...sizes.values()] };
}

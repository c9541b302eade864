import { group, rollup } from "d3-array";
import { useMemo, useState } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rule } from "../../charts/Rule.tsx";
import type { SweepPoint, SweepResult } from "../../measure/protocol.ts";
import { formatCount, formatTimes } from "../../ui/format.ts";
import { ceiling, measuredDot, predictedLegend } from "./measured-marks.ts";

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
          { key: "alpha", label: "Acceptance", unit: "0 to 1" },
          { key: "sdsl", label: "Speedup by the law", unit: "×" },
          { key: "calibrated", label: "Speedup by the device's timings", unit: "×" },
          { key: "measured", label: "Measured speedup", unit: "×" },
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
          <Dots
            s={s}
            dots={best.map(({ params, measured }) => measuredDot(measured.speedup, params))}
          />
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

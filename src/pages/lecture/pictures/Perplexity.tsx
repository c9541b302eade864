import { useMemo } from "react";
import { Band } from "../../../charts/Band.tsx";
import { Dots } from "../../../charts/Dot.tsx";
import { Legend } from "../../../charts/Legend.tsx";
import { Line } from "../../../charts/Line.tsx";
import { linearGrid } from "../../../curves/grid.ts";
import { acceptance } from "../../../sdsl/acceptance.ts";
import { acceptanceBand } from "../../../sdsl/uncertainty.ts";
import { formatCount, formatFixed, formatNumber } from "../../../ui/format.ts";
import { chainOf } from "../chain.ts";
import { DraftSlider, TargetSlider } from "../controls.tsx";
import { useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { bold, Figure } from "./Figure.tsx";
import { OwnModels, useOwnModels } from "./OwnModels.tsx";

/** The two drafts that the question compares, and where the axis ends. */
const compared = [10, 20] as const;
const widest = 40;

/** Acceptance over the draft's perplexity, for this target. */
export function Perplexity() {
  const own = useOwnModels();
  const { scenario, revealed, explained } = useScene();
  const { resolved, point } = chainOf(scenario);
  const { at, halfWidth } = resolved;
  const y = at.targetPerplexity;
  const curve = useMemo(() => {
    const xs = linearGrid(Math.min(y, widest - 1), widest, 81);
    const bands = Array.from(xs, (x) => acceptanceBand(at.plane, x, y, halfWidth));
    return {
      xs,
      ys: xs.map((x) => acceptance(at.plane, x, y)),
      low: bands.map(({ low }) => low),
      high: bands.map(({ high }) => high),
    };
  }, [at, y, halfWidth]);
  const words = texts.perplexity;
  const legend = own.scored !== null && explained && (
    <Legend
      items={[
        { label: words.plane, color: "var(--alpha)" },
        { label: words.ours, color: "var(--ink)", kind: "dot" },
      ]}
    />
  );
  const alpha = (x: number) => formatFixed(acceptance(at.plane, x, y), 2);
  const [first, second] = compared;
  const knownAt = (x: number) => {
    const { low, high } = acceptanceBand(at.plane, x, y, halfWidth);
    return { alpha: acceptance(at.plane, x, y), low, high };
  };
  const dot = (x: number) => ({
    x,
    y: acceptance(at.plane, x, y),
    color: "var(--alpha)",
    radius: 9,
    label: alpha(x),
    side: "above" as const,
  });
  return (
    <Figure
      name="lecture-perplexity"
      title={words.title(formatCount(scenario.M))}
      summary={
        revealed
          ? words.answer(alpha(first), alpha(second))
          : words.summary(formatNumber(y), alpha(first))
      }
      x={{ kind: "linear", domain: [0, widest], label: words.x, format: (v) => formatNumber(v) }}
      y={{ kind: "linear", domain: [0, 1], label: words.y, format: (v) => formatNumber(v) }}
      describe={(x) => [
        { label: words.perplexity, text: formatNumber(x), color: "var(--draft)" },
        ...(revealed && x >= y
          ? [{ label: words.acceptance, text: alpha(x), color: "var(--alpha)" }]
          : []),
      ]}
      table={() => ({
        columns: [
          { key: "x", label: words.x },
          { key: "alpha", label: words.y },
          { key: "low", label: words.low },
          { key: "high", label: words.high },
        ],
        rows: revealed
          ? Array.from(curve.xs, (x, i) => [
              x,
              curve.ys[i] ?? Number.NaN,
              curve.low[i] ?? Number.NaN,
              curve.high[i] ?? Number.NaN,
            ])
          : [[first, ...Object.values(knownAt(first))]],
      })}
      legend={legend}
      controls={
        <>
          <TargetSlider />
          {explained && <DraftSlider />}
          {explained && <OwnModels own={own} />}
        </>
      }
    >
      {(s) => (
        <>
          {revealed && (
            <>
              <Band s={s} xs={curve.xs} low={curve.low} high={curve.high} color="var(--alpha)" />
              <Line s={s} xs={curve.xs} ys={curve.ys} color="var(--alpha)" weight={bold} />
            </>
          )}
          <Dots
            s={s}
            dots={[
              dot(first),
              ...(revealed ? [dot(second)] : []),
              ...(explained && own.scored !== null
                ? own.scored.map(({ params, perplexity, alpha, distilledFrom }) => ({
                    x: perplexity,
                    y: alpha,
                    radius: 8,
                    label: distilledFrom === null ? formatCount(params) : words.distilled,
                  }))
                : []),
              ...(explained
                ? [
                    {
                      x: point.draftPerplexity,
                      y: point.alpha,
                      color: "var(--draft)",
                      radius: 9,
                      label: words.draft(formatCount(resolved.N)),
                      side: "below" as const,
                    },
                  ]
                : []),
            ]}
          />
        </>
      )}
    </Figure>
  );
}

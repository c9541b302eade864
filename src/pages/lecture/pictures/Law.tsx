import { useMemo } from "react";
import { Band } from "../../../charts/Band.tsx";
import { Dots } from "../../../charts/Dot.tsx";
import { Label } from "../../../charts/Label.tsx";
import { Legend } from "../../../charts/Legend.tsx";
import { Line } from "../../../charts/Line.tsx";
import { Rules } from "../../../charts/Rule.tsx";
import { logGrid } from "../../../curves/grid.ts";
import { prepareModel } from "../../../curves/resolve.ts";
import { type Model, modelOf } from "../../../scenario/scenario.ts";
import { optimalDraft } from "../../../sdsl/optimum.ts";
import { headlineLaw, publishedOptima } from "../../../sdsl/published.ts";
import { lawDraft, lawDraftBand } from "../../../sdsl/uncertainty.ts";
import { formatCount, formatShare } from "../../../ui/format.ts";
import { roundCount } from "../../shared/round.ts";
import { TargetSlider } from "../controls.tsx";
import { useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { truths } from "../truths.ts";
import { bold, Figure, fine, useGuessRule } from "./Figure.tsx";

const slogan = 200;
const sizes: readonly [number, number] = [1e9, 1e13];
/** Each point of our own chain is a search for N*. */
const searched = 40;

/** How many times smaller the best draft is, over the target's size. */
export function Law() {
  const { scenario, revealed, explained } = useScene();
  const law = useMemo(() => {
    const xs = logGrid(...sizes, 161);
    const bands = Array.from(xs, (M) => lawDraftBand(M));
    return {
      xs,
      ratio: xs.map((M) => M / lawDraft(M)),
      low: Array.from(xs, (M, i) => M / (bands[i]?.high ?? 1)),
      high: Array.from(xs, (M, i) => M / (bands[i]?.low ?? 1)),
    };
  }, []);
  // the chain's curve is over M, so it does not hang on the M that is set
  const setting = JSON.stringify({ ...modelOf(scenario), M: 0, N: "auto", alpha: "auto" });
  const chain = useMemo(() => {
    const model: Model = JSON.parse(setting);
    const xs = logGrid(...sizes, searched);
    return { xs, ratio: xs.map((M) => M / optimalDraft(prepareModel({ ...model, M })).N) };
  }, [setting]);
  const guess = useGuessRule(formatCount);
  const words = texts.law;
  const here = truths.target_of_slogan.of();
  const limit = 1 / headlineLaw.mu.value;
  return (
    <Figure
      name="lecture-law"
      title={words.title}
      summary={revealed ? words.answer(formatCount(here), formatShare(limit)) : words.summary}
      x={{ kind: "log", domain: sizes, label: words.x, format: formatCount }}
      y={{
        kind: "linear",
        domain: [0, 400],
        label: words.y,
        format: (v) => (v === 0 ? "" : formatShare(v)),
      }}
      guessAt={roundCount}
      describe={(M) => [
        { label: words.target, text: formatCount(M), color: "var(--target)" },
        ...(revealed
          ? [
              { label: words.best, text: formatCount(lawDraft(M)), color: "var(--draft)" },
              { label: words.ratio, text: formatShare(M / lawDraft(M)) },
            ]
          : []),
      ]}
      table={() => ({
        columns: [
          { key: "M", label: words.x },
          ...(revealed
            ? [
                { key: "N", label: words.best },
                { key: "ratio", label: words.y },
              ]
            : []),
        ],
        rows: Array.from(law.xs, (M) => [M, ...(revealed ? [lawDraft(M), M / lawDraft(M)] : [])]),
      })}
      legend={
        <Legend
          items={[
            { label: words.slogan, color: "var(--ink-2)", kind: "dashed" },
            ...(revealed ? [{ label: words.line, color: "var(--draft)" }] : []),
            ...(explained
              ? [
                  { label: words.chain, color: "var(--ink-2)" },
                  { label: words.table, color: "var(--ink)", kind: "dot" as const },
                ]
              : []),
          ]}
        />
      }
      controls={explained && <TargetSlider />}
    >
      {(s) => (
        <>
          <Rules
            s={s}
            rules={[
              { y: slogan, color: "var(--ink-2)", weight: 3, dashed: true },
              ...(explained ? [] : guess),
              ...(revealed
                ? [{ x: here, label: formatCount(here), color: "var(--draft)", weight: 3 }]
                : []),
            ]}
          />
          {revealed && (
            <>
              <Band s={s} xs={law.xs} low={law.low} high={law.high} color="var(--draft)" />
              <Line s={s} xs={law.xs} ys={law.ratio} color="var(--draft)" weight={bold} />
              <Dots s={s} dots={[{ x: here, y: slogan, color: "var(--draft)", radius: 9 }]} />
            </>
          )}
          {explained && (
            <>
              <Line s={s} xs={chain.xs} ys={chain.ratio} color="var(--ink-2)" weight={fine} />
              <Dots
                s={s}
                dots={publishedOptima.map(({ M, N }) => ({ x: M, y: M / N, radius: 8 }))}
              />
              <Dots
                s={s}
                dots={[
                  {
                    x: scenario.M,
                    y: scenario.M / lawDraft(scenario.M),
                    color: "var(--target)",
                    radius: 9,
                  },
                ]}
              />
              <Label
                x={s.x(scenario.M) - 14}
                y={s.y(scenario.M / lawDraft(scenario.M)) - 10}
                anchor="end"
                color="var(--target)"
              >
                {formatShare(scenario.M / lawDraft(scenario.M))}
              </Label>
            </>
          )}
        </>
      )}
    </Figure>
  );
}

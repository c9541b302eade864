import { useMemo } from "react";
import { Band } from "../../../charts/Band.tsx";
import { Dots } from "../../../charts/Dot.tsx";
import { Label } from "../../../charts/Label.tsx";
import { Line } from "../../../charts/Line.tsx";
import { Rules } from "../../../charts/Rule.tsx";
import { draftFloor, mainCurve } from "../../../curves/main.ts";
import { formatCount, formatShare, formatTimes } from "../../../ui/format.ts";
import { roundCount } from "../../shared/round.ts";
import { chainOf } from "../chain.ts";
import { AcceptanceSlider, TargetSlider } from "../controls.tsx";
import { useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { ceiling } from "./ceiling.ts";
import { bold, Figure, useGuessRule } from "./Figure.tsx";

/** Before the answer the curve is shown up to this share of the best draft. */
const begun = 1 / 12;

/** Speedup over the draft's size, each draft at its own best lookahead. */
export function Size() {
  const { scenario, revealed } = useScene();
  const { resolved } = chainOf(scenario);
  const { optimum } = resolved;
  const curve = useMemo(() => mainCurve(resolved, "N", "speedup", 64), [resolved]);
  const shown = revealed ? curve.x.length : curve.x.findIndex((N) => N > optimum.N * begun);
  const xs = curve.x.subarray(0, Math.max(2, shown));
  const guess = useGuessRule(formatCount);
  const words = texts.size;
  const at = (N: number) => {
    const i = curve.x.findIndex((x) => x >= N);
    return i < 0 || i >= xs.length ? Number.NaN : (curve.y[i] ?? Number.NaN);
  };
  return (
    <Figure
      name="lecture-size"
      title={words.title(formatCount(scenario.M))}
      summary={
        revealed && !resolved.pays
          ? words.none
          : revealed
            ? words.answer(
                formatCount(optimum.N),
                formatTimes(optimum.speedup),
                formatShare(scenario.M / optimum.N),
              )
            : words.summary
      }
      x={{
        kind: "log",
        domain: [draftFloor(scenario.M) * 10, scenario.M],
        label: words.x,
        format: formatCount,
      }}
      y={{
        kind: "linear",
        domain: [0, ceiling(curve.high)],
        label: words.y,
        format: (v) => `${v}×`,
      }}
      guessAt={roundCount}
      describe={(N) => [
        { label: words.draft, text: formatCount(N), color: "var(--draft)" },
        { label: words.share, text: formatShare(scenario.M / N) },
        ...(Number.isNaN(at(N)) ? [] : [{ label: words.speedup, text: formatTimes(at(N)) }]),
      ]}
      table={() => ({
        columns: [
          { key: "N", label: words.x },
          { key: "speedup", label: words.y },
        ],
        rows: Array.from(xs, (N, i) => [N, curve.y[i] ?? Number.NaN]),
      })}
      controls={
        <>
          <TargetSlider />
          <AcceptanceSlider />
        </>
      }
    >
      {(s) => (
        <>
          {revealed && (
            <Band s={s} xs={xs} low={curve.low} high={curve.high} color="var(--ink-2)" />
          )}
          <Rules
            s={s}
            rules={[
              { y: 1, color: "var(--ink-3)", weight: 2 },
              ...guess,
              ...(revealed && resolved.pays
                ? [
                    {
                      x: optimum.N,
                      label: `N* = ${formatCount(optimum.N)}`,
                      color: "var(--draft)",
                      weight: 3,
                    },
                  ]
                : []),
            ]}
          />
          <Label x={10} y={s.y(1) + s.font * 1.25} color="var(--ink-2)">
            {words.alone}
          </Label>
          <Line
            s={s}
            xs={xs}
            ys={curve.y.subarray(0, xs.length)}
            color="var(--ink)"
            weight={bold}
          />
          {revealed && resolved.pays && (
            <Dots
              s={s}
              dots={[
                {
                  x: optimum.N,
                  y: optimum.speedup,
                  color: "var(--draft)",
                  radius: 9,
                  label: formatTimes(optimum.speedup),
                  side: "above",
                },
              ]}
            />
          )}
        </>
      )}
    </Figure>
  );
}

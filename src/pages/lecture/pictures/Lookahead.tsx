import { useMemo } from "react";
import { Dots } from "../../../charts/Dot.tsx";
import { Legend } from "../../../charts/Legend.tsx";
import { Line } from "../../../charts/Line.tsx";
import { Rules } from "../../../charts/Rule.tsx";
import { linearGrid } from "../../../curves/grid.ts";
import { iterationCost } from "../../../sdsl/cost.ts";
import { speedup } from "../../../sdsl/lookahead.ts";
import { expectedTokens } from "../../../sdsl/tokens.ts";
import { formatNumber, formatTimes } from "../../../ui/format.ts";
import { chainOf } from "../chain.ts";
import { AcceptanceSlider, DraftSlider } from "../controls.tsx";
import { useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { ceiling } from "./ceiling.ts";
import { bold, Figure, fine, useGuessRule } from "./Figure.tsx";

/** Tokens an iteration and what it costs, over the lookahead; their ratio is the speedup. */
export function Lookahead() {
  const { scenario, revealed } = useScene();
  const { resolved, point } = chainOf(scenario);
  const { alpha, c, gammaWhole, gammaOptimal } = point;
  const { verify } = resolved.at.pair;
  const last = Math.min(64, Math.max(12, Math.ceil((2.4 * gammaOptimal) / 4) * 4));
  const curves = useMemo(() => {
    const xs = linearGrid(0, last, 161);
    return {
      xs,
      tokens: xs.map((g) => expectedTokens(alpha, g)),
      cost: xs.map((g) => iterationCost(verify, c, g)),
      speedup: xs.map((g) => speedup(alpha, g, c, verify)),
    };
  }, [alpha, c, verify, last]);
  const best = speedup(alpha, gammaWhole, c, verify);
  const guess = useGuessRule((v) => formatNumber(v));
  const words = texts.lookahead;
  return (
    <Figure
      name="lecture-lookahead"
      title={words.title}
      summary={
        revealed
          ? words.answer(String(gammaWhole), formatTimes(best))
          : words.summary(formatNumber(1 / (1 - alpha)))
      }
      x={{ kind: "linear", domain: [0, last], label: words.x, format: (v) => formatNumber(v) }}
      y={{
        kind: "linear",
        domain: [0, ceiling([...curves.tokens, ...curves.cost])],
        label: words.y,
        format: (v) => formatNumber(v),
      }}
      guessAt={(x) => Math.round(x)}
      describe={(x) => {
        const g = Math.round(x);
        return [
          { label: words.lookahead, text: String(g), color: "var(--gamma)" },
          {
            label: words.tokens,
            text: formatNumber(expectedTokens(alpha, g)),
            color: "var(--alpha)",
          },
          {
            label: words.cost,
            text: formatNumber(iterationCost(verify, c, g)),
            color: "var(--draft)",
          },
          ...(revealed
            ? [{ label: words.speedup, text: formatTimes(speedup(alpha, g, c, verify)) }]
            : []),
        ];
      }}
      table={() => ({
        columns: [
          { key: "gamma", label: words.x },
          { key: "tokens", label: words.tokens },
          { key: "cost", label: words.cost, unit: "target passes" },
          ...(revealed ? [{ key: "speedup", label: words.speedup }] : []),
        ],
        rows: Array.from({ length: last + 1 }, (_, g) => [
          g,
          expectedTokens(alpha, g),
          iterationCost(verify, c, g),
          ...(revealed ? [speedup(alpha, g, c, verify)] : []),
        ]),
      })}
      legend={
        <Legend
          items={[
            { label: words.tokens, color: "var(--alpha)" },
            { label: words.cost, color: "var(--draft)" },
            ...(revealed ? [{ label: words.ratio, color: "var(--ink)" }] : []),
          ]}
        />
      }
      controls={
        <>
          <AcceptanceSlider />
          <DraftSlider />
        </>
      }
    >
      {(s) => (
        <>
          <Rules
            s={s}
            rules={[
              ...guess,
              ...(revealed
                ? [
                    {
                      x: gammaWhole,
                      label: words.best(String(gammaWhole)),
                      color: "var(--gamma)",
                      weight: 3,
                    },
                  ]
                : []),
            ]}
          />
          <Line
            s={s}
            xs={curves.xs}
            ys={curves.tokens}
            color="var(--alpha)"
            weight={revealed ? fine : bold}
          />
          <Line
            s={s}
            xs={curves.xs}
            ys={curves.cost}
            color="var(--draft)"
            weight={revealed ? fine : bold}
          />
          {revealed && (
            <>
              <Line s={s} xs={curves.xs} ys={curves.speedup} color="var(--ink)" weight={bold} />
              <Dots
                s={s}
                dots={[
                  { x: gammaWhole, y: best, label: formatTimes(best), radius: 9, side: "below" },
                ]}
              />
            </>
          )}
        </>
      )}
    </Figure>
  );
}

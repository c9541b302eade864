import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rule } from "../../charts/Rule.tsx";
import { deviationCurves, ratioCurves, sizeAtRatio } from "../../curves/evidence.ts";
import { mostReproduced, tableTokens } from "../../sdsl/evidence/paper.ts";
import { headlineLaw, publishedOptima } from "../../sdsl/published.ts";
import { formatCount, formatNumber, formatPercent, formatRatio } from "../../ui/format.ts";
import { ratio, training } from "./texts.tsx";

const deviations = deviationCurves();
const ratios = ratioCurves();
const most = { besiroglu: mostReproduced("besiroglu"), hoffmann: mostReproduced("hoffmann") };

/** The value of a curve at the x nearest to where the crosshair is. */
function at(xs: Float64Array, ys: Float64Array, x: number): number {
  let best = 0;
  for (const [i, each] of xs.entries())
    if (Math.abs(Math.log(each / x)) < Math.abs(Math.log((xs[best] ?? each) / x))) best = i;
  return ys[best] ?? Number.NaN;
}

const hoffmannColor = "var(--draft)";
const besirogluColor = "var(--ink-2)";
const lawColor = "var(--ink-3)";

/** How well the table is met over the training tokens assumed. */
export function TrainingChart() {
  const { D, deviation, reproduced } = deviations;
  const percent = (value: number) => formatPercent(value, 2);
  return (
    <Chart
      name="training-tokens"
      title={training.title}
      summary={training.summary(most.hoffmann, most.besiroglu)}
      showSummary
      x={{ kind: "log", domain: [1e10, 1e13], label: training.x, format: formatCount }}
      y={{ kind: "linear", domain: [0, 0.28], label: training.y, format: percent }}
      home={tableTokens.hoffmann}
      describe={(x) => [
        { label: training.tokens, text: formatCount(x) },
        {
          label: training.hoffmann,
          text: training.met(at(D, deviation.hoffmann, x), at(D, reproduced.hoffmann, x)),
          color: hoffmannColor,
        },
        {
          label: training.besiroglu,
          text: training.met(at(D, deviation.besiroglu, x), at(D, reproduced.besiroglu, x)),
          color: besirogluColor,
        },
      ]}
      table={{
        columns: [
          { key: "D", label: training.x },
          { key: "hoffmann", label: training.hoffmann },
          { key: "hoffmann_reproduced", label: training.ofFour(training.hoffmann) },
          { key: "besiroglu", label: training.besiroglu },
          { key: "besiroglu_reproduced", label: training.ofFour(training.besiroglu) },
        ],
        rows: [...D].map((tokens, i) => [
          tokens,
          deviation.hoffmann[i] ?? Number.NaN,
          reproduced.hoffmann[i] ?? Number.NaN,
          deviation.besiroglu[i] ?? Number.NaN,
          reproduced.besiroglu[i] ?? Number.NaN,
        ]),
      }}
      legend={
        <Legend
          items={[
            { label: training.hoffmann, color: hoffmannColor },
            { label: training.besiroglu, color: besirogluColor, kind: "dashed" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Rule s={s} x={tableTokens.hoffmann} label={training.usual} />
          <Line s={s} xs={D} ys={deviation.besiroglu} color={besirogluColor} dashed />
          <Line s={s} xs={D} ys={deviation.hoffmann} color={hoffmannColor} />
          <Dots
            s={s}
            dots={(["besiroglu", "hoffmann"] as const).map((name) => ({
              x: tableTokens[name],
              y: at(D, deviation[name], tableTokens[name]),
              color: name === "besiroglu" ? besirogluColor : hoffmannColor,
            }))}
          />
        </>
      )}
    </Chart>
  );
}

/** Target over best draft: the chain, the law, and the slogan. */
export function RatioChart() {
  const { M, chain, law } = ratios;
  const crossing = (values: Float64Array) => sizeAtRatio(M, values, 200);
  return (
    <Chart
      name="draft-ratio"
      title={ratio.title}
      summary={ratio.summary(crossing(chain.hoffmann), crossing(law), 1 / headlineLaw.mu.value)}
      showSummary
      x={{ kind: "log", domain: [1e9, 2e12], label: ratio.x, format: formatCount }}
      y={{
        kind: "log",
        domain: [10, 1000],
        label: ratio.y,
        format: (value) => formatNumber(value),
      }}
      home={70e9}
      describe={(x) => [
        { label: ratio.size, text: formatCount(x), color: "var(--target)" },
        { label: ratio.chain, text: formatRatio(at(M, chain.hoffmann, x)), color: hoffmannColor },
        { label: ratio.besiroglu, text: formatRatio(at(M, chain.besiroglu, x)) },
        { label: ratio.law, text: formatRatio(at(M, law, x)), color: lawColor },
      ]}
      table={{
        columns: [
          { key: "M", label: ratio.x },
          { key: "hoffmann", label: ratio.chain },
          { key: "besiroglu", label: ratio.besiroglu },
          { key: "law", label: ratio.law },
        ],
        rows: [...M].map((size, i) => [
          size,
          chain.hoffmann[i] ?? Number.NaN,
          chain.besiroglu[i] ?? Number.NaN,
          law[i] ?? Number.NaN,
        ]),
      }}
      legend={
        <Legend
          items={[
            { label: ratio.chain, color: hoffmannColor },
            { label: ratio.besiroglu, color: besirogluColor },
            { label: ratio.law, color: lawColor, kind: "dashed" },
            { label: ratio.published, color: "var(--ink)", kind: "ring" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Rule s={s} y={200} label={ratio.slogan} />
          <Line s={s} xs={M} ys={law} color={lawColor} dashed />
          <Line s={s} xs={M} ys={chain.besiroglu} color={besirogluColor} weight={1} />
          <Line s={s} xs={M} ys={chain.hoffmann} color={hoffmannColor} />
          <Dots
            s={s}
            dots={publishedOptima.map(({ M: size, N }) => ({
              x: size,
              y: size / N,
              color: "var(--ink)",
              hollow: true,
            }))}
          />
        </>
      )}
    </Chart>
  );
}

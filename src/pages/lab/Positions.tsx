import { Columns } from "../../charts/Bars.tsx";
import { Chart } from "../../charts/Chart.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Rule } from "../../charts/Rule.tsx";
import type { RunResult } from "../../measure/protocol.ts";
import { formatFixed, formatNumber } from "../../ui/format.ts";
import { columns, marks, positions } from "./chart-texts.ts";

/** Acceptance by position in the lookahead, beside the constant that the law assumes. */
export function Positions({ result }: { result: RunResult }) {
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
      title={positions.title}
      summary={positions.summary(result.alpha, drift)}
      showSummary
      x={{
        kind: "linear",
        domain: [0.4, Math.max(heights.length, 1) + 0.6],
        label: positions.x,
        format: (v) => formatNumber(v),
        ticks: heights.map(({ x }) => x),
      }}
      y={{
        kind: "linear",
        domain: [0, 1],
        label: positions.y,
        format: (v) => formatNumber(v, 2),
      }}
      height={320}
      describe={(value) => {
        const i = Math.min(heights.length, Math.max(1, Math.round(value))) - 1;
        const position = result.byPosition[i];
        return [
          { label: positions.position, text: String(i + 1) },
          {
            label: positions.accepted,
            text: formatFixed(position?.rate ?? Number.NaN, 3),
            color: "var(--alpha)",
          },
          { label: positions.judged, text: String(position?.count ?? 0) },
        ];
      }}
      table={() => ({
        columns: [columns.position, columns.rate, columns.judged],
        rows: result.byPosition.map(({ rate, count }, i) => [i + 1, rate, count]),
      })}
      legend={
        <Legend
          items={[
            { label: marks.measured, color: "var(--alpha)", kind: "dot" },
            { label: positions.alpha, color: "var(--ink-2)", kind: "dashed" },
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

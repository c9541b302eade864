import { useMemo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { type DotSpec, Dots } from "../../charts/Dot.tsx";
import { Legend, type LegendItem } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import type { Result } from "../../scenario/result.ts";
import { formatPercent, formatTimes } from "../../ui/format.ts";
import { axisEnd, boardTable, isFound, nearest, type Row, type Summary } from "./summary.ts";
import { texts } from "./texts.ts";

const colors: Record<Result["backend"], string> = {
  webgpu: "var(--gamma)",
  wasm: "var(--target)",
  cpu: "var(--draft)",
};

interface Props {
  readonly rows: readonly Row[];
  readonly summary: Summary;
  /** Words of a device's name: its results bear it. */
  readonly find: string;
}

/** Everybody's measured speedup over the predicted: on the diagonal the prediction is right. */
export function BoardChart({ rows, summary, find }: Props) {
  const highest = useMemo(() => axisEnd(rows), [rows]);
  const beyond = rows.filter(({ result }) => result.speedup > highest).length;
  const engines = (Object.keys(colors) as Result["backend"][]).filter((name) =>
    rows.some(({ result }) => result.backend === name),
  );
  return (
    <Chart
      name="board"
      title={texts.chart}
      level={2}
      summary={`${summary.count} ${summary.count === 1 ? "result" : "results"}. The device's timings are off by ${formatPercent(summary.errorCalibrated, 2)} at the median, the law by ${formatPercent(summary.errorSdsl, 2)}. ${texts.onDiagonal}${beyond > 0 ? ` ${texts.beyond(beyond)}` : ""}`}
      showSummary
      x={{ kind: "linear", domain: [0, highest], label: "Predicted speedup", format: formatTimes }}
      y={{ kind: "linear", domain: [0, highest], label: "Measured speedup", format: formatTimes }}
      height={460}
      plane
      describe={(predicted, measured) => {
        const near = nearest(rows, predicted, measured);
        return [
          { label: "device", text: shortened(near.result.device) },
          { label: "engine", text: texts.engines[near.result.backend] },
          { label: "lookahead", text: String(near.result.gamma), color: "var(--gamma)" },
          { label: "device's timings", text: formatTimes(near.calibrated) },
          { label: "the law", text: formatTimes(near.sdsl) },
          { label: "measured", text: formatTimes(near.result.speedup) },
        ];
      }}
      table={() => boardTable(rows)}
      legend={
        <Legend
          items={[
            ...engines.map(
              (name): LegendItem => ({
                label: texts.engines[name],
                color: colors[name],
                kind: "dot",
              }),
            ),
            { label: texts.law, color: "var(--ink-2)", kind: "ring" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Line s={s} xs={[0, highest]} ys={[0, highest]} color="var(--ink-3)" weight={1} />
          <Dots s={s} dots={dotsOf(rows, highest, find)} />
        </>
      )}
    </Chart>
  );
}

const shortened = (name: string) => (name.length > 22 ? `${name.slice(0, 21)}…` : name);

/** The law's rings under the timings' dots; what would lie exactly over another is drawn once. */
function dotsOf(rows: readonly Row[], highest: number, find: string): readonly DotSpec[] {
  const inside = (value: number) => Math.min(highest, value);
  const law = rows.map(
    ({ sdsl, result }): DotSpec => ({
      x: inside(sdsl),
      y: inside(result.speedup),
      color: colors[result.backend],
      hollow: true,
      radius: 3.5,
    }),
  );
  const timings = rows.map((row): DotSpec => {
    const { calibrated, result } = row;
    const found = isFound(row, find);
    const name = found ? shortened(result.device) : undefined;
    const label = result.speedup > highest ? texts.above(formatTimes(result.speedup)) : name;
    return {
      x: inside(calibrated),
      y: inside(result.speedup),
      color: colors[result.backend],
      radius: found ? 8 : 5,
      ...(label === undefined ? {} : { label }),
    };
  });
  const all = [...law, ...timings];
  return [...new Map(all.map((dot) => [`${dot.x} ${dot.y} ${dot.color}`, dot])).values()];
}

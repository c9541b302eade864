import { useCallback } from "react";
import { Chart, MovingChart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Heatmap } from "../../charts/Heatmap.tsx";
import { HeatmapLegend } from "../../charts/HeatmapLegend.tsx";
import type { Live } from "../../charts/live.ts";
import type { Answer, SpeedupMap } from "../../curves/answer.ts";
import type { ScenarioState } from "../../scenario/store.ts";
import { useScenario } from "../../scenario/use.ts";
import { formatCount, formatLookahead, formatSpeedup } from "../../ui/format.ts";
import { roundCount } from "../shared/round.ts";
import { quantities, xAxis } from "./axes.ts";
import { mapCaption } from "./captions.ts";
import { crosshairs } from "./hover.ts";
import { charts, columns, quantityNames } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** Speedup over draft size and lookahead together: the two that a user chooses. */
export function MapChart({ of }: { of: Live<Answered<Answer>> }) {
  const change = useScenario((state) => state.change);
  const chart = useCallback((answered: Answered<Answer>) => mapChart(answered, change), [change]);
  return <MovingChart of={of} chart={chart} />;
}

function mapChart({ answer, scenario }: Answered<Answer>, change: ScenarioState["change"]) {
  const { map, headline } = answer;
  const most = map.gamma.at(-1) ?? 1;
  const thresholds = map.areas.map(({ value }) => value);
  return (
    <Chart
      name="map"
      title={charts.map.title}
      level={scenario.embed ? 2 : 3}
      summary={mapCaption(answer, scenario)}
      showSummary
      x={xAxis("N", map.N)}
      y={{
        kind: "linear",
        domain: [0, most],
        label: quantities.gamma.label,
        format: formatLookahead,
      }}
      height={320}
      plane
      crosshair={crosshairs.N}
      onDrag={(point, phase) =>
        change({ N: roundCount(point.x), gamma: Math.round(point.y) }, phase === "end")
      }
      dragHint={charts.map.drag}
      home={headline.N}
      describe={(N, gamma = headline.gamma) => [
        { label: quantityNames.N.name, text: formatCount(N), color: "var(--draft)" },
        {
          label: quantityNames.gamma.name,
          text: formatLookahead(Math.round(gamma)),
          color: "var(--gamma)",
        },
        {
          label: quantityNames.speedup.name,
          text: formatSpeedup(mapValue(map, N, Math.round(gamma))),
        },
      ]}
      table={() => ({
        columns: [columns.N, columns.gamma, columns.speedup],
        rows: Array.from(map.values, (value, i) => [
          map.N[i % map.N.length] ?? 0,
          map.gamma[Math.floor(i / map.N.length)] ?? 0,
          value,
        ]),
      })}
      legend={
        <HeatmapLegend label={charts.map.legend} thresholds={thresholds} format={formatSpeedup} />
      }
    >
      {(s) => (
        <>
          <Heatmap s={s} xs={map.N} ys={map.gamma} areas={map.areas} isoline={1} />
          {headline.gamma <= most && (
            <Dots
              s={s}
              dots={[
                {
                  x: headline.N,
                  y: headline.gamma,
                  color: "var(--draft)",
                  radius: 6,
                  label: formatSpeedup(headline.readouts.speedup),
                },
              ]}
            />
          )}
        </>
      )}
    </Chart>
  );
}

/** Bilinear in log N and gamma. */
function mapValue({ N, gamma, values }: SpeedupMap, size: number, tokens: number): number {
  const column = place(
    Math.log(size),
    Math.log(N[0] ?? 1),
    Math.log(N[N.length - 1] ?? 1),
    N.length,
  );
  const row = place(tokens, gamma[0] ?? 0, gamma[gamma.length - 1] ?? 1, gamma.length);
  const value = (i: number, j: number) => values[j * N.length + i] ?? 0;
  const along = (j: number) =>
    value(column.index, j) * (1 - column.share) + value(column.index + 1, j) * column.share;
  return along(row.index) * (1 - row.share) + along(row.index + 1) * row.share;
}

function place(value: number, from: number, to: number, count: number) {
  const at = Math.min(count - 1.000001, Math.max(0, ((value - from) / (to - from)) * (count - 1)));
  const index = Math.floor(at);
  return { index, share: at - index };
}

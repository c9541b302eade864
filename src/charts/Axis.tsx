import { memo } from "react";
import { textWidth } from "./text.ts";
import type { Tick } from "./ticks.ts";

type GridProps = { x: readonly Tick[]; y: readonly Tick[]; width: number; height: number };

/** The grid's lines, at labelled ticks. */
export const Grid = memo(function Grid({ x, y, width, height }: GridProps) {
  return (
    <g className="chart-grid">
      {y.map((t) => t.text && <line key={t.value} x2={width} y1={t.at} y2={t.at} />)}
      {x.map((t) => t.text && <line key={t.value} y2={height} x1={t.at} x2={t.at} />)}
    </g>
  );
});

type BottomProps = {
  ticks: readonly Tick[];
  width: number;
  height: number;
  font: number;
  label: string;
};

/** The horizontal axis under the plot, its label at the right end below the ticks. */
export const AxisBottom = memo(function AxisBottom(props: BottomProps) {
  const { ticks, width, height, font, label } = props;
  return (
    <g className="chart-axis" transform={`translate(0,${height})`}>
      <line className="chart-baseline" x2={width} />
      {ticks.map((t) => (
        <line key={t.value} className="chart-tick" x1={t.at} x2={t.at} y2={t.major ? 5 : 3} />
      ))}
      {ticks.map((t) => {
        if (!t.text) return null;
        // a label at the very end is pulled inwards rather than cut off
        const x = Math.min(t.at, width + font - textWidth(t.text, font) / 2);
        return (
          <text key={t.value} x={x} y={5 + font * 1.15} textAnchor="middle">
            {t.text}
          </text>
        );
      })}
      <text className="chart-axis-label" x={width} y={5 + font * 2.6} textAnchor="end">
        {label}
      </text>
    </g>
  );
});

type LeftProps = { ticks: readonly Tick[]; font: number; label: string; margin: number };

/** The vertical axis: figures left of the plot, its label level and above them. */
export const AxisLeft = memo(function AxisLeft({ ticks, font, label, margin }: LeftProps) {
  return (
    <g className="chart-axis">
      {ticks.map(
        (t) =>
          t.text && (
            <text key={t.value} x={-8} y={t.at + font * 0.35} textAnchor="end">
              {t.text}
            </text>
          ),
      )}
      <text className="chart-axis-label" x={-margin} y={-font * 1.3}>
        {label}
      </text>
    </g>
  );
});

import { memo, type ReactNode } from "react";
import { AxisBottom, AxisLeft, Grid } from "./Axis.tsx";
import type { Layout } from "./layout.ts";
import type { Plot } from "./scales.ts";

type Props = {
  layout: Layout;
  xLabel: string;
  yLabel: string;
  /** The crosshair in px of the plot; NaN where there is none. */
  at: number;
  atY: number;
  marks: (s: Plot) => ReactNode;
};

/** The inside of a chart's drawing: grid, marks, axes, crosshair. */
export function Stage({ layout, xLabel, yLabel, at, atY, marks }: Props) {
  const { s, xTicks, yTicks, left, top } = layout;
  const { width, height } = s;
  const clip = `clip-${s.id}`;
  return (
    <>
      <clipPath id={clip}>
        {/* a point at the edge is drawn whole */}
        <rect x={-6} y={-6} width={width + 12} height={height + 12} />
      </clipPath>
      <g transform={`translate(${left},${top})`}>
        <Grid x={xTicks} y={yTicks} width={width} height={height} />
        <g clipPath={`url(#${clip})`}>
          <Marks s={s} marks={marks} />
        </g>
        <AxisLeft ticks={yTicks} font={s.font} label={yLabel} margin={left} />
        <AxisBottom ticks={xTicks} width={width} height={height} font={s.font} label={xLabel} />
        <g className="chart-crosshair" data-transient="">
          {Number.isFinite(at) && <line x1={at} x2={at} y2={height} />}
          {Number.isFinite(atY) && <line x2={width} y1={atY} y2={atY} />}
        </g>
      </g>
    </>
  );
}

/** Left as they are while only the crosshair moves. */
const Marks = memo(function Marks({ s, marks }: { s: Plot; marks: (s: Plot) => ReactNode }) {
  return marks(s);
});

import { type ReactNode, useId } from "react";
import { AxisBottom, AxisLeft, Grid } from "./Axis.tsx";
import type { Layout } from "./usePlot.ts";
import type { Size } from "./useSize.ts";

type Props = {
  layout: Layout;
  size: Size;
  xLabel: string;
  yLabel: string;
  /** The crosshair in px of the plot; NaN where there is none. */
  at: number;
  atY: number;
  children: ReactNode;
};

/** The drawing of a chart: grid, marks, axes, crosshair. */
export function Stage({ layout, size, xLabel, yLabel, at, atY, children }: Props) {
  const { s, xTicks, yTicks, left, top } = layout;
  const { width, height } = s;
  const clip = `clip-${useId().replace(/[^\w-]/g, "")}`;
  return (
    <svg
      className="chart-svg"
      data-plot=""
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-hidden="true"
    >
      <clipPath id={clip}>
        {/* a point at the edge is drawn whole */}
        <rect x={-6} y={-6} width={width + 12} height={height + 12} />
      </clipPath>
      <g transform={`translate(${left},${top})`}>
        <Grid x={xTicks} y={yTicks} width={width} height={height} />
        <g clipPath={`url(#${clip})`}>{children}</g>
        <AxisLeft ticks={yTicks} font={s.font} label={yLabel} margin={left} />
        <AxisBottom ticks={xTicks} width={width} height={height} font={s.font} label={xLabel} />
        <g className="chart-crosshair" data-transient="">
          {Number.isFinite(at) && <line x1={at} x2={at} y2={height} />}
          {Number.isFinite(atY) && <line x2={width} y1={atY} y2={atY} />}
        </g>
      </g>
    </svg>
  );
}

import { memo } from "react";
import { type Area, contourPath, type Grid, placeGrid } from "./contour.ts";
import { shade } from "./palette.ts";
import type { Plot } from "./scales.ts";

type Props = {
  s: Plot;
  xs: Grid["xs"];
  ys: Grid["ys"];
  /** The areas where the values reach each threshold, ascending. */
  areas: readonly Area[];
  /** The threshold to draw a line along. */
  isoline?: number;
};

/** Values over two axes as filled contours in a sequential palette. */
export const Heatmap = memo(function Heatmap({ s, xs, ys, areas, isoline }: Props) {
  const place = placeGrid({ xs, ys }, s.x, s.y);
  const [x0, x1] = [s.x(xs[0]), s.x(xs[xs.length - 1])];
  const [y0, y1] = [s.y(ys[0]), s.y(ys[ys.length - 1])];
  const line = areas.find(({ value }) => value === isoline);
  return (
    <g>
      <rect
        x={Math.min(x0, x1) || 0}
        y={Math.min(y0, y1) || 0}
        width={Math.abs(x1 - x0) || 0}
        height={Math.abs(y1 - y0) || 0}
        style={{ fill: shade(0, areas.length) }}
      />
      {areas.map((area, i) => (
        <path
          key={area.value}
          d={contourPath(area, place)}
          style={{ fill: shade(i + 1, areas.length) }}
        />
      ))}
      {line && <path className="chart-isoline" d={contourPath(line, place, true)} fill="none" />}
    </g>
  );
});

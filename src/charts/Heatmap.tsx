import { memo, useMemo } from "react";
import { contourAreas, contourPath, type Grid, placeGrid } from "./contour.ts";
import { shade } from "./palette.ts";
import type { Plot } from "./scales.ts";

type Props = {
  s: Plot;
  xs: Grid["xs"];
  ys: Grid["ys"];
  /** Row-major: `values[j * xs.length + i]` lies at (xs[i], ys[j]). A new array when they change. */
  values: Grid["values"];
  /** Ascending; each is the lower end of a shade. */
  thresholds: readonly number[];
  /** One value to draw a line along. */
  isoline?: number;
};

/** Values over two axes as filled contours in a sequential palette. */
export const Heatmap = memo(function Heatmap(props: Props) {
  const { s, xs, ys, values, thresholds, isoline } = props;
  const grid = useMemo(() => ({ xs, ys, values }), [xs, ys, values]);
  const areas = useMemo(() => contourAreas(grid, thresholds), [grid, thresholds]);
  const lines = useMemo(
    () => (isoline === undefined ? [] : contourAreas(grid, [isoline])),
    [grid, isoline],
  );
  const place = placeGrid(grid, s.x, s.y);
  const [x0, x1] = [s.x(xs[0]), s.x(xs[xs.length - 1])];
  const [y0, y1] = [s.y(ys[0]), s.y(ys[ys.length - 1])];
  return (
    <g>
      <rect
        x={Math.min(x0, x1) || 0}
        y={Math.min(y0, y1) || 0}
        width={Math.abs(x1 - x0) || 0}
        height={Math.abs(y1 - y0) || 0}
        style={{ fill: shade(0, thresholds.length) }}
      />
      {areas.map((area, i) => (
        <path
          key={area.value}
          d={contourPath(area, place)}
          style={{ fill: shade(i + 1, thresholds.length) }}
        />
      ))}
      {lines.map((area) => (
        <path
          key={area.value}
          className="chart-isoline"
          d={contourPath(area, place, true)}
          fill="none"
        />
      ))}
    </g>
  );
});

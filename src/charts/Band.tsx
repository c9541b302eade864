import { memo } from "react";
import { bandPath } from "./path.ts";
import type { Plot } from "./scales.ts";

type Props = {
  s: Plot;
  xs: ArrayLike<number>;
  low: ArrayLike<number>;
  high: ArrayLike<number>;
  color?: string;
  opacity?: number;
  className?: string;
};

/** The area between two lines over the same xs: an interval, a residual. */
export const Band = memo(function Band(props: Props) {
  const { s, xs, low, high, color = "var(--ink)", opacity = 0.14, className } = props;
  return (
    <path
      className={className}
      d={bandPath(s.x, s.y, xs, low, high)}
      style={{ fill: color }}
      fillOpacity={opacity}
    />
  );
});

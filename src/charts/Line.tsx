import { memo } from "react";
import { linePath } from "./path.ts";
import type { Plot } from "./scales.ts";

type Props = {
  s: Plot;
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  /** A CSS colour: "var(--draft)". */
  color?: string;
  /** Stroke width in px. */
  weight?: number;
  dashed?: boolean;
  opacity?: number;
  className?: string;
};

/** A line through points given in data units. */
export const Line = memo(function Line(props: Props) {
  const { s, xs, ys, color = "var(--ink)", weight = 2, dashed, opacity, className } = props;
  return (
    <path
      className={className}
      d={linePath(s.x, s.y, xs, ys)}
      fill="none"
      style={{ stroke: color }}
      strokeWidth={weight}
      strokeDasharray={dashed ? "5 4" : undefined}
      strokeLinejoin="round"
      strokeLinecap="round"
      opacity={opacity}
    />
  );
});

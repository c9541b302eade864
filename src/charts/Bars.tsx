import { memo } from "react";
import type { Plot } from "./scales.ts";

export type BarSpec = {
  key: string;
  /** Ends in data units of x. */
  x0: number;
  x1: number;
  /** The bar fills row .. row + 1 of y, less a gap. */
  row: number;
  color: string;
  opacity?: number;
};

type Props = { s: Plot; bars: readonly BarSpec[] };

const GAP = 0.14;

/** Horizontal bars in rows: a timeline. Bars outside the plot are not drawn. */
export const Bars = memo(function Bars({ s, bars }: Props) {
  const [from, to] = s.x.domain();
  return bars.map((bar) => {
    if (bar.x1 < from || bar.x0 > to) return null;
    const x = s.x(Math.max(from, bar.x0));
    const top = s.y(bar.row + 1 - GAP);
    return (
      <rect
        key={bar.key}
        x={x}
        y={top}
        width={Math.max(0.75, s.x(Math.min(to, bar.x1)) - x)}
        height={Math.max(0, s.y(bar.row + GAP) - top)}
        rx={1}
        style={{ fill: bar.color, opacity: bar.opacity }}
      />
    );
  });
});

type ColumnProps = {
  s: Plot;
  /** Height in data units at each whole x. */
  heights: readonly { x: number; y: number; low?: number; high?: number }[];
  color: string;
  /** Width in data units of x. */
  width?: number;
};

/** Upright bars from zero, with optional error bars. */
export function Columns({ s, heights, color, width = 0.7 }: ColumnProps) {
  return heights.map(({ x, y, low, high }) => {
    const left = s.x(x - width / 2);
    const middle = s.x(x);
    return (
      <g key={x}>
        <rect
          x={left}
          y={s.y(y)}
          width={Math.max(0, s.x(x + width / 2) - left)}
          height={Math.max(0, s.y(0) - s.y(y))}
          style={{ fill: color }}
          opacity={0.75}
        />
        {low !== undefined && high !== undefined && (
          <path d={`M${middle},${s.y(low)}V${s.y(high)}`} style={{ stroke: "var(--ink)" }} />
        )}
      </g>
    );
  });
}

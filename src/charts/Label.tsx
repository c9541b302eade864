import type { ReactNode } from "react";

type Props = {
  /** In px of the plot; y is the baseline. */
  x: number;
  y: number;
  anchor?: "start" | "middle" | "end";
  color?: string;
  weight?: number;
  italic?: boolean;
  children: ReactNode;
};

/** Text in the plot, with a halo of paper so that lines may pass under it. */
export function Label({ x, y, anchor = "start", color, weight, italic, children }: Props) {
  return (
    <text
      className="chart-label"
      x={x}
      y={y}
      textAnchor={anchor}
      style={{ fill: color, fontWeight: weight, fontStyle: italic ? "italic" : undefined }}
    >
      {children}
    </text>
  );
}

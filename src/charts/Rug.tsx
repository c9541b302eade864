import type { Plot } from "./scales.ts";

/** Short marks on the left edge, where only the y of a point is known. Data units. */
export function Rug({
  s,
  ys,
  color = "var(--ink-3)",
}: {
  s: Plot;
  ys: readonly number[];
  color?: string;
}) {
  return (
    <path
      d={ys
        .map((y) => s.y(y))
        .filter((y) => Number.isFinite(y) && y >= 0 && y <= s.height)
        .map((y) => `M0,${y}h8`)
        .join("")}
      fill="none"
      style={{ stroke: color }}
      strokeWidth={1.5}
    />
  );
}

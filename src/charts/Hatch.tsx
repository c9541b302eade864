import { Label } from "./Label.tsx";
import { inRegion } from "./place.ts";
import type { Plot } from "./scales.ts";

export type HatchSpec = {
  /** The region's ends in data units; null runs to the plot's edge. */
  x0?: number | null;
  x1?: number | null;
  /** What the hatching means. */
  label?: string;
  color?: string;
};

/** The region's ends in px of the plot. */
export function hatched(s: Plot, { x0 = null, x1 = null }: HatchSpec): [number, number] {
  const place = (v: number | null, edge: number) => {
    const px = v === null ? edge : s.x(v);
    return Number.isFinite(px) ? Math.min(s.width, Math.max(0, px)) : edge;
  };
  const [a, b] = [place(x0, 0), place(x1, s.width)];
  return [Math.min(a, b), Math.max(a, b)];
}

/** A hatched region between two xs, where what is drawn must be read with care. */
export function Hatch({ s, ...spec }: { s: Plot } & HatchSpec) {
  const { label, color = "var(--ink-3)" } = spec;
  const id = `hatch-${s.id}-${spec.x0 == null ? "to" : "from"}-${(label ?? "").replace(/\W+/g, "-")}`;
  const [left, right] = hatched(s, spec);
  const width = right - left;
  if (width < 1) return null;
  const [place] = label === undefined ? [] : inRegion(label, left, right, s.height, s.font);
  return (
    <g>
      <defs>
        <pattern
          id={id}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="6" style={{ stroke: color }} strokeWidth="1" />
        </pattern>
      </defs>
      <rect
        x={left}
        y={0}
        width={width}
        height={s.height}
        fill={`url(#${id})`}
        fillOpacity={0.45}
      />
      {place && (
        <Label {...place} color="var(--ink-2)">
          {label}
        </Label>
      )}
    </g>
  );
}

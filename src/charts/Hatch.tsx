import { useId } from "react";
import { Label } from "./Label.tsx";
import type { Plot } from "./scales.ts";
import { textWidth } from "./text.ts";

type Props = {
  s: Plot;
  /** The region's ends in data units; null runs to the plot's edge. */
  x0?: number | null;
  x1?: number | null;
  /** What the hatching means. */
  label?: string;
  color?: string;
};

/** A hatched region between two xs, where what is drawn must be read with care. */
export function Hatch({ s, x0 = null, x1 = null, label, color = "var(--ink-3)" }: Props) {
  const id = `hatch-${useId().replace(/[^\w-]/g, "")}`;
  const place = (v: number | null, edge: number) => {
    const px = v === null ? edge : s.x(v);
    return Number.isFinite(px) ? Math.min(s.width, Math.max(0, px)) : edge;
  };
  const a = place(x0, 0);
  const b = place(x1, s.width);
  const left = Math.min(a, b);
  const width = Math.abs(b - a);
  if (width < 1) return null;
  const fits = label !== undefined && textWidth(label, s.font) < width - s.font;
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
      {fits && (
        <Label
          x={left + width / 2}
          y={s.height - s.font * 0.7}
          anchor="middle"
          color="var(--ink-2)"
        >
          {label}
        </Label>
      )}
    </g>
  );
}

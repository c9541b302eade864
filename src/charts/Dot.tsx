import { defined } from "./defined.ts";
import { Label } from "./Label.tsx";
import { type Placed, placePointLabels } from "./place.ts";
import type { Plot } from "./scales.ts";

export type DotSpec = {
  /** In data units. */
  x: number;
  y: number;
  label?: string;
  /** Where its line is not: under a rising line, above a level or falling one. */
  side?: "above" | "below";
  /** The ends of a vertical error bar. */
  low?: number;
  high?: number;
  color?: string;
  /** px */
  radius?: number;
  /** Drawn as a ring. */
  hollow?: boolean;
};

export const RADIUS = 4.5;

/** Tells dots apart while they move. */
export const dotKey = (spec: DotSpec) =>
  `${spec.label ?? ""} ${spec.color ?? ""} ${spec.label ? "" : `${spec.x} ${spec.y}`}`;

export function Point({ s, spec, placed }: { s: Plot; spec: DotSpec; placed: Placed | null }) {
  const x = s.x(spec.x);
  const y = s.y(spec.y);
  if (!defined(x, y)) return null;
  const color = spec.color ?? "var(--ink)";
  const low = s.y(spec.low ?? Number.NaN);
  const high = s.y(spec.high ?? Number.NaN);
  return (
    <g>
      {defined(low, high) && (
        <path
          d={`M${x},${low}V${high}M${x - 4},${low}h8M${x - 4},${high}h8`}
          style={{ stroke: color }}
          strokeWidth={1.25}
          fill="none"
        />
      )}
      <circle
        className="chart-dot"
        cx={x}
        cy={y}
        r={spec.radius ?? RADIUS}
        style={
          spec.hollow ? { fill: "var(--paper)", stroke: color } : { fill: color, stroke: undefined }
        }
      />
      {spec.label && placed && (
        <Label x={placed.x} y={placed.y} anchor={placed.anchor} color={color}>
          {spec.label}
        </Label>
      )}
    </g>
  );
}

/** Several points whose labels keep out of each other's way; one that finds no room is left out. */
export function Dots({ s, dots }: { s: Plot; dots: readonly DotSpec[] }) {
  const places = placePointLabels(
    dots.map((d) => ({
      x: s.x(d.x),
      y: s.y(d.y),
      text: d.label,
      side: d.side,
      ends:
        d.low === undefined || d.high === undefined
          ? undefined
          : ([s.y(d.low), s.y(d.high)] as const),
    })),
    s.width,
    s.height,
    s.font,
    RADIUS,
  );
  return dots.map((spec, i) => (
    <Point key={dotKey(spec)} s={s} spec={spec} placed={places[i] ?? null} />
  ));
}

/** One point, with an optional label and error bar. Use `Dots` where there are several labels. */
export function Dot({ s, ...spec }: { s: Plot } & DotSpec) {
  return <Dots s={s} dots={[spec]} />;
}

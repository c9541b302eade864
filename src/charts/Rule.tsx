import { defined } from "./defined.ts";
import { Label } from "./Label.tsx";
import { onLevel, placeLabels, placeRuleLabels } from "./place.ts";
import type { Plot } from "./scales.ts";

export type RuleSpec = {
  /** Where, in data units: a vertical rule has `x`, a horizontal one `y`. */
  x?: number;
  y?: number;
  label?: string;
  color?: string;
  weight?: number;
  dashed?: boolean;
  opacity?: number;
};

/** Whether a mark at so many px of an axis is drawn. */
export function inside(at: number, length: number): boolean {
  return defined(at) && at >= -0.5 && at <= length + 0.5;
}

export function RuleLine({ s, spec }: { s: Plot; spec: RuleSpec }) {
  const vertical = spec.x !== undefined;
  const at = vertical ? s.x(spec.x ?? Number.NaN) : s.y(spec.y ?? Number.NaN);
  if (!inside(at, vertical ? s.width : s.height)) return null;
  return (
    <line
      x1={vertical ? at : 0}
      x2={vertical ? at : s.width}
      y1={vertical ? 0 : at}
      y2={vertical ? s.height : at}
      style={{ stroke: spec.color ?? "var(--ink-2)" }}
      strokeWidth={spec.weight ?? 1}
      strokeDasharray={spec.dashed ? "4 3" : undefined}
      opacity={spec.opacity}
    />
  );
}

/** Tells rules apart while they move. */
export const ruleKey = (r: RuleSpec) =>
  `${r.x === undefined ? "y" : "x"} ${r.color ?? ""} ${r.label === undefined ? (r.x ?? r.y) : r.label}`;

/** Several rules whose labels keep out of each other's way and lie above all the lines. */
export function Rules({ s, rules }: { s: Plot; rules: readonly RuleSpec[] }) {
  const upright = rules.filter((r) => r.x !== undefined && r.label && inside(s.x(r.x), s.width));
  const places = placeRuleLabels(
    upright.map((r) => ({ at: s.x(r.x ?? 0), text: r.label ?? "" })),
    s.width,
    s.height,
    s.font,
  );
  return (
    <g>
      {rules.map((r) => (
        <RuleLine key={ruleKey(r)} s={s} spec={r} />
      ))}
      {rules.map((r) => {
        const found = upright.indexOf(r);
        const at =
          found >= 0
            ? places[found]
            : r.y !== undefined && inside(s.y(r.y), s.height)
              ? placeLabels([{ text: r.label ?? "", at: onLevel(s.y(r.y), s.width, s.font) }], s)[0]
              : undefined;
        return (
          r.label &&
          at && (
            <Label key={ruleKey(r)} {...at} color={r.color}>
              {r.label}
            </Label>
          )
        );
      })}
    </g>
  );
}

/** One vertical (`x`) or horizontal (`y`) rule. Use `Rules` where there are several labels. */
export function Rule({ s, ...spec }: { s: Plot } & RuleSpec) {
  return <Rules s={s} rules={[spec]} />;
}

import type { ReactNode } from "react";
import { type DotSpec, dotKey, Point, RADIUS } from "./Dot.tsx";
import { Hatch, type HatchSpec, hatched } from "./Hatch.tsx";
import { Label } from "./Label.tsx";
import {
  alongLine,
  aroundPoint,
  type Box,
  besideRule,
  inRegion,
  onLevel,
  type Placed,
  placeLabels,
  pointBox,
} from "./place.ts";
import { inside, RuleLine, type RuleSpec, ruleKey } from "./Rule.tsx";
import type { Plot } from "./scales.ts";

/** A line's name, to be written along it. */
export type LineName = {
  name: string;
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  color: string;
};

export type Annotations = {
  hatches?: readonly HatchSpec[];
  rules?: readonly RuleSpec[];
  dots?: readonly DotSpec[];
  names?: readonly LineName[];
};

type Written = Placed & { key: string; text: string; color?: string };

/** Hatches and rules under the lines, dots over them, and on top the labels of all of these. The labels are placed
 *  together, so that none covers another. */
export function Annotated({
  s,
  children,
  ...marks
}: { s: Plot; children: ReactNode } & Annotations) {
  const { hatches = [], rules = [], dots = [] } = marks;
  return (
    <>
      {hatches.map(({ label, ...spec }) => (
        <Hatch key={`${label} ${spec.x0 == null} ${spec.x1 == null}`} s={s} {...spec} />
      ))}
      {rules.map((spec) => (
        <RuleLine key={ruleKey(spec)} s={s} spec={spec} />
      ))}
      {/* lines end where the plot does; a point at its edge is drawn whole */}
      <svg x={-1} y={-1} width={s.width + 2} height={s.height + 2} aria-hidden="true">
        <g transform="translate(1,1)">{children}</g>
      </svg>
      {dots
        .filter((spec) => shown(s, spec))
        .map((spec) => (
          <Point key={dotKey(spec)} s={s} spec={spec} placed={null} />
        ))}
      {annotate(s, marks).map(({ key, text, ...place }) => (
        <Label key={key} {...place}>
          {text}
        </Label>
      ))}
    </>
  );
}

function shown(s: Plot, { x, y }: DotSpec): boolean {
  return inside(s.x(x), s.width) && inside(s.y(y), s.height);
}

/** Where the labels of these marks stand, those of dots first, then of rules, lines and hatches. A label that
 *  finds no room is left out. */
export function annotate(
  s: Plot,
  { hatches = [], rules = [], dots = [], names = [] }: Annotations,
): readonly Written[] {
  const { width, height, font } = s;
  const points = dots
    .filter((dot) => shown(s, dot))
    .map((dot) => ({ dot, x: s.x(dot.x), y: s.y(dot.y) }));
  const upright = rules
    .flatMap((rule) => (rule.x === undefined ? [] : [{ rule, at: s.x(rule.x) }]))
    .filter(({ at }) => inside(at, width))
    .sort((a, b) => a.at - b.at);
  const level = rules
    .flatMap((rule) => (rule.y === undefined ? [] : [{ rule, at: s.y(rule.y) }]))
    .filter(({ at }) => inside(at, height));
  const wishes: { text?: string; color?: string; at: () => readonly Placed[] }[] = [
    ...points.map(({ dot, x, y }) => ({
      text: dot.label,
      color: dot.color,
      at: () => aroundPoint({ x, y, side: dot.side }, dot.radius ?? RADIUS, font),
    })),
    ...upright.map(({ rule, at }) => ({
      text: rule.label,
      color: rule.color,
      at: () => besideRule(at, height, font),
    })),
    ...level.map(({ rule, at }) => ({
      text: rule.label,
      color: rule.color,
      at: () => onLevel(at, width, font),
    })),
    ...names.map(({ name, xs, ys, color }) => ({
      text: name,
      color,
      at: () => {
        const px = Array.from(xs, (x) => s.x(x));
        return alongLine(
          px.map((x) => (inside(x, width) ? x : Number.NaN)),
          Array.from(ys, (y) => s.y(y)),
          font,
        );
      },
    })),
    ...hatches.map((hatch) => ({
      text: hatch.label,
      color: "var(--ink-2)",
      at: () => inRegion(hatch.label ?? "", ...hatched(s, hatch), height, font),
    })),
  ];
  const labelled = wishes.flatMap(({ text, ...wish }) => (text ? [{ ...wish, text }] : []));
  const taken: Box[] = points.map(({ dot, x, y }) =>
    pointBox(
      x,
      y,
      dot.radius ?? RADIUS,
      dot.low === undefined || dot.high === undefined ? undefined : [s.y(dot.low), s.y(dot.high)],
    ),
  );
  const crossed: Box[] = [
    ...upright.map(({ at }) => ({ left: at, right: at, top: 0, bottom: height })),
    ...level.map(({ at }) => ({ left: 0, right: width, top: at, bottom: at })),
  ];
  const places = placeLabels(
    labelled.map(({ text, at }) => ({ text, at: at() })),
    s,
    taken,
    crossed,
  );
  return labelled.flatMap(({ text, color }, i) => {
    const place = places[i];
    return place ? [{ key: `${i} ${text}`, text, color, ...place }] : [];
  });
}

import { type AxisSpec, makeScale, type Plot, type Scale } from "./scales.ts";
import { textWidth } from "./text.ts";
import { axisTicks, type Tick } from "./ticks.ts";
import type { Size } from "./useSize.ts";

export type Layout = {
  s: Plot;
  xTicks: readonly Tick[];
  yTicks: readonly Tick[];
  /** The plot's offset in the chart's body, px. */
  left: number;
  top: number;
};

interface Side {
  readonly scale: Scale;
  readonly ticks: readonly Tick[];
  /** px */
  readonly room: number;
}

/** Finds where the plot lies in a chart's body, its scales and ticks; null where there is no room. The
 *  same object comes back until an axis or the size changes, so that nothing is drawn again for a moving
 *  crosshair. `id` is unique on the page. */
export function makeLayout(id: string): (x: AxisSpec, y: AxisSpec, size: Size) => Layout | null {
  const alongX = makeSide("x");
  const alongY = makeSide("y");
  let kept: Layout | null = null;
  return (x, y, { width, height, font }) => {
    const top = font * 2.5;
    const vertical = alongY(y, height - top - font * 3.1 - 6, font);
    if (vertical === null) return null;
    const widest = Math.max(0, ...vertical.ticks.map((t) => textWidth(t.text, font)));
    // in steps, so that the plot does not shift with every figure
    const left = Math.ceil((widest + 8) / 10) * 10;
    const horizontal = alongX(x, width - left - font, font);
    if (horizontal === null) return null;
    if (kept?.s.x === horizontal.scale && kept.s.y === vertical.scale) return kept;
    const s = {
      id,
      x: horizontal.scale,
      y: vertical.scale,
      width: horizontal.room,
      height: vertical.room,
      font,
    };
    kept = { s, xTicks: horizontal.ticks, yTicks: vertical.ticks, left, top };
    return kept;
  };
}

/** One axis: another scale only where it must be. */
function makeSide(side: "x" | "y") {
  let known: { axis: AxisSpec; room: number; font: number; made: Side } | null = null;
  return (axis: AxisSpec, room: number, font: number): Side | null => {
    if (room <= 0) return null;
    if (known && known.room === room && known.font === font && sameAxis(known.axis, axis))
      return known.made;
    const scale = makeScale(axis, side === "x" ? [0, room] : [room, 0]);
    const made = { scale, room, ticks: axisTicks(axis, scale, side, font) };
    known = { axis, room, font, made };
    return made;
  };
}

function sameAxis(a: AxisSpec, b: AxisSpec): boolean {
  return (
    a.kind === b.kind &&
    a.domain[0] === b.domain[0] &&
    a.domain[1] === b.domain[1] &&
    a.ticks === b.ticks &&
    a.format === b.format
  );
}

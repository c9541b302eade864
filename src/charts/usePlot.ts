import { useMemo } from "react";
import { type AxisSpec, makeScale, type Plot } from "./scales.ts";
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

/** Where the plot lies in a chart's body, its scales and ticks. The same objects come back until
 *  an axis or the size changes, so that marks are not drawn again for a moving crosshair. */
export function usePlot(x: AxisSpec, y: AxisSpec, size: Size | null): Layout | null {
  const { width, height, font } = size ?? { width: 0, height: 0, font: 12 };
  const [x0, x1] = x.domain;
  const [y0, y1] = y.domain;

  const vertical = useMemo(() => {
    const top = font * 2.5;
    const room = height - top - font * 3.1 - 6;
    if (room <= 0) return null;
    const scale = makeScale({ kind: y.kind, domain: [y0, y1] }, [room, 0]);
    const axis: AxisSpec = {
      kind: y.kind,
      domain: [y0, y1],
      ticks: y.ticks,
      format: y.format,
      label: "",
    };
    const ticks = axisTicks(axis, scale, "y", font);
    const widest = Math.max(0, ...ticks.map((t) => textWidth(t.text, font)));
    // in steps, so that the plot does not shift with every figure
    return { scale, ticks, top, room, left: Math.ceil((widest + 8) / 10) * 10 };
  }, [y.kind, y0, y1, y.ticks, y.format, height, font]);

  const horizontal = useMemo(() => {
    const room = vertical === null ? 0 : width - vertical.left - font;
    if (room <= 0) return null;
    const scale = makeScale({ kind: x.kind, domain: [x0, x1] }, [0, room]);
    const axis: AxisSpec = {
      kind: x.kind,
      domain: [x0, x1],
      ticks: x.ticks,
      format: x.format,
      label: "",
    };
    return { scale, room, ticks: axisTicks(axis, scale, "x", font) };
  }, [x.kind, x0, x1, x.ticks, x.format, width, vertical, font]);

  return useMemo(() => {
    if (!vertical || !horizontal) return null;
    const s = {
      x: horizontal.scale,
      y: vertical.scale,
      width: horizontal.room,
      height: vertical.room,
      font,
    };
    const { left, top } = vertical;
    return { s, xTicks: horizontal.ticks, yTicks: vertical.ticks, left, top };
  }, [vertical, horizontal, font]);
}

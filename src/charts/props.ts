import type { ReactNode } from "react";
import type { Settable } from "./live.ts";
import type { AxisSpec, Plot } from "./scales.ts";
import type { TipRow } from "./Tip.tsx";
import type { TableSource } from "./table.ts";
import type { DragPhase } from "./useGestures.ts";

export type ChartProps = {
  /** Unique on the page; also the exported files' name. */
  name: string;
  title: string;
  /** What the chart shows now, in words. */
  summary: string;
  /** Show the summary under the chart; otherwise it is there for screen readers only. */
  showSummary?: boolean;
  /** The title's heading level. */
  level?: 2 | 3 | 4;
  x: AxisSpec;
  y: AxisSpec;
  /** px or a CSS length; 320 where neither this nor `aspect` is given. */
  height?: number | string;
  /** Width over height, instead of a height. */
  aspect?: number;
  /** Where the crosshair is, in data units of x, where charts share it; else each has its own. */
  crosshair?: Settable<number | null>;
  /** `y` comes with charts that have a `plane`. */
  onCrosshair?: (x: number | null, y?: number) => void;
  /** Both axes are set by hand: the crosshair has a y too, and up and down move it. */
  plane?: boolean;
  onDrag?: (p: { x: number; y: number }, phase: DragPhase) => void;
  dragHint?: string;
  /** What is chosen: there the keyboard's crosshair begins, and a finger takes hold of it. Without it the
   *  crosshair begins in the middle and a finger drags anywhere. */
  home?: number;
  describe?: (x: number, y?: number) => readonly TipRow[];
  table: TableSource;
  /** Makes a notebook that computes what the chart shows, as its file's JSON; `notes` say where it comes from. */
  notebook?: (notes: readonly string[]) => object | Promise<object>;
  /** Painted, as the marks are. */
  legend?: ReactNode;
  actions?: ReactNode;
  /** The marks: JSX of functions of their props alone, which is painted rather than rendered. */
  children: (s: Plot) => ReactNode;
};

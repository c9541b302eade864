import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { ChartFoot } from "./ChartFoot.tsx";
import { keyIntent } from "./keys.ts";
import { Stage } from "./Stage.tsx";
import { type AxisSpec, invertClamped, middle, type Plot } from "./scales.ts";
import { Tip, type TipRow } from "./Tip.tsx";
import type { TableSource } from "./table.ts";
import { type DragPhase, useGestures } from "./useGestures.ts";
import { usePlot } from "./usePlot.ts";
import { useSize } from "./useSize.ts";
import { useSpoken } from "./useSpoken.ts";
import "./charts.css";

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
  /** Where the crosshair is, in data units of x. */
  crosshair: number | null;
  /** `y` comes with charts that have a `plane`. */
  onCrosshair: (x: number | null, y?: number) => void;
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
  notebook?: (notes: readonly string[]) => object;
  legend?: ReactNode;
  actions?: ReactNode;
  children: (s: Plot) => ReactNode;
};

/** px beside what is chosen within which a finger takes hold of it. */
const GRASP = 28;

type Mode = "idle" | "mouse" | "touch" | "keys";

/** A chart: axes, marks, crosshair, values, keyboard, table and exports. It draws what it is given
 *  and keeps nothing but where the pointer is. */
export function Chart(props: ChartProps) {
  const { title, crosshair, onCrosshair, onDrag, plane = false, x, y } = props;
  const id = useId();
  const figure = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const size = useSize(body, probe);
  const layout = usePlot(x, y, size);
  const [mode, setMode] = useState<Mode>("idle");
  const [pointerY, setPointerY] = useState(0);
  const [planeY, setPlaneY] = useState<number | null>(null);

  const position = crosshair === null || !layout ? Number.NaN : layout.s.x(crosshair);
  const shown = layout !== null && position >= -0.5 && position <= layout.s.width + 0.5;
  const at = shown ? position : Number.NaN;
  const active = shown && mode !== "idle";
  const y2 = plane && planeY !== null && active ? planeY : undefined;
  const values = props.describe;
  const rows: readonly TipRow[] =
    active && crosshair !== null
      ? (values?.(crosshair, y2) ?? [{ label: x.label, text: x.format(crosshair) }])
      : [];
  const spoken = useSpoken(
    mode === "keys" ? rows.map((r) => `${r.label} ${r.text}`).join(", ") : "",
  );

  function data(px: number, py: number) {
    if (!layout) return { x: Number.NaN, y: Number.NaN };
    return { x: invertClamped(layout.s.x, px), y: invertClamped(layout.s.y, py) };
  }
  function point(px: number, py: number, by: Mode) {
    const p = data(px, py);
    setMode(by);
    if (plane) setPlaneY(p.y);
    onCrosshair(p.x, plane ? p.y : undefined);
  }
  function clear() {
    setMode("idle");
    onCrosshair(null);
  }

  const gestures = useGestures({
    onHover(px, py, touch) {
      setPointerY(py);
      point(px, py, touch ? "touch" : "mouse");
    },
    onLeave: clear,
    onDrag: onDrag && ((px, py, phase) => onDrag(data(px, py), phase)),
    grabs: (px) =>
      !layout || props.home === undefined || Math.abs(px - layout.s.x(props.home)) <= GRASP,
  });

  function onKeyDown(e: KeyboardEvent) {
    if (!layout || e.altKey || e.ctrlKey || e.metaKey) return;
    const { s } = layout;
    const py = planeY === null ? s.height / 2 : s.y(planeY);
    const intent = keyIntent(e.key, e.shiftKey, {
      x: shown ? at : null,
      y: py,
      home: s.x(props.home ?? middle(s.x)),
      width: s.width,
      height: s.height,
      plane,
    });
    if (intent === null || (intent === "choose" && !onDrag)) return;
    e.preventDefault();
    if (intent === "clear") clear();
    else if (intent === "choose") onDrag?.(data(at, py), "end");
    else point(intent.to.x, intent.to.y, "keys");
  }

  const Heading = `h${props.level ?? 3}` as const;
  return (
    <figure className="chart" data-chart={props.name} ref={figure} aria-labelledby={`${id}title`}>
      <div className="chart-head">
        <Heading className="chart-title" id={`${id}title`}>
          {title}
        </Heading>
        {props.legend}
      </div>
      <div
        className="chart-body"
        ref={body}
        style={props.aspect ? { aspectRatio: props.aspect } : { height: props.height ?? 320 }}
      >
        <span className="chart-probe" ref={probe} />
        {size && layout && (
          <>
            <Stage
              layout={layout}
              size={size}
              xLabel={x.label}
              yLabel={y.label}
              at={at}
              atY={y2 === undefined ? Number.NaN : layout.s.y(y2)}
            >
              {props.children(layout.s)}
            </Stage>
            <div
              className="chart-plot"
              role="application"
              aria-roledescription="interactive chart"
              aria-label={title}
              aria-describedby={`${id}summary ${id}hint`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard
              tabIndex={0}
              data-draggable={onDrag ? (plane ? "plane" : "x") : undefined}
              style={{
                left: layout.left,
                top: layout.top,
                width: layout.s.width,
                height: layout.s.height,
              }}
              onKeyDown={onKeyDown}
              onBlur={() => mode === "keys" && clear()}
              {...gestures}
            />
            {active && (
              <Tip
                rows={rows}
                at={at + layout.left}
                pointerY={mode === "keys" ? null : pointerY + layout.top}
                width={size.width}
                left={layout.left}
                top={layout.top}
                bottom={layout.top + layout.s.height}
                gap={mode === "touch" ? 28 : 12}
              />
            )}
          </>
        )}
      </div>
      <span className="chart-hidden" aria-live="polite">
        {spoken}
      </span>
      <ChartFoot {...props} id={id} figure={figure} />
    </figure>
  );
}

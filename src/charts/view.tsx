import type { KeyboardEvent } from "react";
import { inFrame, notInFrame } from "./frame.ts";
import { keyIntent } from "./keys.ts";
import { type Layout, makeLayout } from "./layout.ts";
import { createLive, type Live, type Settable } from "./live.ts";
import { paint } from "./paint.ts";
import type { ChartProps } from "./props.ts";
import { Stage } from "./Stage.tsx";
import { invertClamped, middle } from "./scales.ts";
import { placeTip, Tip, type TipRow } from "./Tip.tsx";
import type { DragPhase } from "./useGestures.ts";
import type { Size } from "./useSize.ts";

/** The elements that React makes and the view fills. */
export type Places = {
  head: HTMLElement;
  summary: HTMLElement;
  spoken: HTMLElement;
  /** There once the chart was measured. */
  drawing: SVGSVGElement | null;
  plot: HTMLElement | null;
  tip: HTMLElement | null;
};

/** px beside what is chosen within which a finger takes hold of it. */
const grasp = 28;

type Mode = "idle" | "mouse" | "touch" | "keys";

/** ms after the last key before the values are spoken: a held key would flood a screen reader. */
const rest = 250;

/** All of a chart that moves: it writes numbers into elements that React made, once a frame, without a
 *  render. It keeps nothing but where the pointer is. */
export class View {
  readonly #layoutOf: (x: ChartProps["x"], y: ChartProps["y"], size: Size) => Layout | null;
  readonly #id: string;
  readonly #own = createLive<number | null>(null);
  readonly #shown: Settable<ChartProps>;
  #places: Places | null = null;
  #size: Size | null = null;
  #layout: Layout | null = null;
  #mode: Mode = "idle";
  #pointerY = 0;
  #planeY: number | null = null;
  #speaking: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string, props: ChartProps) {
    this.#id = id;
    this.#layoutOf = makeLayout(id);
    this.#shown = createLive(props);
  }

  /** What is shown now. */
  get shown(): Live<ChartProps> {
    return this.#shown;
  }

  get #props(): ChartProps {
    return this.#shown.get();
  }

  /** Where the crosshair is, in data units of x; shared where the page links charts. */
  get crosshair(): Settable<number | null> {
    return this.#props.crosshair ?? this.#own;
  }

  /** Puts the crosshair at x, or takes it away. */
  readonly pointAt = (x: number | null, y?: number) => {
    this.crosshair.set(x);
    this.#props.onCrosshair?.(x, y);
  };

  /** Shows other numbers, at once. */
  show(props: ChartProps, places: Places, size: Size | null): void {
    this.#places = places;
    this.#size = size;
    this.#layout = size && this.#layoutOf(props.x, props.y, size);
    const Heading = `h${props.level ?? 3}` as const;
    paint(
      places.head,
      <>
        <Heading className="chart-title" id={`${this.#id}title`}>
          {props.title}
        </Heading>
        {props.legend}
      </>,
    );
    paint(places.summary, props.summary);
    const layout = this.#layout;
    if (layout && places.plot)
      Object.assign(places.plot.style, {
        left: `${layout.left}px`,
        top: `${layout.top}px`,
        width: `${layout.s.width}px`,
        height: `${layout.s.height}px`,
      });
    this.#shown.set(props);
    this.#point();
  }

  /** Moves the crosshair with whatever moves it. Returns what ends it. */
  follow(crosshair: Settable<number | null>): () => void {
    const end = crosshair.subscribe(() => inFrame(this.#point));
    return () => {
      end();
      notInFrame(this.#point);
      clearTimeout(this.#speaking);
    };
  }

  readonly onHover = (px: number, py: number, touch: boolean) => {
    this.#pointerY = py;
    this.#moveTo(px, py, touch ? "touch" : "mouse");
  };

  readonly onLeave = () => {
    this.#mode = "idle";
    inFrame(this.#point);
    this.pointAt(null);
  };

  readonly onDrag = (px: number, py: number, phase: DragPhase) =>
    this.#props.onDrag?.(this.#data(px, py), phase);

  /** Whether a finger at px takes hold of what is chosen. */
  readonly grabs = (px: number): boolean => {
    const { home } = this.#props;
    return !this.#layout || home === undefined || Math.abs(px - this.#layout.s.x(home)) <= grasp;
  };

  readonly onBlur = () => {
    if (this.#mode === "keys") this.onLeave();
  };

  readonly onKeyDown = (e: KeyboardEvent) => {
    const { plane = false, onDrag, home } = this.#props;
    if (!this.#layout || e.altKey || e.ctrlKey || e.metaKey) return;
    const { s } = this.#layout;
    const at = this.#position();
    const py = this.#planeY === null ? s.height / 2 : s.y(this.#planeY);
    const intent = keyIntent(e.key, e.shiftKey, {
      x: Number.isNaN(at) ? null : at,
      y: py,
      home: s.x(home ?? middle(s.x)),
      width: s.width,
      height: s.height,
      plane,
    });
    if (intent === null || (intent === "choose" && !onDrag)) return;
    e.preventDefault();
    if (intent === "clear") this.onLeave();
    else if (intent === "choose") onDrag?.(this.#data(at, py), "end");
    else this.#moveTo(intent.to.x, intent.to.y, "keys");
  };

  #data(px: number, py: number) {
    if (!this.#layout) return { x: Number.NaN, y: Number.NaN };
    const { s } = this.#layout;
    return { x: invertClamped(s.x, px), y: invertClamped(s.y, py) };
  }

  #moveTo(px: number, py: number, by: Mode): void {
    const { x, y } = this.#data(px, py);
    this.#mode = by;
    if (this.#props.plane) this.#planeY = y;
    inFrame(this.#point);
    this.pointAt(x, this.#props.plane ? y : undefined);
  }

  /** px of the crosshair; NaN where there is none in the plot. */
  #position(): number {
    const value = this.crosshair.get();
    if (value === null || !this.#layout) return Number.NaN;
    const { s } = this.#layout;
    const at = s.x(value);
    return at >= -0.5 && at <= s.width + 0.5 ? at : Number.NaN;
  }

  readonly #point = () => {
    const layout = this.#layout;
    const places = this.#places;
    if (!layout || !places?.drawing) return;
    const { x, y, plane, children } = this.#props;
    const at = this.#position();
    const active = !Number.isNaN(at) && this.#mode !== "idle";
    const planeY = plane && active ? this.#planeY : null;
    paint(
      places.drawing,
      <Stage
        layout={layout}
        xLabel={x.label}
        yLabel={y.label}
        at={at}
        atY={planeY === null ? Number.NaN : layout.s.y(planeY)}
        marks={children}
      />,
    );
    this.#tell(active ? at : null, planeY ?? undefined);
  };

  /** The tip, and what a screen reader says where keys move the crosshair. */
  #tell(at: number | null, planeY: number | undefined): void {
    const { tip, spoken } = this.#places ?? {};
    const layout = this.#layout;
    if (!tip || !spoken || !layout) return;
    const rows = at === null ? [] : this.#rows(planeY);
    tip.hidden = at === null;
    if (at !== null) {
      paint(tip, <Tip rows={rows} />);
      placeTip(tip, {
        at: at + layout.left,
        pointerY: this.#mode === "keys" ? null : this.#pointerY + layout.top,
        width: this.#size?.width ?? 0,
        left: layout.left,
        top: layout.top,
        bottom: layout.top + layout.s.height,
        gap: this.#mode === "touch" ? 28 : 12,
      });
    }
    const words = this.#mode === "keys" ? rows.map((r) => `${r.label} ${r.text}`).join(", ") : "";
    clearTimeout(this.#speaking);
    if (words === spoken.textContent) return;
    this.#speaking = setTimeout(() => {
      spoken.textContent = words;
    }, rest);
  }

  #rows(planeY: number | undefined): readonly TipRow[] {
    const value = this.crosshair.get();
    if (value === null) return [];
    const { x, describe: rowsAt } = this.#props;
    return rowsAt?.(value, planeY) ?? [{ label: x.label, text: x.format(value) }];
  }
}

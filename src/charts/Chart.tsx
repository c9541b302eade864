import {
  type ReactElement,
  type ReactNode,
  useId,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { ChartFoot } from "./ChartFoot.tsx";
import { inFrame, notInFrame } from "./frame.ts";
import type { Live } from "./live.ts";
import type { ChartProps } from "./props.ts";
import { useGestures } from "./useGestures.ts";
import { useSize } from "./useSize.ts";
import { type Places, View } from "./view.tsx";
import "./charts.css";

/** A chart: axes, marks, crosshair, values, keyboard, table and exports. It draws what it is given. */
export function Chart(props: ChartProps) {
  return <Figure props={props} />;
}

/** A chart of numbers that move: where they change, its marks, axes and texts are moved in the next frame;
 *  it is rendered again only where what React draws has changed. `chart` makes the <Chart> of some numbers,
 *  from them alone. */
export function MovingChart<T>({
  of,
  chart,
  actions,
}: {
  of: Live<T>;
  chart: (value: T) => ReactElement<ChartProps>;
  actions?: ReactNode;
}) {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const now = of.get();
  const { props } = chart(now);
  return (
    <Figure
      props={actions === undefined ? props : { ...props, actions }}
      moves={of}
      now={now}
      chart={chart as (value: unknown) => ReactElement<ChartProps>}
      onFrame={renderAgain}
    />
  );
}

type FigureProps = {
  props: ChartProps;
  moves?: Live<unknown>;
  /** The value that `props` were made of. */
  now?: unknown;
  chart?: (value: unknown) => ReactElement<ChartProps>;
  onFrame?: () => void;
};

function Figure({ props, moves, now, chart, onFrame }: FigureProps) {
  const { name, height, aspect, plane, onDrag, actions } = props;
  const id = useId().replace(/[^\w-]/g, "");
  const figure = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const summary = useRef<HTMLParagraphElement>(null);
  const spoken = useRef<HTMLSpanElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const size = useSize(body, probe);
  const [view] = useState(() => new View(id, props));

  const show = (next: ChartProps) => {
    if (!head.current || !summary.current || !spoken.current) return;
    const places: Places = {
      head: head.current,
      summary: summary.current,
      spoken: spoken.current,
      drawing: drawing.current,
      plot: plot.current,
      tip: tip.current,
    };
    view.show(next, places, size);
  };
  const latest = useRef({ show, now });
  useLayoutEffect(() => {
    latest.current = { show, now };
    show(props);
  });
  useLayoutEffect(() => {
    if (!moves || !chart) return;
    const move = () => {
      const next = chart(moves.get()).props;
      if (sameFrame(view.shown.get(), next)) latest.current.show(next);
      else if (onFrame) flushSync(onFrame);
    };
    const end = moves.subscribe(() => inFrame(move));
    // it may have moved between the render and now
    if (!Object.is(moves.get(), latest.current.now)) inFrame(move);
    return () => {
      end();
      notInFrame(move);
    };
  }, [moves, chart, onFrame, view]);
  const crosshair = props.crosshair ?? view.crosshair;
  useLayoutEffect(() => view.follow(crosshair), [view, crosshair]);
  const gestures = useGestures({
    onHover: view.onHover,
    onLeave: view.onLeave,
    onDrag: onDrag && view.onDrag,
    grabs: view.grabs,
  });
  return (
    <figure className="chart" data-chart={name} ref={figure} aria-labelledby={`${id}title`}>
      <div className="chart-head" ref={head} />
      <div
        className="chart-body"
        ref={body}
        style={aspect ? { aspectRatio: aspect } : { height: height ?? 320 }}
      >
        <span className="chart-probe" ref={probe} />
        {size && (
          <>
            <svg
              className="chart-svg"
              data-plot=""
              width={size.width}
              height={size.height}
              viewBox={`0 0 ${size.width} ${size.height}`}
              aria-hidden="true"
              ref={drawing}
            />
            <div
              className="chart-plot"
              ref={plot}
              role="application"
              aria-roledescription="interactive chart"
              aria-label={props.title}
              aria-describedby={`${id}summary ${id}hint`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keyboard
              tabIndex={0}
              data-draggable={onDrag ? (plane ? "plane" : "x") : undefined}
              onKeyDown={view.onKeyDown}
              onBlur={view.onBlur}
              {...gestures}
            />
            <div className="chart-tip" ref={tip} hidden aria-hidden="true" />
          </>
        )}
      </div>
      <span className="chart-hidden" aria-live="polite" ref={spoken} />
      <ChartFoot
        id={id}
        figure={figure}
        summary={summary}
        view={view}
        name={name}
        title={props.title}
        showSummary={props.showSummary}
        plane={plane}
        draggable={onDrag !== undefined}
        dragHint={props.dragHint}
        notebook={props.notebook !== undefined}
        actions={actions}
      />
    </figure>
  );
}

/** Whether React would draw the same. */
function sameFrame(a: ChartProps, b: ChartProps): boolean {
  return (
    a.name === b.name &&
    a.title === b.title &&
    a.showSummary === b.showSummary &&
    a.height === b.height &&
    a.aspect === b.aspect &&
    a.plane === b.plane &&
    (a.onDrag === undefined) === (b.onDrag === undefined) &&
    a.dragHint === b.dragHint &&
    (a.notebook === undefined) === (b.notebook === undefined) &&
    a.crosshair === b.crosshair
  );
}

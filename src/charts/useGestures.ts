import { type PointerEvent, useEffect, useRef } from "react";

export type DragPhase = "start" | "move" | "end";

type Handlers = {
  /** The pointer is over px (x, y) of the plot. */
  onHover: (x: number, y: number, touch: boolean) => void;
  /** The pointer has gone. */
  onLeave: () => void;
  /** A press that moves; without it a press only points. */
  onDrag?: (x: number, y: number, phase: DragPhase) => void;
  /** Whether a finger that comes down at px `x` takes hold of what is dragged; elsewhere it only reads. */
  grabs?: (x: number) => boolean;
};

/** px a finger moves sideways before it is a drag rather than the start of a scroll. */
const SLACK = 6;

/** Pointer handlers for the plot area. A mouse drags from the press on; a finger only from where it can take
 *  hold, and once it has moved sideways, so that scrolling past changes nothing. Elsewhere a finger reads. */
export function useGestures(handlers: Handlers) {
  const latest = useRef(handlers);
  latest.current = handlers;
  const drag = useRef<{
    id: number;
    x: number;
    y: number;
    started: boolean;
    reads: boolean;
  } | null>(null);
  const outside = useRef<(() => void) | null>(null);
  useEffect(() => () => outside.current?.(), []);

  function position(e: PointerEvent<HTMLElement>) {
    const box = e.currentTarget.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  }

  /** After a touch the crosshair stays until something else is touched. */
  function leaveOnTouchOutside(plot: HTMLElement) {
    outside.current?.();
    const listen = (e: globalThis.PointerEvent) => {
      if (e.target instanceof Node && plot.contains(e.target)) return;
      outside.current?.();
      latest.current.onLeave();
    };
    document.addEventListener("pointerdown", listen, true);
    outside.current = () => {
      document.removeEventListener("pointerdown", listen, true);
      outside.current = null;
    };
  }

  return {
    onPointerDown(e: PointerEvent<HTMLElement>) {
      // a second finger begins a pinch: the first one did not mean to drag
      if (!e.isPrimary && drag.current?.started === false) drag.current = null;
      if (e.button !== 0 || !e.isPrimary) return;
      const { x, y } = position(e);
      const touch = e.pointerType === "touch";
      const reads = touch && latest.current.grabs?.(x) === false;
      drag.current = { id: e.pointerId, x, y, started: !touch, reads };
      e.currentTarget.setPointerCapture(e.pointerId);
      if (touch) {
        leaveOnTouchOutside(e.currentTarget);
        return;
      }
      latest.current.onHover(x, y, false);
      latest.current.onDrag?.(x, y, "start");
    },
    onPointerMove(e: PointerEvent<HTMLElement>) {
      if (!e.isPrimary) return;
      const { x, y } = position(e);
      const touch = e.pointerType === "touch";
      const now = drag.current;
      if (now?.id === e.pointerId && !now.started) {
        if (Math.abs(x - now.x) < SLACK) return;
        now.started = true;
        if (!now.reads) latest.current.onDrag?.(now.x, now.y, "start");
      }
      latest.current.onHover(x, y, touch);
      if (now?.id !== e.pointerId) return;
      drag.current = { ...now, x, y };
      if (!now.reads) latest.current.onDrag?.(x, y, "move");
    },
    onPointerUp(e: PointerEvent<HTMLElement>) {
      const now = drag.current;
      if (now?.id !== e.pointerId) return;
      drag.current = null;
      const { x, y } = position(e);
      if (!now.started) latest.current.onHover(x, y, true);
      if (now.reads) return;
      if (!now.started) latest.current.onDrag?.(x, y, "start");
      latest.current.onDrag?.(x, y, "end");
    },
    onPointerCancel(e: PointerEvent<HTMLElement>) {
      const now = drag.current;
      drag.current = null;
      // where it was last: a cancelled touch has no place of its own
      if (now?.id === e.pointerId && now.started && !now.reads)
        latest.current.onDrag?.(now.x, now.y, "end");
      latest.current.onLeave();
    },
    onPointerLeave(e: PointerEvent<HTMLElement>) {
      if (e.pointerType !== "touch" && !drag.current) latest.current.onLeave();
    },
  };
}

import { type PointerEvent, type TouchEvent, useRef } from "react";

const moved = "input[type=range], input[type=radio], button, [role=application], summary";

/** After a press the focus goes back to the page, so that the next key, or the clicker's, turns the page
 *  instead of moving what was pressed last. Fields keep it. */
export function letGo(event: PointerEvent): void {
  if (event.pointerType === "touch") return;
  requestAnimationFrame(() => {
    const active = document.activeElement;
    if (active instanceof HTMLElement && active.matches(moved) && !active.closest("[role=dialog]"))
      active.blur();
  });
}

/** px that a finger goes sideways to turn the page, and the most that it may stray up or down. */
const far = 70;
const stray = 50;
/** What takes a finger for itself. */
const own = ".chart-plot, .slider, input, textarea, select, .bar-scenes";

/** A swipe to either side. */
export function useSwipe(onSwipe: (by: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches[0];
      const taken = event.target instanceof Element && event.target.closest(own) !== null;
      start.current =
        event.touches.length === 1 && touch && !taken
          ? { x: touch.clientX, y: touch.clientY }
          : null;
    },
    onTouchEnd(event: TouchEvent) {
      const from = start.current;
      const touch = event.changedTouches[0];
      start.current = null;
      if (!from || !touch) return;
      const dx = touch.clientX - from.x;
      if (Math.abs(dx) >= far && Math.abs(touch.clientY - from.y) <= stray)
        onSwipe(dx < 0 ? 1 : -1);
    },
  };
}

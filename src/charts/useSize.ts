import { type RefObject, useLayoutEffect, useState } from "react";
import { whenIdle } from "./idle.ts";

/** An element's content box and text size, in px. */
export type Size = { width: number; height: number; font: number };

/** Measures an element before the first paint and whenever it, or its text size, changes. What is out
 *  of sight at first waits for its turn. `probe` is an element of 1em inside it. */
export function useSize(
  ref: RefObject<HTMLElement | null>,
  probe: RefObject<HTMLElement | null>,
): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    const em = probe.current;
    if (!element || !em) return;
    const measure = () => {
      const next = {
        width: element.clientWidth,
        height: element.clientHeight,
        font: em.offsetHeight || 12,
      };
      setSize((old) =>
        old && old.width === next.width && old.height === next.height && old.font === next.font
          ? old
          : next,
      );
    };
    const observer = new ResizeObserver(measure);
    const begin = () => {
      measure();
      observer.observe(element);
      observer.observe(em);
    };
    const inSight = element.getBoundingClientRect().top < window.innerHeight;
    const forget = inSight ? begin() : whenIdle(begin);
    return () => {
      forget?.();
      observer.disconnect();
    };
  }, [ref, probe]);
  return size;
}

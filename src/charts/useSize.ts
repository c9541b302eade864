import { type RefObject, useLayoutEffect, useState } from "react";

/** An element's content box and text size, in px. */
export type Size = { width: number; height: number; font: number };

/** Measures an element before the first paint and whenever it, or its text size, changes.
 *  `probe` is an element of 1em inside it. */
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
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(em);
    return () => observer.disconnect();
  }, [ref, probe]);
  return size;
}

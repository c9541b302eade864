import type { ScenarioStore } from "../scenario/use.ts";

/** The type of the one message that an embed sends: `{ type, height }`, height in px. */
export const heightMessage = "sdsl-explorer:height";

/** In a frame and embedded, tells the page around how high the content is, at first and whenever that changes.
 *  The height is no secret, so any page may hear it. */
export function announceHeight(store: ScenarioStore, content: HTMLElement): void {
  if (window.parent === window) return;
  const announce = () => {
    if (!store.getState().scenario.embed) return;
    const height = Math.ceil(content.getBoundingClientRect().height);
    window.parent.postMessage({ type: heightMessage, height }, "*");
  };
  new ResizeObserver(announce).observe(content);
}

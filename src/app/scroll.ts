import type { ScenarioStore } from "../scenario/use.ts";

const key = "sdsl-explorer:scroll";
/** ms that a page may take until it is as long as it was. */
const patience = 3000;

/** Keeps where each page was scrolled to, so that back and forward between pages lead to the same place. A step
 *  within a page stays where it is: undoing moves the numbers, not the reader. The browser's own memory gives up
 *  before a page that is loaded on demand is there. */
export function keepScroll(store: ScenarioStore): void {
  history.scrollRestoration = "manual";
  const kept = read();
  addEventListener("pagehide", () => {
    kept[store.getState().steps.at] = scrollY;
    write(kept);
  });
  const opened = kept[store.getState().steps.at];
  const [entry] = performance.getEntriesByType("navigation");
  if (entry instanceof PerformanceNavigationTiming && entry.type !== "navigate" && opened)
    scrollWhenLong(opened);
  store.subscribe((state, before) => {
    if (state.scenario.view === before.scenario.view) return;
    kept[before.steps.at] = scrollY;
    if (state.travels !== before.travels) scrollWhenLong(kept[state.steps.at] ?? 0);
  });
}

/** Scrolls once the page is long enough, unless the reader scrolls first. */
function scrollWhenLong(top: number): void {
  const began = performance.now();
  const mine = new AbortController();
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"])
    addEventListener(type, () => mine.abort(), { signal: mine.signal, passive: true });
  const look = () => {
    if (mine.signal.aborted) return;
    const { scrollHeight, clientHeight } = document.documentElement;
    const late = performance.now() - began > patience;
    if (scrollHeight - clientHeight < top && !late) return void requestAnimationFrame(look);
    scrollTo(0, top);
    mine.abort();
  };
  requestAnimationFrame(look);
}

function read(): Record<number, number> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

function write(kept: Record<number, number>): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // a browser without storage loses its place on a reload, nothing else
  }
}

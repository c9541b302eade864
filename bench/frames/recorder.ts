/** What the page notes of its own frames. Runs in the page, from before its first script. */
export interface Recorder {
  /** One entry a press or move: ms from the event's own time stamp. */
  readonly taken: Taken[];
  /** Durations of long tasks, ms. */
  readonly long: number[];
  /** Begins anew, watching what `watched` names. */
  start(watched: Watched): void;
}

/** What a press or a move must change, as selectors. */
export interface Watched {
  readonly event: "keydown" | "pointermove";
  /** The first change here ends the first time. */
  readonly first: string;
  /** The last change here ends the second. */
  readonly last: string;
}

export interface Taken {
  /** Until the first change was written, and until the frame that shows it was painted. */
  first: number;
  firstPainted: number;
  last: number;
  lastPainted: number;
}

declare global {
  interface Window {
    frames_: Recorder;
  }
}

/** To be given to `page.addInitScript`. Self-contained: it is sent as text. */
export function record(): void {
  const nothing = () => ({
    first: Number.NaN,
    firstPainted: Number.NaN,
    last: Number.NaN,
    lastPainted: Number.NaN,
  });
  let now: Taken | null = null;
  let began = 0;
  let unpainted: ("firstPainted" | "lastPainted")[] = [];
  let observer: MutationObserver | null = null;
  let forget = () => {};
  const channel = new MessageChannel();
  // a message sent from a frame's callbacks comes after that frame was painted
  channel.port1.onmessage = () => {
    for (const which of unpainted) if (now) now[which] = performance.now() - began;
    unpainted = [];
  };
  window.frames_ = {
    taken: [],
    long: [],
    start({ event, first, last }) {
      this.taken.length = 0;
      this.long.length = 0;
      forget();
      const begin = (e: Event) => {
        began = e.timeStamp;
        now = nothing();
        this.taken.push(now);
      };
      addEventListener(event, begin, true);
      const under = ({ target }: MutationRecord, selector: string) =>
        (target instanceof Element ? target : target.parentElement)?.closest(selector) ?? null;
      observer = new MutationObserver((changes) => {
        if (!now) return;
        const time = performance.now() - began;
        if (!(now.first >= 0) && changes.some((change) => under(change, first))) {
          now.first = time;
          unpainted.push("firstPainted");
        }
        if (changes.some((change) => under(change, last))) {
          now.last = time;
          unpainted.push("lastPainted");
        }
      });
      observer.observe(document.body, {
        attributes: true,
        childList: true,
        characterData: true,
        subtree: true,
      });
      forget = () => {
        removeEventListener(event, begin, true);
        observer?.disconnect();
      };
    },
  };
  const frame = () => {
    channel.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.frames_.long.push(duration);
  }).observe({ type: "longtask" });
}

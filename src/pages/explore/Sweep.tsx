import { useEffect, useRef, useState } from "react";
import type { First } from "../../curves/answer.ts";
import { useScenarioStore } from "../../scenario/use.ts";
import { roundCount } from "../shared/round.ts";
import { controls } from "./texts.tsx";
import { clearTrace, leaveTrace } from "./trace.ts";

/** Targets from which to which, and for how long in ms. */
const from = 1e9;
const to = 1e12;
const duration = 12_000;
/** The jumps of a sweep for who wants nothing to move by itself. */
const jumps = 12;

/** Plays the target's size from 1B to 1T; the answer leaves its trace on the main chart. One step of the history,
 *  which any press or key ends. */
export function Sweep({ answer }: { answer: First | null }) {
  const store = useScenarioStore();
  const { change } = store.getState();
  const [playing, setPlaying] = useState(false);
  const stop = useRef<(() => void) | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  /** The press on the button that ended a sweep must not begin the next one. */
  const endedHere = useRef(false);
  useEffect(() => () => stop.current?.(), []);

  useEffect(() => {
    if (playing && answer) leaveTrace(answer.headline);
  }, [playing, answer]);
  // whoever moves anything afterwards leaves the sweep behind
  useEffect(() => {
    if (playing) return;
    const at = store.getState().scenario;
    return store.subscribe(({ scenario }) => {
      if (scenario !== at) clearTrace();
    });
  }, [playing, store]);

  function play() {
    if (endedHere.current) {
      endedHere.current = false;
      return;
    }
    if (stop.current) return stop.current();
    clearTrace();
    setPlaying(true);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const began = performance.now();
    const ended = new AbortController();
    let last = from;
    let frame = 0;
    const halt = () => {
      cancelAnimationFrame(frame);
      ended.abort();
      stop.current = null;
      setPlaying(false);
    };
    const end = () => {
      halt();
      change({ M: last });
    };
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - began) / duration));
      const at = still ? Math.floor(share * jumps) / jumps : share;
      last = roundCount(from * (to / from) ** at);
      change({ M: last }, false);
      if (share === 1) return end();
      frame = requestAnimationFrame(step);
    };
    stop.current = end;
    const press = (event: Event) => {
      const on = event.target instanceof Node && button.current?.contains(event.target) === true;
      const presses =
        !(event instanceof KeyboardEvent) || event.key === "Enter" || event.key === " ";
      endedHere.current = on && presses;
      end();
    };
    for (const type of ["pointerdown", "keydown"] as const)
      addEventListener(type, press, { signal: ended.signal, capture: true });
    // back has taken the sweep back already
    addEventListener("popstate", halt, { signal: ended.signal });
    frame = requestAnimationFrame(step);
  }

  return (
    <button ref={button} type="button" className="sweep" onClick={play}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d={playing ? "M1 1h3v8H1zM6 1h3v8H6z" : "M1 0.5v9l8-4.5z"} fill="currentColor" />
      </svg>
      {playing ? controls.M.stop : controls.M.sweep}
    </button>
  );
}

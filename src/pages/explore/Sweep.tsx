import { useEffect, useRef, useState } from "react";
import type { First } from "../../curves/answer.ts";
import { useScenario } from "../../scenario/use.ts";
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
  const change = useScenario((state) => state.change);
  const M = useScenario((state) => state.scenario.M);
  const [playing, setPlaying] = useState(false);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  useEffect(() => {
    if (playing && answer) leaveTrace(answer.headline);
  }, [playing, answer]);
  // whoever moves the target on leaves the sweep behind
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is M's change that counts
  useEffect(() => {
    if (!playing && M !== to) clearTrace();
  }, [M]);

  function play() {
    if (stop.current) return stop.current();
    clearTrace();
    setPlaying(true);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const began = performance.now();
    const ended = new AbortController();
    let last = from;
    let frame = 0;
    const end = () => {
      cancelAnimationFrame(frame);
      ended.abort();
      stop.current = null;
      setPlaying(false);
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
    for (const type of ["pointerdown", "keydown"] as const)
      addEventListener(type, end, { signal: ended.signal, capture: true });
    frame = requestAnimationFrame(step);
  }

  return (
    <button
      type="button"
      className="sweep"
      aria-pressed={playing}
      // the press that ends a sweep must not begin the next one
      onPointerDown={(event) => {
        event.currentTarget.dataset.ended = String(playing);
      }}
      onKeyDown={(event) => {
        event.currentTarget.dataset.ended = String(playing);
      }}
      onClick={(event) => {
        const ended = event.currentTarget.dataset.ended === "true";
        event.currentTarget.dataset.ended = "false";
        if (!ended) play();
      }}
    >
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d={playing ? "M1 1h3v8H1zM6 1h3v8H6z" : "M1 0.5v9l8-4.5z"} fill="currentColor" />
      </svg>
      {playing ? controls.M.stop : controls.M.sweep}
    </button>
  );
}

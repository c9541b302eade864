import { useEffect, useState } from "react";
import { create } from "zustand";
import { createLabClient, spawnLabWorker } from "../../measure/client.ts";
import type {
  FamilyModel,
  LabEvent,
  Magnified,
  RunSettings,
  Scored,
  Traced,
  Turn,
} from "../../measure/protocol.ts";
import { begin, initialState, type LabState, reduce } from "./lab-state.ts";

/** What the lab shows. One copy for the page, fed by the worker's events. */
export const useLab = create<LabState>()(() => initialState);

const client = createLabClient({ spawn: spawnLabWorker, models: "models" });

// Nobody watches a hidden tab, and a measurement there would only take battery and heat. The texts of a
// scene are read without a document too.
if (typeof document !== "undefined") {
  const restWhenHidden = () => client.rest(document.hidden);
  document.addEventListener("visibilitychange", restWhenHidden);
  restWhenHidden();
}

/** Events of one frame are taken in together, so that a fast device does not draw more often than the
 *  screen. */
let waiting: LabEvent[] = [];
let current = 0;

function take(run: number): (event: LabEvent) => void {
  return (event) => {
    if (run !== current) return;
    if (waiting.length === 0) {
      // A hidden tab has no frames; its events must not pile up.
      if (document.hidden) setTimeout(flush, 100);
      else requestAnimationFrame(flush);
    }
    waiting.push(event);
  };
}

function flush(): void {
  const events = waiting;
  waiting = [];
  useLab.setState((state) => events.reduce(reduce, state));
}

const now = () => new Date().toISOString();

/** Calibrates, predicts and measures one pair. A run under way is stopped first. */
export async function startRun(settings: RunSettings): Promise<void> {
  client.stop();
  current += 1;
  waiting = [];
  useLab.setState((state) => begin(state, "running", settings, now()));
  await client.run(settings, take(current));
}

/** Measures all drafts over the grid of lookaheads; goes on where an earlier sweep of the same settings ended. */
export async function startSweep(settings: RunSettings): Promise<void> {
  client.stop();
  current += 1;
  waiting = [];
  useLab.setState((state) => begin(state, "sweeping", settings, now()));
  const { points } = useLab.getState();
  await client.sweep(settings, { known: points }, take(current));
}

/** Seconds for each engine that is compared. */
const comparisonBudget = 12;

/** Runs the pair on every engine that the device has. */
export async function startComparison(settings: RunSettings): Promise<void> {
  client.stop();
  current += 1;
  waiting = [];
  useLab.setState((state) => begin(state, "comparing", settings, now()));
  await client.compare({ ...settings, budget: comparisonBudget }, take(current));
}

/** Shows what a file holds in place of what was measured here. What runs is stopped. */
export function show(stored: LabState): void {
  client.stop();
  current += 1;
  waiting = [];
  useLab.setState(stored, true);
}

export function stop(): void {
  client.stop();
}

export function setGamma(gamma: number): void {
  if (useLab.getState().activity === "running") client.setGamma(gamma);
}

export function refusePrompt(settings: RunSettings): Promise<string | null> {
  return client.refusePrompt(settings);
}

export function magnify(settings: RunSettings, position: number): Promise<Magnified> {
  return client.magnify(settings, position);
}

export function trace(settings: RunSettings): Promise<Traced[]> {
  return client.trace(settings);
}

export function score(settings: RunSettings): Promise<Scored[]> {
  return client.score(settings);
}

export function guess(settings: RunSettings, text: string, next: string): Promise<Turn> {
  return client.guess(settings, text, next);
}

/** The points of a sweep belong to its settings; others start anew. */
export function forgetSweep(): void {
  useLab.setState({ points: [], sweep: null, sweepProgress: null });
}

export type Family =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly message: string; readonly retry: () => void }
  | { readonly state: "ready"; readonly models: readonly FamilyModel[] };

/** The models that the app ships. */
export function useFamily(): Family {
  const [tries, setTries] = useState(0);
  const [family, setFamily] = useState<Family>({ state: "loading" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks again
  useEffect(() => {
    let wanted = true;
    setFamily({ state: "loading" });
    client.listFamily().then(
      (models) => wanted && setFamily({ state: "ready", models }),
      (error: unknown) =>
        wanted &&
        setFamily({
          state: "failed",
          message: error instanceof Error ? error.message : String(error),
          retry: () => setTries((n) => n + 1),
        }),
    );
    return () => {
      wanted = false;
    };
  }, [tries]);
  return family;
}

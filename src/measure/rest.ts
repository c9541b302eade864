/** The lab rests while nobody looks at it, so that a device that is put away neither warms up nor empties
 *  its battery. It rests between texts: one that is being written is written to its end, so no pause is
 *  in any time that was measured. One state, for the one lab of a worker. */
let since: number | null = null;
let rested = 0; // milliseconds, without the rest that goes on
let waiting: (() => void)[] = [];

/** Begins or ends a rest. */
export function rest(wanted: boolean): void {
  const now = performance.now();
  if (wanted) {
    since ??= now;
    return;
  }
  if (since !== null) rested += now - since;
  since = null;
  const all = waiting;
  waiting = [];
  for (const goOn of all) goOn();
}

/** Milliseconds on a clock that stands still in a rest: for budgets. */
export function awakeNow(): number {
  return (since ?? performance.now()) - rested;
}

/** Resolves when no rest is going on, or when the signal stops what waits. */
export function awake(signal?: AbortSignal): Promise<void> {
  if (since === null || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.push(resolve);
    signal?.addEventListener("abort", () => resolve(), { once: true });
  });
}

import { create } from "zustand";
import type { Headline } from "../../curves/answer.ts";

/** Where the answer has been while the target's size was swept. Nothing of it is kept. */
export interface Trace {
  /** Drafts and speedups, in the order of the sweep. */
  readonly N: readonly number[];
  readonly speedup: readonly number[];
}

const none: Trace = { N: [], speedup: [] };

export const useTrace = create<Trace>()(() => none);

export function clearTrace(): void {
  if (useTrace.getState() !== none) useTrace.setState(none, true);
}

export function leaveTrace({ N, readouts }: Pick<Headline, "N" | "readouts">): void {
  useTrace.setState((trace) => ({
    N: [...trace.N, N],
    speedup: [...trace.speedup, readouts.speedup],
  }));
}

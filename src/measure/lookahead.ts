/** The lookahead of a run while it runs: the page may change it at any time. */
export interface LiveGamma {
  /** What is used from the next iteration on. */
  readonly get: () => number;
  readonly set: (gamma: number) => void;
  /** Counts the changes, so that a repetition with two lookaheads can be told from one with one. */
  readonly version: () => number;
}

export function liveGamma(first: number): LiveGamma {
  let gamma = first;
  let version = 0;
  return {
    get: () => gamma,
    set(next) {
      if (next === gamma) return;
      gamma = next;
      version += 1;
    },
    version: () => version,
  };
}

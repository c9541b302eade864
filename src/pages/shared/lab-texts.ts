import type { Origin } from "../../lm/engine.ts";
import { formatFixed } from "../../ui/format.ts";

/** The texts of what the lab and the lecture share. The sentences of a measured result are in lab-words.ts. */

/** What a model out of the user's own files is called. */
export const ownModel = "your model";

/** What a device is called until its owner says otherwise. */
export const devices = {
  phone: "phone",
  computer: "computer",
  cores: (count: number) => `${count} cores`,
  name: (kind: string, adapter: string) => `${kind}, ${adapter}`,
} as const;

export const microscope = {
  heading: "One iteration under the microscope",
  back: "Back",
  play: "Play",
  pause: "Pause",
  step: "Step",
  slower: "Slower",
  faster: "Faster",
  /** An iteration in numbers; what came of it is null while it is kept sealed. */
  count: (
    iteration: number,
    of: number,
    proposed: number,
    outcome: { accepted: number; added: number; rolledBack: number } | null,
  ) => {
    const came = outcome === null ? "" : `, ${outcome.accepted} accepted, ${outcome.added} added`;
    const back =
      outcome === null || outcome.rolledBack === 0 ? "" : `, ${outcome.rolledBack} rolled back`;
    return `Iteration ${iteration} of ${of}: ${proposed} proposed${came}${back}.`;
  },
  sealed: "the target has not looked yet",
  unjudged: "not judged: one before it fell",
  verdict: (coin: number, ratio: number, accepted: boolean) =>
    `coin ${formatFixed(coin, 3)} ${accepted ? "<" : "≥"} ${formatFixed(ratio, 3)}: ${accepted ? "accepted" : "rejected"}`,
  closing: {
    correction: "drawn from what p has over q",
    bonus: "all accepted: one more, free",
    target: "the target's own",
  } satisfies Record<Exclude<Origin, "drafted">, string>,
  end: "⟨end⟩",
} as const;

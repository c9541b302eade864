import { calibrate, lookaheads, warmUp } from "./calibrate.ts";
import type { Opened, Pair, Task } from "./pair.ts";
import { predict } from "./predict.ts";
import type { DraftTrial, LabEvent } from "./protocol.ts";
import { sizesOf } from "./run.ts";

/** The most time for each draft's timings, ms; one round is made in any case. */
const trialTime = 500;
/** Tokens of a trial's texts, at most. */
const trialLength = 64;
/** The longest lookahead of a trial. */
const trialGamma = 8;

/** Calibrates each draft shortly with the target on its engine. The first is the one with the best
 *  predicted speedup, the others follow in that order. Rejects as `calibrate` does. */
export async function tryDrafts(
  pair: Omit<Pair, "draft">,
  drafts: readonly Opened[],
  task: Task,
  signal: AbortSignal,
  emit: (event: LabEvent) => void,
): Promise<DraftTrial[]> {
  const brief = { ...task, length: Math.min(trialLength, task.length) };
  const trials: DraftTrial[] = [];
  for (const [done, draft] of drafts.entries()) {
    const { id } = draft.model;
    emit({ type: "progress", step: `Trying ${id} as the draft`, done, total: drafts.length });
    const own: Pair = { ...pair, draft };
    await warmUp(own, brief, lookaheads(trialGamma), signal);
    const calibration = await calibrate(own, brief, {
      maxGamma: trialGamma,
      budget: trialTime,
      signal,
    });
    const { gamma, calibrated } = predict(calibration, sizesOf(own), "auto");
    trials.push({ draft: id, gamma, speedup: calibrated });
  }
  return trials.sort((a, b) => b.speedup - a.speedup);
}

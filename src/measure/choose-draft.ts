import type { Request } from "../lm/engine.ts";
import { clampAcceptance } from "../sdsl/acceptance.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { perIteration } from "./block.ts";
import { calibrate, nothingToMeasure, warmUp } from "./calibrate.ts";
import type { Emit } from "./emit.ts";
import { type Opened, type Pair, requestOf, sizesOf, type Task } from "./pair.ts";
import { predict } from "./predict.ts";
import type { DraftTrial } from "./protocol.ts";
import { intervalOf, median } from "./statistics.ts";
import { inRounds, type Rounds } from "./trial.ts";
import { isTimed, perToken, type Written, write } from "./write.ts";

/** The target alone writes a trial's text in about so many ms, in at least and at most so many tokens. */
const trialText = { time: 400, least: 16, most: 48 } as const;
/** The longest lookahead of a trial. */
const trialGamma = 8;
/** Rounds end where the interval of a ratio reaches no further than this, relative. */
const tight = 0.03;

/** A draft with the lookahead that one block of timings finds best. */
interface Candidate {
  readonly draft: Opened;
  readonly gamma: number;
  /** Expected an iteration. */
  readonly tokens: number;
}

/** Tries each draft with the target on its engine: one block of timings for its acceptance and its best
 *  lookahead, then rounds in which the target alone and all drafts write in turns. A speedup is taken
 *  within a round; rounds that were disturbed are left out. The first is the one with the best predicted
 *  speedup, the others follow in that order. Rejects as `calibrate` does. */
export async function tryDrafts(
  pair: Omit<Pair, "draft">,
  drafts: readonly Opened[],
  task: Task,
  signal: AbortSignal,
  emit: Emit,
): Promise<DraftTrial[]> {
  const shortest = { ...task, length: Math.min(trialText.least, task.length) };
  const first = requestOf(shortest, 0, 0, signal, "calibrate");
  const { time, least, most } = trialText;
  const pace = perToken(await write(pair.engine, pair.target.session, null, first));
  // a text that was over at once says nothing of the pace
  const fitting = Number.isFinite(time / pace) ? Math.round(time / pace) : most;
  const length = Math.min(task.length, most, Math.max(least, fitting));
  const brief = { ...task, length };
  const total = drafts.length + 1;
  const candidates: Candidate[] = [];
  let request: Request | null = null;
  for (const [done, draft] of drafts.entries()) {
    const { id } = draft.model;
    emit({ type: "progress", step: `Trying ${id} as the draft`, done, total });
    const own: Pair = { ...pair, draft };
    await warmUp(own, brief, trialGamma, signal);
    const options = { maxGamma: trialGamma, budget: 0, signal };
    const { calibration, blocks } = await calibrate(own, brief, options);
    const { gamma, alpha } = predict(calibration, sizesOf(own), "auto");
    candidates.push({ draft, gamma, tokens: expectedTokens(clampAcceptance(alpha), gamma) });
    request ??= blocks[0].alone.request;
  }
  if (request === null) return [];
  emit({ type: "progress", step: "Trying the drafts in turns", done: drafts.length, total });
  const { paces } = await inRounds(lanesOf(pair, candidates, request), (rounds) =>
    isDecided(trialsOf(candidates, rounds)),
  );
  return trialsOf(candidates, paces);
}

/** The target alone, then each draft: milliseconds an expected token. Every round writes the same texts. */
function lanesOf({ engine, target }: Omit<Pair, "draft">, all: readonly Candidate[], own: Request) {
  const timed = async (writing: Promise<Written>): Promise<Written> => {
    const written = await writing;
    own.signal?.throwIfAborted();
    if (!isTimed(written)) throw nothingToMeasure();
    return written;
  };
  return [
    async () => perToken(await timed(write(engine, target.session, null, own))),
    ...all.map(({ draft, gamma, tokens }) => async () => {
      const request = { ...own, gamma };
      return (
        perIteration(await timed(write(engine, target.session, draft.session, request))) / tokens
      );
    }),
  ];
}

/** What the rounds say of each draft, the best first. */
export function trialsOf(
  candidates: readonly Pick<Candidate, "draft" | "gamma">[],
  rounds: Rounds["paces"],
): DraftTrial[] {
  const found = candidates.map(({ draft, gamma }, i) => {
    const speedups = rounds.map((paces) => paces[0] / paces[i + 1]);
    return { draft: draft.model.id, gamma, speedups, speedup: median(speedups) };
  });
  found.sort((a, b) => b.speedup - a.speedup);
  return found.map(({ speedups, ...trial }, place) => ({
    ...trial,
    interval: intervalOf(speedups),
    overFirst:
      place === 0 ? null : intervalOf(speedups.map((own, i) => own / found[0].speedups[i])),
  }));
}

/** Whether the first is told from the second, or its speedup is known well. */
function isDecided([first, second]: readonly DraftTrial[]): boolean {
  const { interval } = first;
  if (second?.overFirst && second.overFirst.high < 1) return true;
  return interval !== null && interval.high / interval.low < 1 + 2 * tight;
}

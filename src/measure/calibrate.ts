import { scoreText } from "./acceptance.ts";
import { type Block, writeSteady } from "./block.ts";
import { LabError } from "./failure.ts";
import { type Pair, requestOf, type Task } from "./pair.ts";
import { bestGamma } from "./predict.ts";
import type { Calibration } from "./protocol.ts";
import { awakeNow } from "./rest.ts";
import { mean } from "./statistics.ts";
import { steadyBlocks, timesOf } from "./timings.ts";
import { isTimed, timeIn, type Written, write } from "./write.ts";

export interface CalibrateOptions {
  /** The longest lookahead to have times for. */
  readonly maxGamma: number;
  /** The most time, ms. At least one block is made. */
  readonly budget: number;
  /** The lookahead in question, where it is known before; auto finds it. */
  readonly gamma?: number | "auto";
  readonly signal: AbortSignal;
  readonly onProgress?: (block: number) => void;
}

/** A calibration with the blocks that it was made from. */
export interface Calibrated {
  readonly calibration: Calibration;
  readonly blocks: readonly Block[];
  readonly maxGamma: number;
}

/** Lookaheads that are timed besides the one in question, those of a block together; what lies between
 *  them is interpolated. */
const coarse = [
  [4, 1, 8],
  [2, 12, 16],
] as const;
/** So many blocks of the lookahead in question and its neighbours are wanted. */
const wanted = 3;
/** The most blocks that may be over too soon before none is expected to be longer. */
const mostTries = 6;

/** Times the pair as it works: every number comes from whole generations of the run's own length, so at
 *  its contexts, and inside iterations, since a bare pass with its read-back costs more than a pass of
 *  an engine that loops on its device. A block is one autoregressive text and a few speculative ones, each
 *  of which keeps to one lookahead: a text that changes it on the way is dearer to verify. The one in
 *  question and its neighbours get the most. Blocks in which the target alone departs far from its
 *  median are left out. The texts are drawn from seeds of their own and are in no result. Stopped by the
 *  signal, it rejects with the signal's reason.
 *  Throws LabError "nothing-to-measure" where the text is over at once. */
export async function calibrate(
  pair: Pair,
  task: Task,
  { maxGamma, gamma = "auto", budget, signal, onProgress }: CalibrateOptions,
): Promise<Calibrated> {
  const began = awakeNow();
  const grid = coarse
    .map((gammas) => gammas.filter((g) => g <= maxGamma))
    .filter((gammas) => gammas.length > 0);
  const blocks: Block[] = [];
  let longest = 0;
  let made = 0;
  const add = async (gammas: readonly number[]) => {
    const at = awakeNow();
    if (made > 0 && at - began + longest > budget) return;
    onProgress?.(made);
    const block = await writeBlock(pair, task, made, gammas, signal);
    signal.throwIfAborted();
    if (block !== null) blocks.push(block);
    made += 1;
    longest = Math.max(longest, awakeNow() - at);
  };
  const first = gamma === "auto" ? grid : [neighbours(gamma, maxGamma)];
  for (const gammas of first) await add(gammas);
  // A sampled text may be over at once where the next is not.
  while (blocks.length === 0 && made < mostTries) await add(first[0]);
  const scores = await scoreTexts(
    pair,
    task,
    timed(blocks).map(({ alone }) => alone),
    signal,
  );
  const summarise = (centre: number): Calibration => ({
    ...timesOf({ before: timed(blocks), during: [], maxGamma, centre }),
    ...scores,
    deviceClock: pair.deviceClock,
  });
  const centre = gamma === "auto" ? bestGamma(summarise(0), maxGamma) : gamma;
  if (gamma !== "auto") for (const gammas of grid) await add(gammas);
  for (let i = 0; i < wanted; i++) await add(neighbours(centre, maxGamma));
  // The others get as many texts where there is time, so that a moment's disturbance shows in none.
  for (let i = 1; i < wanted; i++) for (const gammas of grid) await add(gammas);
  return { calibration: summarise(centre), blocks: timed(blocks), maxGamma };
}

/** The calibration with what measured blocks have timed since, at the lookahead that they were measured
 *  with: the device may have changed. */
export function recalibrated(
  { calibration, blocks, maxGamma }: Calibrated,
  during: readonly Block[],
  centre: number,
): Calibration {
  const own = during.filter(({ steady }) => steady.length > 0);
  return { ...calibration, ...timesOf({ before: blocks, during: own, maxGamma, centre }) };
}

/** A lookahead, the one below and the one above. */
const neighbours = (gamma: number, maxGamma: number): number[] =>
  [gamma, gamma - 1, gamma + 1].filter((g) => g >= 1 && g <= maxGamma);

/** The blocks that kept to their pace. */
function timed(blocks: readonly Block[]): Block[] {
  if (blocks.length > 0) return steadyBlocks(blocks);
  throw nothingToMeasure();
}

export const nothingToMeasure = () =>
  new LabError(
    "nothing-to-measure",
    "The target ends this text at once, so there is nothing to time. Use another prompt or a higher temperature.",
  );

/** A block, the target alone first or last in turns, so that a steady drift slows neither more than the
 *  other. Null where a text was over too soon. */
async function writeBlock(
  pair: Pair,
  task: Task,
  number: number,
  gammas: readonly number[],
  signal: AbortSignal,
): Promise<Block | null> {
  const { engine, target, draft } = pair;
  const request = requestOf(task, number, 0, signal, "calibrate");
  const writeAlone = () => write(engine, target.session, null, request);
  const before = number % 2 === 0 ? await writeAlone() : null;
  const steady = await writeSteady(pair, task, number, gammas, signal, "calibrate");
  const alone = before ?? (await writeAlone());
  if (signal.aborted || steady.length === 0 || !isTimed(alone)) return null;
  const phased = steady.some(({ written }) => timeIn(written.iterations, "draft") > 0);
  if (phased) return { alone, steady, drafting: null };
  const drafting = await write(engine, draft.session, null, request);
  return isTimed(drafting) ? { alone, steady, drafting } : null;
}

/** Lets both lanes run before anything counts, with every lookahead up to `maxGamma`: just-in-time compilers
 *  see their loops, and a GPU compiles the kernels for so many tokens. */
export async function warmUp(
  { engine, target, draft }: Pair,
  task: Task,
  maxGamma: number,
  signal: AbortSignal,
): Promise<void> {
  const gammas = Array.from({ length: maxGamma }, (_, i) => i + 1);
  const brief = requestOf(
    { ...task, length: Math.min(24, task.length) },
    0,
    0,
    signal,
    "calibrate",
  );
  await write(engine, target.session, null, brief);
  // Where a text ends before all lookaheads had their turn, the next one goes on with them.
  let asked = 0;
  for (let text = 0; asked < gammas.length && text < gammas.length; text++) {
    const next = () => gammas[asked++ % gammas.length];
    const request = requestOf(task, text, next, signal, "calibrate");
    for await (const _ of engine.generate(target.session, draft.session, request)) {
      if (asked >= gammas.length + 2) break;
    }
  }
  signal.throwIfAborted();
}

async function scoreTexts(pair: Pair, task: Task, alone: readonly Written[], signal: AbortSignal) {
  const seen = new Set<string>();
  const overlaps: number[] = [];
  const texts: (readonly number[])[] = [];
  for (const { request, tokens } of alone) {
    const whole = [...request.prompt, ...tokens];
    // At temperature 0 every round of a prompt writes the same text.
    if (seen.has(whole.join())) continue;
    seen.add(whole.join());
    const score = await scoreText(
      pair.target.session,
      pair.draft.session,
      whole,
      request.prompt.length,
      task.sampling,
    );
    signal.throwIfAborted();
    overlaps.push(...score.overlap);
    texts.push(score.kept);
  }
  return { alpha: mean(overlaps), texts };
}

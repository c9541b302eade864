import type { Iteration, Phase } from "../lm/engine.ts";
import { scoreText } from "./acceptance.ts";
import { LabError } from "./failure.ts";
import { type Pair, requestOf, type Task } from "./pair.ts";
import { bestGamma } from "./predict.ts";
import type { Calibration, Sampled } from "./protocol.ts";
import { awakeNow } from "./rest.ts";
import { disturbed, mean, median, ratioInterval, sampled } from "./statistics.ts";
import { isTimed, perToken, timeIn, type Written, write } from "./write.ts";

export interface CalibrateOptions {
  /** The longest lookahead to have times for. */
  readonly maxGamma: number;
  /** The most time, ms. At least one round is made. */
  readonly budget: number;
  /** The lookahead in question, where it is known before; auto finds it. */
  readonly gamma?: number | "auto";
  readonly signal: AbortSignal;
  readonly onProgress?: (round: number) => void;
}

/** Lookaheads that are timed; what lies between them is interpolated. */
const grid = [1, 2, 3, 4, 6, 8, 12, 16];
/** So many rounds are wanted, and no more than so many are needed. */
const limits = { wanted: 3, most: 12 } as const;
/** The share of the time that is left for texts at the lookahead in question and its neighbours. */
const focusShare = 0.5;
/** Rounds end where the interval of their own speedups reaches no further than this, relative. */
const tight = 0.03;

/** Times the pair as it works: every number comes from whole generations of the run's own length, so at
 *  its contexts, and inside iterations, since a bare pass with its read-back costs more than a pass of
 *  an engine that loops on its device. A round is one autoregressive text and one speculative text
 *  whose lookahead goes through the grid, up and down, so that every lookahead meets every context. Such a
 *  text is dearer to verify than one that keeps to its lookahead, so the one in question and its neighbours
 *  then get texts of their own, which count in place of the others. Rounds in which the target alone departs
 *  far from its median are left out.
 *  Samples are means of a round, as the repetitions that they predict are. The texts are drawn from
 *  seeds of their own and are in no result. Stopped by the signal, it rejects with the signal's reason.
 *  Throws LabError "nothing-to-measure" where the text is over at once. */
export async function calibrate(
  pair: Pair,
  task: Task,
  { maxGamma, gamma = "auto", budget, signal, onProgress }: CalibrateOptions,
): Promise<Calibration> {
  const began = awakeNow();
  const gammas = lookaheads(maxGamma);
  const rounds: Round[] = [];
  for (let made = 0; made < limits.most; made++) {
    onProgress?.(made);
    const round = await writeRound(pair, task, made, zigzagging(made, gammas), signal);
    signal.throwIfAborted();
    if (isTimed(round.alone) && isTimed(round.together)) rounds.push(round);
    const spent = awakeNow() - began;
    if (spent + spent / (made + 1) > budget * (1 - focusShare)) break;
    const ratios = rounds.map(({ alone, together }) => perToken(alone) / perToken(together));
    const known = ratioInterval(ratios)?.relativeHalfWidth ?? Number.POSITIVE_INFINITY;
    if (rounds.length >= limits.wanted && known < tight) break;
  }
  if (rounds.length === 0) {
    throw new LabError(
      "nothing-to-measure",
      "The target ends this text at once, so there is nothing to time. Use another prompt or a higher temperature.",
    );
  }
  const alone = rounds.map((round) => round.alone);
  const scores = await scoreTexts(pair, task, alone, signal);
  const coarse = { ...timesOf(rounds, gammas), ...scores, deviceClock: pair.deviceClock };
  const centre = gamma === "auto" ? bestGamma(coarse, maxGamma) : gamma;
  const near = [centre, centre - 1, centre + 1].filter((g) => g >= 1 && g <= maxGamma);
  let longest = 0;
  for (let made = 0; made < near.length * limits.wanted; made++) {
    const before = awakeNow();
    if (made > 0 && before - began + longest > budget) break;
    const steady = near[made % near.length];
    const round = await writeRound(pair, task, limits.most + made, () => steady, signal);
    signal.throwIfAborted();
    if (isTimed(round.alone) && isTimed(round.together)) rounds.push({ ...round, steady });
    longest = Math.max(longest, awakeNow() - before);
  }
  const asked = [...new Set([...gammas, ...near])].sort((a, b) => a - b);
  return { ...coarse, ...timesOf(rounds, asked) };
}

/** The lookaheads of a round that goes through all of them. */
function zigzagging(number: number, gammas: readonly number[]): () => number {
  let asked = number * 3;
  return () => gammas[zigzag(asked++, gammas.length)];
}

async function writeRound(
  { engine, target, draft }: Pair,
  task: Task,
  number: number,
  next: () => number,
  signal: AbortSignal,
): Promise<Round> {
  const request = (gamma: number | (() => number)) =>
    requestOf(task, number, gamma, signal, "calibrate");
  const lanes = {
    alone: () => write(engine, target.session, null, request(0)),
    together: () => write(engine, target.session, draft.session, request(next)),
  };
  // The lane that begins changes, so that a steady drift slows neither more than the other.
  const before = number % 2 === 0 ? await lanes.alone() : null;
  const together = await lanes.together();
  const alone = before ?? (await lanes.alone());
  const phased = timeIn(together.iterations, "draft") > 0;
  const drafting = phased ? null : await write(engine, draft.session, null, request(0));
  return { alone, together, drafting };
}

/** 0, 1, …, n − 1, n − 1, …, 1, 0, 0, 1, … */
function zigzag(i: number, n: number): number {
  const at = i % (2 * n);
  return at < n ? at : 2 * n - 1 - at;
}

/** Lets both lanes run before anything counts, with every lookahead in `gammas`: just-in-time compilers see
 *  their loops, and a GPU compiles the kernels for so many tokens. */
export async function warmUp(
  { engine, target, draft }: Pair,
  task: Task,
  gammas: readonly number[],
  signal: AbortSignal,
): Promise<void> {
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

/** The lookaheads that are timed to know all up to `maxGamma`. */
export function lookaheads(maxGamma: number): number[] {
  const below = grid.filter((gamma) => gamma < maxGamma);
  return maxGamma > 0 ? [...below, maxGamma] : [0];
}

/** One round's texts. */
export interface Round {
  readonly alone: Written;
  readonly together: Written;
  /** The draft writing alone; only for an engine that doesn't time its phases. */
  readonly drafting: Written | null;
  /** The lookahead that all of the speculative text was written with, if only one was. */
  readonly steady?: number;
}

type Times = Omit<Calibration, "alpha" | "texts" | "deviceClock">;

/** The timings of a calibration. Every time of a round is taken in units of its own t_AR, a moment
 *  away, and given back in milliseconds of the median t_AR: a device that slows down for some rounds
 *  then moves them all alike. `gammas`: the lookaheads that were asked for, ascending; others come up
 *  where a text ends, too seldom to be timed. */
export function timesOf(all: readonly Round[], gammas: readonly number[]): Times {
  const out = disturbed(all.map(({ alone }) => perToken(alone)));
  const rounds = all.filter((_, i) => !out[i]);
  const maxGamma = gammas[gammas.length - 1];
  const tAutoregressive = sampled(rounds.map(({ alone }) => perToken(alone)));
  const steady = (round: Round) => tAutoregressive.median / perToken(round.alone);
  const phased = rounds.some(({ together }) => timeIn(together.timed.iterations, "draft") > 0);
  const tVerifyOne = sampled(
    rounds.map((round) => steady(round) * meanIn(round.alone.timed.iterations, "verify")),
  );
  const focused = rounds.filter((round) => round.steady !== undefined);
  const usual = focused.length > 0 ? focused : rounds;
  const tDraft = sampled(
    usual.map((round) => steady(round) * (phased ? draftStep(round) : draftAlone(round))),
  );
  const verify = new Map([[1, tVerifyOne]]);
  const decide = new Map([
    [0, sampled(rounds.map((r) => steady(r) * meanIn(r.alone.timed.iterations, "decide")))],
  ]);
  const iterations = rounds.flatMap(({ together }) => together.timed.iterations);
  // A text that changes its lookahead all the time is dearer to verify than one that keeps to it.
  const texts = (gamma: number) => {
    const own = rounds.filter(({ steady }) => steady === gamma);
    return own.length > 0 ? own : rounds;
  };
  for (const gamma of gammas) {
    if (gamma === 0) continue;
    const alike = texts(gamma).flatMap((round) => {
      const iterations = round.together.timed.iterations.filter((it) => it.gamma === gamma);
      return iterations.length > 0 ? [{ iterations, scale: steady(round) }] : [];
    });
    if (alike.length === 0) continue;
    const drafting = phased ? 0 : gamma * tDraft.median;
    verify.set(
      gamma + 1,
      sampled(alike.map((r) => Math.max(0, r.scale * meanIn(r.iterations, "verify") - drafting))),
    );
    decide.set(gamma, sampled(alike.map((r) => r.scale * meanIn(r.iterations, "decide"))));
  }
  const rest = phased ? median(usual.map((round) => steady(round) * unnamed(round))) : 0;
  const overhead = interpolated(decide, 0, maxGamma).map((time) => time.median + rest);
  return {
    context: mean(iterations.map(({ position }) => position)),
    tAutoregressive,
    tDraft,
    tVerify: interpolated(verify, 1, maxGamma + 1),
    tOverhead: sampled(
      rounds.map((r) => steady(r) * (unnamed(r) + meanIn(r.together.timed.iterations, "decide"))),
    ),
    overhead,
    phased,
  };
}

const meanIn = (iterations: readonly Iteration[], phase: Phase) =>
  iterations.length === 0 ? 0 : timeIn(iterations, phase) / iterations.length;

/** Time of one draft step within iterations. */
function draftStep({ together }: Round): number {
  const { iterations } = together.timed;
  const steps = iterations.reduce((sum, { gamma }) => sum + gamma, 0);
  return steps === 0 ? 0 : timeIn(iterations, "draft") / steps;
}

const draftAlone = ({ drafting }: Round): number => (drafting === null ? 0 : perToken(drafting));

/** Time of an iteration that no span of the device's own work covers. */
function unnamed({ together }: Round): number {
  const { iterations, milliseconds } = together.timed;
  const named = (["draft", "verify", "decide"] as const).reduce(
    (sum, phase) => sum + timeIn(iterations, phase),
    0,
  );
  return Math.max(0, milliseconds - named) / iterations.length;
}

/** Times for k = first..last from those that are known: between two, a straight line. */
function interpolated(known: ReadonlyMap<number, Sampled>, first: number, last: number): Sampled[] {
  const ks = [...known.keys()].sort((a, b) => a - b);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const k = first + i;
    const exact = known.get(k);
    if (exact !== undefined) return exact;
    const above = ks.find((other) => other > k) ?? ks[ks.length - 1];
    const below = ks.findLast((other) => other < above) ?? above;
    const left = known.get(below);
    const right = known.get(above);
    if (left === undefined || right === undefined) throw new RangeError("nothing was timed");
    const share = above === below ? 0 : (k - below) / (above - below);
    const between = (key: "median" | "low" | "high") =>
      left[key] + share * (right[key] - left[key]);
    return { median: between("median"), low: between("low"), high: between("high"), samples: [] };
  });
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

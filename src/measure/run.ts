import type { Iteration } from "../lm/engine.ts";
import { type Bout, type Duel, fight, speedupOf, undisturbed } from "./block.ts";
import { type CalibrateOptions, calibrate, warmUp } from "./calibrate.ts";
import type { Emit } from "./emit.ts";
import { type LiveGamma, liveGamma } from "./lookahead.ts";
import { type Comparison, compareGreedy, recompute, replayDecisions } from "./lossless.ts";
import { type Opened, type Pair, requestOf, sizesOf, type Task } from "./pair.ts";
import { predict } from "./predict.ts";
import type { LabEvent, Lane, RunResult } from "./protocol.ts";
import { awakeNow } from "./rest.ts";
import { resultOf } from "./result.ts";
import { ratioInterval, sampled } from "./statistics.ts";
import { textWriter } from "./texts.ts";
import { isTimed, perToken, repetitionOf, type Written, write } from "./write.ts";

export interface RunOptions {
  readonly gamma: number | "auto";
  /** Seconds for calibration and repetitions together. */
  readonly budget: number;
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** Hands out the means to change the lookahead while it runs. */
  readonly onLive?: (live: LiveGamma) => void;
  /** Told the text that was shown, for the microscope. */
  readonly onShown?: (written: Written) => void;
}

/** Lookaheads that are calibrated, at least. */
const calibratedGamma = 12;
/** The most of the budget for calibration. */
const calibrationShare = 0.3;
/** Repeating ends where the interval of the speedup reaches no further than this, relative. */
const tight = 0.03;
const fewestPairs = 5;

/** Calibrates, predicts, shows one repetition of each lane as it is written, then repeats both lanes in
 *  turn (alone, together, together, alone, …) until the interval of the speedup is tight.
 *
 *  The race is run one lane after the other, each with a clock of its own that starts when its first
 *  iteration comes: the two share a target and its cache, so neither could run in the other's pauses.
 *  Streaming the iterations costs time, so the shown repetition (number 0) is not counted; it warms up,
 *  and all its decisions are recomputed from the models' logits. The counted ones stream nothing.
 *  Each counted pair has a text beside it that times its lookahead anew: what the timings predict in the end
 *  comes from the same moments as what is measured.
 *  A lookahead changed on the way makes a new prediction, and counting begins again.
 *  Stopped by the signal, it resolves to what was measured until then, or null. */
export async function run(pair: Pair, task: Task, options: RunOptions): Promise<RunResult | null> {
  try {
    return await measure(pair, task, options);
  } catch (error) {
    if (options.signal.aborted) return null;
    throw error;
  }
}

async function measure(pair: Pair, task: Task, options: RunOptions): Promise<RunResult | null> {
  const { signal, emit } = options;
  const deadline = awakeNow() + options.budget * 1000;
  const maxGamma = Math.max(calibratedGamma, options.gamma === "auto" ? 0 : options.gamma);
  emit({ type: "progress", step: "Warming up", done: 0, total: null });
  await warmUp(pair, task, maxGamma, signal);
  const calibrated = await calibrate(pair, task, {
    maxGamma,
    gamma: options.gamma,
    budget: calibrationShare * options.budget * 1000,
    signal,
    onProgress: progress(emit),
  });
  const { calibration } = calibrated;
  emit({ type: "calibration", calibration });
  const sizes = sizesOf(pair);
  let prediction = predict(calibration, sizes, options.gamma);
  emit({ type: "prediction", prediction });
  const live = liveGamma(prediction.gamma);
  options.onLive?.(live);

  const race: Duel = {
    alone: await show(pair, task, "autoregressive", 0, options),
    together: await show(pair, task, "speculative", live.get, options),
  };
  options.onShown?.(race.together);
  signal.throwIfAborted();
  let { flaw, tie } = await judge(race, task, pair.target);
  // At temperature 0 the comparison with the text alone leaves nothing to recompute.
  if (flaw === null && task.sampling.temperature > 0) {
    flaw = await recompute(race.together, pair.target.session, pair.draft.session);
  }

  let duels: Bout[] = [];
  let fought = 0;
  let stopped: RunResult["stopped"] = "by hand";
  let repetition = 1;
  const began = awakeNow();
  while (!signal.aborted) {
    if (live.get() !== prediction.gamma) {
      prediction = predict(calibration, sizes, live.get());
      emit({ type: "prediction", prediction });
      duels = [];
    }
    const version = live.version();
    const duel = await fight(pair, task, repetition, live.get, signal, emit);
    repetition += 1;
    fought += 1;
    if (duel !== null) {
      const found = await judge(duel, task, pair.target);
      flaw ??= found.flaw;
      tie ??= found.tie;
    }
    if (duel !== null && version === live.version()) duels.push(duel);
    const counted = undisturbed(duels);
    const ratios = counted.map(speedupOf);
    const known = ratioInterval(ratios)?.relativeHalfWidth ?? Number.POSITIVE_INFINITY;
    emit({ type: "progress", step: "Measuring", done: counted.length, total: null });
    const now = awakeNow();
    // A pair that would not be over in time is not begun, once there are two for an interval.
    const end = duels.length < 2 ? now : now + (now - began) / fought;
    if (counted.length >= fewestPairs && known < tight) stopped = "interval is tight";
    // A pair that met two lookaheads counts for neither; the new one gets one of its own.
    else if (end > deadline && version === live.version()) stopped = "time is spent";
    else continue;
    break;
  }
  if (duels.length === 0) return null;
  return resultOf(pair, task, duels, { calibrated, prediction, flaw, tie, stopped });
}

/** Writes with the target alone, for want of a draft. Resolves to null when stopped before the end of
 *  the first counted text. */
export async function runAlone(
  pair: Pick<Pair, "engine"> & { readonly target: Opened },
  task: Task,
  options: RunOptions,
): Promise<Extract<LabEvent, { type: "alone" }> | null> {
  const { signal, emit } = options;
  const deadline = awakeNow() + options.budget * 1000;
  await show(pair, task, "autoregressive", 0, options);
  const speeds: number[] = [];
  for (let repetition = 1; !signal.aborted; repetition++) {
    const request = requestOf(task, repetition, 0, signal);
    const written = await write(pair.engine, pair.target.session, null, request);
    if (!written.complete) break;
    emit({ type: "repetition", repetition: repetitionOf("autoregressive", written) });
    if (isTimed(written)) speeds.push(1000 / perToken(written));
    const known = ratioInterval(speeds)?.relativeHalfWidth ?? Number.POSITIVE_INFINITY;
    if (awakeNow() > deadline || (speeds.length >= fewestPairs && known < tight)) break;
  }
  return speeds.length === 0 ? null : { type: "alone", tokensPerSecond: sampled(speeds) };
}

/** What is wrong with a pair of texts, if anything, and where a tie parts them. */
export async function judge(
  { alone, together }: Duel,
  { sampling }: Task,
  { session, model }: Opened,
): Promise<Comparison> {
  const flaw = replayDecisions(alone) ?? replayDecisions(together);
  if (flaw !== null || sampling.temperature > 0) return { flaw, tie: null };
  const spell = (token: number) => JSON.stringify(model.tokenizer.decode([token]));
  return compareGreedy(alone, together, session, spell);
}

/** A repetition that the page watches. */
async function show(
  pair: Pick<Pair, "engine"> & { readonly target: Opened; readonly draft?: Opened },
  task: Task,
  lane: Lane,
  gamma: number | (() => number),
  { signal, emit }: RunOptions,
): Promise<Written> {
  const request = requestOf(task, 0, gamma, signal);
  const say = textWriter(pair.target.model.tokenizer, request.prompt);
  const draft = lane === "speculative" ? (pair.draft?.session ?? null) : null;
  emit({ type: "start", lane, repetition: 0 });
  const onIteration = (iteration: Iteration, at: number) =>
    emit({ type: "iteration", lane, iteration, ...say(iteration), at });
  const written = await write(pair.engine, pair.target.session, draft, request, onIteration);
  if (written.complete) emit({ type: "repetition", repetition: repetitionOf(lane, written) });
  return written;
}

function progress(emit: Emit): CalibrateOptions["onProgress"] {
  return (done) => emit({ type: "progress", step: "Calibrating", done, total: null });
}

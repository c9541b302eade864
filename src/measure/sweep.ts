import type { Engine } from "../lm/engine.ts";
import { acceptanceByPosition, acceptanceRate } from "./acceptance.ts";
import { type Bout, fight, speedupOf, undisturbed } from "./block.ts";
import { type Calibrated, calibrate, recalibrated, warmUp } from "./calibrate.ts";
import type { Emit } from "./emit.ts";
import { fitFamily } from "./fit.ts";
import { type Flaw, recompute } from "./lossless.ts";
import { type Opened, type Pair, sizesOf, type Task } from "./pair.ts";
import { predict } from "./predict.ts";
import type { SweepPoint, SweepResult } from "./protocol.ts";
import { awakeNow } from "./rest.ts";
import { judge } from "./run.ts";
import { intervalOf, median, ratioInterval, sampled } from "./statistics.ts";

/** A sweep over drafts for one target on one engine. */
export interface Sweep {
  readonly engine: Engine;
  readonly deviceClock: boolean;
  readonly target: Opened;
  readonly drafts: readonly Opened[];
  readonly gammas: readonly number[];
  /** Seconds. */
  readonly budget: number;
  readonly known: readonly SweepPoint[];
  /** Perplexity of a model by its id, where it is known. */
  readonly perplexity: (id: string) => number | undefined;
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

/** Seconds. */
export const usualBudget = 90;
export const usualGammas = [1, 2, 3, 4, 5, 6, 8, 12] as const;

/** The most of the budget for calibrating all drafts. */
const calibrationShare = 0.2;
/** A point is done when the interval of its speedup reaches no further than this, relative. */
const tight = 0.04;
const pairs = { fewest: 2, most: 12 } as const;

interface Plan {
  readonly pair: Pair;
  readonly calibrated: Calibrated;
  /** Lookaheads still to measure, the calibrated best first, then its neighbours outwards. */
  readonly gammas: number[];
  /** Whether a text of this draft has been recomputed from the models' logits. */
  recomputed: boolean;
}

/** Measures drafts × lookaheads in the time there is. Each draft, the middling sizes first, is calibrated
 *  and measured at its best predicted lookahead; then all of them move outwards from there, in turns, so
 *  that a sweep that ends early has the points around every peak. A point gets an equal part of the time
 *  that is left. Ended by the signal, it resolves to what there is, incomplete. */
export async function sweep(settings: Sweep, task: Task): Promise<SweepResult> {
  const { signal, emit, drafts, gammas } = settings;
  const deadline = awakeNow() + settings.budget * 1000;
  const ids = new Set(drafts.map(({ model }) => model.id));
  const points = settings.known.filter(
    ({ draft, gamma }) => ids.has(draft) && gammas.includes(gamma),
  );
  const total = drafts.length * gammas.length;
  const plans: Plan[] = [];
  const spent = () => signal.aborted || awakeNow() > deadline;

  const measureNext = async (plan: Plan) => {
    const gamma = plan.gammas.shift();
    if (gamma === undefined) return;
    const share = (deadline - awakeNow()) / Math.max(1, total - points.length);
    const point = await measurePoint(plan, task, gamma, awakeNow() + share, signal);
    if (point === null) return;
    points.push(point);
    emit({ type: "point", point, done: points.length, total });
  };

  try {
    for (const draft of fromTheMiddle(drafts)) {
      const known = points.filter((point) => point.draft === draft.model.id);
      const open = gammas.filter((gamma) => known.every((point) => point.gamma !== gamma));
      if (open.length === 0) continue;
      if (spent()) break;
      emit({
        type: "progress",
        step: `Calibrating ${draft.model.id}`,
        done: points.length,
        total,
      });
      const plan = await planDraft(settings, task, draft, open);
      plans.push(plan);
      await measureNext(plan);
    }
    while (!spent() && plans.some((plan) => plan.gammas.length > 0)) {
      for (const plan of plans) if (!spent()) await measureNext(plan);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return resultOf(settings, points, points.length === total);
}

async function planDraft(
  { engine, target, deviceClock, drafts, gammas, budget, signal }: Sweep,
  task: Task,
  draft: Opened,
  open: readonly number[],
): Promise<Plan> {
  const pair: Pair = { engine, target, draft, deviceClock };
  const maxGamma = Math.max(1, ...gammas);
  await warmUp(pair, task, maxGamma, signal);
  const calibrated = await calibrate(pair, task, {
    maxGamma,
    budget: (calibrationShare * budget * 1000) / drafts.length,
    signal,
  });
  const { gamma } = predict(calibrated.calibration, sizesOf(pair), "auto");
  return { pair, calibrated, gammas: outwards(open, gamma), recomputed: false };
}

async function measurePoint(
  plan: Plan,
  task: Task,
  gamma: number,
  deadline: number,
  signal: AbortSignal,
): Promise<SweepPoint | null> {
  const { pair, calibrated } = plan;
  const all: Bout[] = [];
  let flaw: Flaw = null;
  for (let repetition = 0; repetition < pairs.most && !signal.aborted; repetition++) {
    const duel = await fight(
      pair,
      task,
      repetition,
      () => gamma,
      signal,
      () => {},
    );
    if (duel !== null) {
      all.push(duel);
      flaw ??= (await judge(duel, task, pair.target)).flaw;
    }
    const steady = undisturbed(all);
    const known =
      ratioInterval(steady.map(speedupOf))?.relativeHalfWidth ?? Number.POSITIVE_INFINITY;
    const enough = steady.length >= pairs.fewest && known < tight;
    if (enough || (repetition + 1 >= pairs.fewest && awakeNow() > deadline)) break;
  }
  if (all.length === 0) return null;
  const duels = undisturbed(all);
  const calibration = recalibrated(calibrated, duels, gamma);
  if (flaw === null && !plan.recomputed && task.sampling.temperature > 0) {
    flaw = await recompute(duels[0].together, pair.target.session, pair.draft.session);
    plan.recomputed = true;
  }
  const ratios = duels.map(speedupOf);
  const iterations = duels.flatMap(({ together }) => together.timed.iterations);
  const tokens = duels.reduce((sum, { together }) => sum + together.timed.tokens, 0);
  return {
    draft: pair.draft.model.id,
    params: pair.draft.model.params,
    gamma,
    prediction: predict(calibration, sizesOf(pair), gamma),
    alpha: acceptanceRate(iterations),
    speedup: sampled(ratios),
    interval: intervalOf(ratios),
    disturbed: all.length - duels.length,
    byPosition: acceptanceByPosition(iterations),
    tokensPerIteration: tokens / iterations.length,
    lossless: flaw === null,
  };
}

function resultOf(
  { perplexity, target }: Sweep,
  points: readonly SweepPoint[],
  complete: boolean,
): SweepResult {
  const y = perplexity(target.model.id);
  const error = (predicted: (point: SweepPoint) => number) =>
    points.length === 0
      ? 0
      : median(points.map((point) => Math.abs(predicted(point) / point.speedup.median - 1)));
  const best = (merit: (point: SweepPoint) => number) =>
    points.length === 0 ? null : points.reduce((top, p) => (merit(p) > merit(top) ? p : top));
  return {
    points,
    fit: y === undefined ? null : fitFamily(points, perplexity, y),
    best: {
      measured: best(({ speedup }) => speedup.median),
      calibrated: best(({ prediction }) => prediction.calibrated),
      sdsl: best(({ prediction }) => prediction.sdsl),
    },
    medianError: error(({ prediction }) => prediction.calibrated),
    medianErrorAlongText: error(({ prediction }) => prediction.calibratedAlongText),
    complete,
  };
}

/** The lookaheads by their distance in the list from the one nearest to `best`. */
export function outwards(gammas: readonly number[], best: number): number[] {
  const sorted = gammas.toSorted((a, b) => a - b);
  const off = (gamma: number) => Math.abs(gamma - best);
  const centre = sorted.reduce((at, gamma, i) => (off(gamma) < off(sorted[at]) ? i : at), 0);
  const distance = new Map(sorted.map((gamma, i) => [gamma, Math.abs(i - centre)]));
  return sorted.toSorted((a, b) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0));
}

/** Sizes sorted from the middle one outwards. */
export function fromTheMiddle(drafts: readonly Opened[]): Opened[] {
  const sorted = drafts.toSorted((a, b) => a.model.params - b.model.params);
  const middle = (sorted.length - 1) / 2;
  const order = sorted.map((draft, i) => ({ draft, distance: Math.abs(i - middle) }));
  return order.sort((a, b) => a.distance - b.distance).map(({ draft }) => draft);
}

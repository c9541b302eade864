import { type GammaRange, gammaByBatch } from "../sdsl/serving/gamma-by-batch.ts";
import { type Pairing, pairTimes } from "../sdsl/serving/iteration.ts";
import { type LookaheadPoint, lookaheadPoints } from "../sdsl/serving/lookahead.ts";
import { memoryFit } from "../sdsl/serving/memory.ts";
import { predictAcceptance } from "./acceptance.ts";
import {
  type Shift,
  type TaskName,
  taskNames,
  taskShifts,
  temperatureShift,
} from "./circumstances.ts";
import { type MethodCheck, methodChecks } from "./methods/check.ts";
import { type MethodPlan, type MethodsRequest, methodPlans } from "./methods/plan.ts";
import { bandOf, type DraftPlan, type Plan, type PlanRequest, pairingOf, planFor } from "./plan.ts";
import { quickBest } from "./quick.ts";
import { drawnFor, ratesFor } from "./rates.ts";
import { type TrainingAnswer, type TrainingRequest, trainingFor } from "./training.ts";

export interface PageRequest {
  readonly plan: PlanRequest;
  /** Methods beside separate drafts; none where nobody asks. */
  readonly methods?: MethodsRequest;
  readonly training: TrainingRequest;
}

/** The speedup of one draft over the batch. */
export interface BatchCurve {
  readonly draft: string;
  readonly speedup: Float64Array;
}

/** Tokens a second for each user and each device, over the batch: alone, and with the first draft at its best
 *  lookahead, or alone where none pays. */
export interface Goodput {
  readonly batch: Float64Array;
  readonly user: { readonly alone: Float64Array; readonly with: Float64Array };
  readonly device: { readonly alone: Float64Array; readonly with: Float64Array };
}

/** Everything that the Plan page draws. */
export interface PageAnswer {
  readonly plan: Plan;
  /** Methods beside separate drafts, best first, and how the cost model does on their measurements. */
  readonly methods: readonly MethodPlan[];
  readonly methodChecks: readonly MethodCheck[];
  readonly batches: {
    readonly batch: Float64Array;
    readonly curves: readonly BatchCurve[];
    /** The first draft's band, each at the lookahead that is best there. */
    readonly low: Float64Array;
    readonly high: Float64Array;
  } | null;
  /** Speedup of the first draft, values[j * batch.length + i] at batch[i], context[j]; and the batch that
   *  memory holds at each context. */
  readonly map: {
    readonly batch: Float64Array;
    readonly context: Float64Array;
    readonly values: Float64Array;
    readonly memory: Float64Array;
  } | null;
  /** The first draft at every lookahead from 0. */
  readonly lookahead: readonly LookaheadPoint[];
  /** The target's pass over 1.. tokens, in passes of one. */
  readonly verification: { readonly k: Float64Array; readonly cost: Float64Array };
  /** How the first draft would do under other circumstances; empty where it was measured under its own. */
  readonly tasks: readonly {
    readonly task: TaskName;
    readonly alpha: number;
    readonly speedup: number;
  }[];
  readonly temperatures: readonly {
    readonly temperature: number;
    readonly alpha: number;
    readonly speedup: number;
  }[];
  /** The best lookahead by batch, as far as memory reaches; 0 is no speculation. */
  readonly byBatch: readonly GammaRange[];
  /** What users and devices get over the batch, as far as memory reaches. */
  readonly goodput: Goodput | null;
  readonly training: TrainingAnswer;
  readonly milliseconds: number;
}

const mapSize = { batch: 28, context: 16 } as const;
const curveSize = 40;
/** Drafts that are drawn over the batch. */
const drawnCurves = 4;
/** Draws of a band at each batch. */
const chartDraws = 80;
const goodputSize = 32;
/** Tokens of a pass whose cost is drawn. */
const passTokens = 33;

/** Plan, charts and training for a request. Pure. */
export function computePlan({ plan: request, methods, training }: PageRequest): PageAnswer {
  const start = performance.now();
  const plan = planFor(request);
  const [first] = plan.ranked;
  const anchor = request.drafts.find(({ id }) => id === plan.anchor);
  return {
    plan,
    methods: methods === undefined ? [] : methodPlans(request, methods),
    methodChecks: methods === undefined ? [] : methodChecks(request.overheadSeconds),
    batches: first === undefined ? null : batchesOf(request, plan.ranked, first),
    map: first === undefined ? null : mapOf(request, first),
    lookahead:
      first === undefined ? [] : lookaheadPoints(pairingOf(request, first.draft), first.rates, 32),
    verification: verificationOf(request),
    ...circumstancesOf(request, first),
    byBatch:
      first === undefined
        ? []
        : gammaByBatch(pairingOf(request, first.draft), first.rates, heldBatch(plan)),
    goodput: first === undefined ? null : goodputOf(request, first, heldBatch(plan)),
    training: trainingFor(request, anchor, training),
    milliseconds: performance.now() - start,
  };
}

/** Each task at the temperature that is set, and three temperatures at the task that is set. */
function circumstancesOf(request: PlanRequest, first: DraftPlan | undefined) {
  const [ofTask, ofTemperature] = request.shifts;
  if (first === undefined || request.measured !== undefined || !ofTask || !ofTemperature)
    return { tasks: [], temperatures: [] };
  const pairing = pairingOf(request, first.draft);
  const under = (task: Shift, temperature: Shift) => {
    const shifts = [task, temperature];
    const { alpha } = predictAcceptance(
      { ...request, shifts },
      first.draft.trained,
      request.target.trained,
    );
    return { alpha, speedup: bestOrSet(request, pairing, ratesFor(request, alpha)).speedup };
  };
  return {
    tasks: taskNames.map((task) => ({ task, ...under(taskShifts[task], ofTemperature) })),
    temperatures: [0, 0.5, 1].map((temperature) => ({
      temperature,
      ...under(ofTask, temperatureShift(temperature)),
    })),
  };
}

/** The largest batch that is drawn: the one set, and well past it. */
function batchEnd({ load }: PlanRequest): number {
  return Math.min(4096, Math.max(256, load.batch * 4));
}

/** Whole batches, evenly spread over the logarithm. */
function batchGrid(request: PlanRequest, count: number): Float64Array {
  const end = batchEnd(request);
  return Float64Array.from({ length: count }, (_, i) => end ** (i / (count - 1)));
}

/** A measured curve or draft step belongs to the batch that it was measured at. */
function modelled(request: PlanRequest): PlanRequest {
  const { verification: _, draftSeconds: __, ...rest } = request;
  return rest;
}

function batchesOf(request: PlanRequest, ranked: readonly DraftPlan[], first: DraftPlan) {
  const batch = batchGrid(request, curveSize);
  const at = (plan: DraftPlan, size: number) =>
    pairingOf({ ...modelled(request), load: { ...request.load, batch: size } }, plan.draft);
  const byPosition = first.measured ? request.measured?.byPosition : undefined;
  const drawn = drawnFor(request, first.acceptance, byPosition);
  const bands = Array.from(batch, (size) => {
    const pairing = at(first, size);
    const { gamma, speedup } = bestOrSet(request, pairing, first.rates);
    const { low, high } = bandOf(request, pairing, gamma, drawn, chartDraws);
    return [Math.min(low, speedup), Math.max(high, speedup)] as const;
  });
  return {
    batch,
    curves: ranked.slice(0, drawnCurves).map((plan) => ({
      draft: plan.draft.id,
      speedup: batch.map((size) => bestOrSet(request, at(plan, size), plan.rates).speedup),
    })),
    low: Float64Array.from(bands, ([low]) => low),
    high: Float64Array.from(bands, ([, high]) => high),
  };
}

/** The speedup at the best lookahead of at least 1, so that a loss is seen, or at the one that is set. */
function bestOrSet({ gamma }: PlanRequest, pairing: Pairing, rates: DraftPlan["rates"]) {
  if (gamma === "auto") return quickBest(pairing, rates);
  return { gamma, speedup: lookaheadPoints(pairing, rates, gamma)[gamma]?.speedup ?? 1 };
}

/** The largest batch whose cache fits, at least 1. */
function heldBatch({ memory }: Plan): number {
  return Math.max(1, memory.largestBatch);
}

function goodputOf(request: PlanRequest, first: DraftPlan, most: number): Goodput {
  const { tensorParallel } = request.machine;
  const batch = Float64Array.from({ length: goodputSize }, (_, i) =>
    Math.round(most ** (i / (goodputSize - 1))),
  );
  const times = Array.from(batch, (size) => {
    const pairing = pairingOf(
      { ...modelled(request), load: { ...request.load, batch: size } },
      first.draft,
    );
    const { baseline } = pairTimes(pairing);
    return { baseline, speedup: Math.max(1, quickBest(pairing, first.rates).speedup) };
  });
  const user = {
    alone: Float64Array.from(times, ({ baseline }) => 1 / baseline),
    with: Float64Array.from(times, ({ baseline, speedup }) => speedup / baseline),
  };
  const perDevice = (rates: Float64Array) =>
    rates.map((rate, i) => (rate * (batch[i] ?? 1)) / tensorParallel);
  return {
    batch,
    user,
    device: { alone: perDevice(user.alone), with: perDevice(user.with) },
  };
}

function mapOf(request: PlanRequest, first: DraftPlan) {
  const batch = batchGrid(request, mapSize.batch);
  const longest = Math.max(131_072, Math.min(1e7, request.load.context * 2));
  const context = Float64Array.from(
    { length: mapSize.context },
    (_, j) => 128 * (longest / 128) ** (j / (mapSize.context - 1)),
  );
  const values = new Float64Array(batch.length * context.length);
  const memory = new Float64Array(context.length);
  const plain = modelled(request);
  for (const [j, length] of context.entries()) {
    for (const [i, size] of batch.entries()) {
      const load = { ...request.load, batch: size, context: length };
      const pairing = pairingOf({ ...plain, load }, first.draft);
      values[j * batch.length + i] = bestOrSet(request, pairing, first.rates).speedup;
    }
    const load = { ...request.load, batch: 1, context: length };
    memory[j] = memoryFit(pairingOf({ ...plain, load }, first.draft)).largestBatch;
  }
  return { batch, context, values, memory };
}

function verificationOf(request: PlanRequest) {
  const { baseline, verification } = pairTimes(pairingOf(request, request.target));
  const k = Float64Array.from({ length: passTokens }, (_, i) => i + 1);
  return { k, cost: k.map((tokens) => verification(tokens).seconds / baseline) };
}

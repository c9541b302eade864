import { pairTimes } from "../sdsl/serving/iteration.ts";
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
import { type DraftPlan, type Plan, type PlanRequest, pairingOf, planFor } from "./plan.ts";
import { quickSpeedup } from "./quick.ts";
import { type TrainingAnswer, type TrainingRequest, trainingFor } from "./training.ts";

export interface PageRequest {
  readonly plan: PlanRequest;
  readonly training: TrainingRequest;
}

/** The speedup of one draft over the batch. */
export interface BatchCurve {
  readonly draft: string;
  readonly speedup: Float64Array;
}

/** Everything that the Plan page draws. */
export interface PageAnswer {
  readonly plan: Plan;
  readonly batches: {
    readonly batch: Float64Array;
    readonly curves: readonly BatchCurve[];
    /** The first draft's, at the ends of its band. */
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
  readonly training: TrainingAnswer;
  readonly milliseconds: number;
}

const mapSize = { batch: 28, context: 16 } as const;
const curveSize = 40;
/** Drafts that are drawn over the batch. */
const drawn = 4;
/** Tokens of a pass whose cost is drawn. */
const passTokens = 33;

/** Plan, charts and training for a request. Pure. */
export function computePlan({ plan: request, training }: PageRequest): PageAnswer {
  const start = performance.now();
  const plan = planFor(request);
  const [first] = plan.ranked;
  const anchor = request.drafts.find(({ id }) => id === plan.anchor);
  return {
    plan,
    batches: first === undefined ? null : batchesOf(request, plan.ranked, first),
    map: first === undefined ? null : mapOf(request, first),
    lookahead:
      first === undefined ? [] : lookaheadPoints(pairingOf(request, first.draft), first.rates, 32),
    verification: verificationOf(request),
    ...circumstancesOf(request, first),
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
    return { alpha, speedup: bestOrSet(request, pairing, alpha) };
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
  const over = (plan: DraftPlan, rates: DraftPlan["rates"]) =>
    batch.map((size) => {
      const load = { ...request.load, batch: size };
      const pairing = pairingOf({ ...modelled(request), load }, plan.draft);
      return bestOrSet(request, pairing, rates);
    });
  return {
    batch,
    curves: ranked
      .slice(0, drawn)
      .map((plan) => ({ draft: plan.draft.id, speedup: over(plan, plan.rates) })),
    low: over(first, first.acceptance.low),
    high: over(first, first.acceptance.high),
  };
}

/** The speedup at the best lookahead of at least 1, so that a loss is seen, or at the one that is set. */
function bestOrSet(
  { gamma }: PlanRequest,
  pairing: ReturnType<typeof pairingOf>,
  rates: DraftPlan["rates"],
): number {
  if (gamma !== "auto") return lookaheadPoints(pairing, rates, gamma)[gamma]?.speedup ?? 1;
  return quickSpeedup(pairing, rates);
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
      values[j * batch.length + i] = bestOrSet(request, pairing, first.rates);
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

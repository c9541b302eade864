import { typicalArchitecture } from "../sdsl/architecture.ts";
import { pairTimes } from "../sdsl/serving/iteration.ts";
import {
  netReturn,
  optimalTrainedDraft,
  type ServingCost,
  type TrainedOptimum,
  type TrainingPlan,
  trainingReturn,
} from "../sdsl/serving/training.ts";
import { acceptanceIn, type Candidate, type PlanRequest, pairingOf } from "./plan.ts";
import { quickSpeedup } from "./quick.ts";
import { ratesFor } from "./rates.ts";

/** How a draft would be trained. */
export interface TrainingRequest {
  /** Tokens it is trained on. */
  readonly tokens: number;
  /** Whether the target's logits are its teacher. */
  readonly distilled: boolean;
  /** Of one device for an hour, in training and in serving. */
  readonly pricePerHour: number;
  /** Tokens that will be served with it. */
  readonly servedTokens: number;
}

/** What training costs and saves, over the size of the draft. */
export interface TrainingAnswer {
  readonly optimum: TrainedOptimum;
  readonly N: Float64Array;
  readonly speedup: Float64Array;
  /** Price of the training. */
  readonly cost: Float64Array;
  /** What is left of the savings after the served tokens. */
  readonly net: Float64Array;
  /** Served tokens that pay the training back; infinite where nothing does. */
  readonly breakEven: Float64Array;
  /** The size with the best speedup, cost aside. */
  readonly fastest: number;
}

/** Share of the peak that training reaches: an assumption. */
export const trainingUtilisation = 0.4;

const sizes = 60;
const smallest = 1e6;

/** The answer for a plan's target and machine. A draft of N parameters has the shape typical of its size
 *  and the acceptance of the plan's plane. */
export function trainingFor(
  request: PlanRequest,
  anchor: Candidate | undefined,
  training: TrainingRequest,
): TrainingAnswer {
  const acceptanceOf = acceptanceIn(request, anchor);
  const speedupOf = (N: number) => {
    const trained = { parameters: N, tokens: training.tokens };
    const draft: Candidate = { id: "", architecture: typicalArchitecture(N), trained };
    return quickSpeedup(pairingOf(request, draft), ratesFor(request, acceptanceOf(trained).alpha));
  };
  const { machine, target } = request;
  const plan: TrainingPlan = {
    tokens: () => training.tokens,
    ...(training.distilled ? { teacher: target.architecture.active } : {}),
    TFLOPs: machine.TFLOPs.bf16,
    MFU: trainingUtilisation,
    pricePerHour: training.pricePerHour,
  };
  const serving: ServingCost = {
    // a device that takes longer for a token serves nothing
    baselineSeconds: Math.min(1e6, pairTimes(pairingOf(request, target)).baseline),
    batch: request.load.batch,
    devices: machine.tensorParallel,
    pricePerHour: training.pricePerHour,
  };
  const from = smallest;
  const to = Math.max(from * 2, target.architecture.active / 2);
  const N = Float64Array.from({ length: sizes }, (_, i) => from * (to / from) ** (i / (sizes - 1)));
  const returns = Array.from(N, (size) => trainingReturn(plan, serving, speedupOf, size));
  const fastest = returns.reduce((best, each) => (each.speedup > best.speedup ? each : best));
  const priced = training.pricePerHour > 0;
  return {
    optimum: optimalTrainedDraft(plan, serving, speedupOf, training.servedTokens, { from, to }),
    N,
    speedup: Float64Array.from(returns, (each) => each.speedup),
    cost: Float64Array.from(returns, ({ cost }) => (priced ? cost.price : cost.deviceHours)),
    net: Float64Array.from(returns, (each) => netReturn(each, priced, training.servedTokens)),
    breakEven: Float64Array.from(
      returns,
      (each) => each.breakEvenTokens ?? Number.POSITIVE_INFINITY,
    ),
    fastest: fastest.N,
  };
}

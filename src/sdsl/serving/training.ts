import { brentMaximum } from "../brent.ts";
import { requireRange } from "../range.ts";

/** How a draft would be trained and what the devices cost. */
export interface TrainingPlan {
  /** Training tokens of a draft of N parameters: a constant, or a rule such as 20 N. 1..1e17. */
  readonly tokens: (N: number) => number;
  /** Active parameters of the teacher whose logits are distilled; undefined without one. */
  readonly teacher?: number | undefined;
  /** Peak of one device in the training dtype, TFLOP/s, and the share of it that training reaches. */
  readonly TFLOPs: number;
  readonly MFU: number;
  /** Price of one device for an hour, in any currency; 0..1e6. */
  readonly pricePerHour: number;
}

export interface TrainingCost {
  readonly tokens: number;
  readonly flops: number;
  readonly deviceHours: number;
  readonly price: number;
}

/**
 * Cost of training a draft of N parameters (1..1e15) on D tokens: 6 N D FLOPs (Kaplan et al. 2020,
 * arXiv 2001.08361), and with a teacher of M active parameters its forward pass, 2 M D more.
 *
 * Worked case: 300M on 6B tokens: 1.08e19 FLOPs. At 989 TFLOP/s and MFU 0.4: 7.58 device hours.
 * Distilled from 70B: 2 · 70e9 · 6e9 = 8.4e20 FLOPs more, 78 times as much.
 */
export function trainingCost(plan: TrainingPlan, N: number): TrainingCost {
  requireRange("N", N, 1, 1e15);
  const tokens = requireRange("tokens", plan.tokens(N), 1, 1e17);
  const teacher = requireRange("teacher", plan.teacher ?? 0, 0, 1e15);
  const TFLOPs = requireRange("TFLOPs", plan.TFLOPs, 1e-6, 1e9);
  const MFU = requireRange("MFU", plan.MFU, 0.01, 1);
  const perHour = requireRange("pricePerHour", plan.pricePerHour, 0, 1e6);
  const flops = (6 * N + 2 * teacher) * tokens;
  const deviceHours = flops / (TFLOPs * 1e12 * MFU) / 3600;
  return { tokens, flops, deviceHours, price: deviceHours * perHour };
}

/** What serving costs without speculation. */
export interface ServingCost {
  /** Seconds of one target pass, and the sequences that share it: `pairTimes().baseline`, `batch`. */
  readonly baselineSeconds: number;
  readonly batch: number;
  /** Devices that run it, and the price of one for an hour. */
  readonly devices: number;
  readonly pricePerHour: number;
}

/** Device hours and price of a million tokens at a speedup (above 0): baseline / batch · devices / S
 *  seconds a token. 14.4 ms on four devices for one sequence: 16 device hours a million. */
export function perMillion(serving: ServingCost, speedup: number) {
  const { baselineSeconds, batch, devices, pricePerHour } = serving;
  requireRange("baselineSeconds", baselineSeconds, 1e-12, 1e6);
  requireRange("batch", batch, 1, 1e6);
  requireRange("devices", devices, 1, 1e6);
  requireRange("pricePerHour", pricePerHour, 0, 1e6);
  requireRange("speedup", speedup, 1e-12, 1e12);
  const deviceHours = ((baselineSeconds / batch) * devices * 1e6) / 3600 / speedup;
  return { deviceHours, price: deviceHours * pricePerHour };
}

/** What one draft costs and saves. */
export interface TrainingReturn {
  readonly N: number;
  readonly cost: TrainingCost;
  readonly speedup: number;
  /** Device hours and price saved by each million served tokens. Never below 0: a draft that slows
   *  things down is not used. */
  readonly saved: { readonly deviceHours: number; readonly price: number };
  /** Served tokens after which training has paid, in device hours; undefined where it never does. */
  readonly breakEvenTokens: number | undefined;
}

/** The return on a draft of N parameters. `speedupOf(N)` is the speedup with such a draft at its best
 *  lookahead. Training and serving devices are taken to be worth the same where both prices are 0. */
export function trainingReturn(
  plan: TrainingPlan,
  serving: ServingCost,
  speedupOf: (N: number) => number,
  N: number,
): TrainingReturn {
  const cost = trainingCost(plan, N);
  const speedup = Math.max(1, speedupOf(N));
  const before = perMillion(serving, 1);
  const after = perMillion(serving, speedup);
  const saved = {
    deviceHours: before.deviceHours - after.deviceHours,
    price: before.price - after.price,
  };
  const priced = plan.pricePerHour > 0 && serving.pricePerHour > 0;
  const [paid, back] = priced ? [cost.price, saved.price] : [cost.deviceHours, saved.deviceHours];
  return {
    N,
    cost,
    speedup,
    saved,
    breakEvenTokens: back > 0 ? (paid / back) * 1e6 : undefined,
  };
}

/** What is left after so many served tokens, in the currency of the prices, or in device hours where
 *  either is 0. */
export function netReturn(
  { cost, saved }: TrainingReturn,
  priced: boolean,
  servedTokens: number,
): number {
  const millions = servedTokens / 1e6;
  return priced
    ? millions * saved.price - cost.price
    : millions * saved.deviceHours - cost.deviceHours;
}

/** A draft and what it leaves after the served tokens. `pays` is false where no size earns its
 *  training back: then it is the size that loses least. */
export interface TrainedOptimum extends TrainingReturn {
  readonly net: number;
  readonly pays: boolean;
}

/**
 * The draft size in `from`..`to` that leaves the most after so many served tokens (0..1e18): many
 * tokens pull it to the size with the best speedup, few to a smaller one that is cheaper to train.
 * Scans log N evenly, then closes in on the best by Brent's method.
 */
export function optimalTrainedDraft(
  plan: TrainingPlan,
  serving: ServingCost,
  speedupOf: (N: number) => number,
  servedTokens: number,
  { from, to }: { readonly from: number; readonly to: number },
): TrainedOptimum {
  requireRange("servedTokens", servedTokens, 0, 1e18);
  requireRange("from", from, 1, to);
  const priced = plan.pricePerHour > 0 && serving.pricePerHour > 0;
  const at = (logN: number): TrainedOptimum => {
    const N = Math.min(to, Math.max(from, Math.exp(logN)));
    const back = trainingReturn(plan, serving, speedupOf, N);
    const net = netReturn(back, priced, servedTokens);
    return { ...back, net, pays: net > 0 };
  };
  const [low, high] = [Math.log(from), Math.log(to)];
  const steps = 64;
  const step = (high - low) / steps;
  let best = at(low);
  let bestLog = low;
  for (let i = 1; i <= steps; i++) {
    const here = at(low + i * step);
    if (here.net > best.net) [best, bestLog] = [here, low + i * step];
  }
  const [left, right] = [Math.max(low, bestLog - step), Math.min(high, bestLog + step)];
  const closer = at(brentMaximum((logN) => at(logN).net, left, right, 1e-6, bestLog));
  return closer.net > best.net ? closer : best;
}

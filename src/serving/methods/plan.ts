import { pairTimes } from "../../sdsl/serving/iteration.ts";
import { expectedTokens } from "../../sdsl/tokens.ts";
import type { TaskName } from "../circumstances.ts";
import { type PlanRequest, pairingOf } from "../plan.ts";
import { type Basis, methodAcceptance } from "./acceptance.ts";
import type { MethodCandidate } from "./candidates.ts";
import { draftingSeconds, headArchitecture } from "./cost.ts";
import { methods } from "./method.ts";
import { rankOf } from "./rank.ts";

/** What the methods' part of a plan hangs on beside the plan's request. Plain data. */
export interface MethodsRequest {
  readonly candidates: readonly MethodCandidate[];
  /** Null where a shift was set by hand. */
  readonly task: TaskName | null;
  readonly temperature: number;
}

/** A method at its best lookahead of those that were measured, or at the one that is set. */
export interface MethodPlan extends MethodCandidate {
  /** Of the drafter, in parameters; 0 where there is none. */
  readonly parameters: number;
  readonly gamma: number;
  readonly alpha: number;
  readonly alphaLow: number;
  readonly alphaHigh: number;
  readonly tokens: number;
  readonly speedup: number;
  readonly low: number;
  readonly high: number;
  /** Drafting of one token, in target passes. */
  readonly c: number;
  readonly basis: Basis;
}

/** Every candidate under the plan's load, best first. */
export function methodPlans(
  request: PlanRequest,
  { candidates, task, temperature }: MethodsRequest,
): readonly MethodPlan[] {
  return candidates
    .map((candidate) => methodPlan(request, candidate, task, temperature))
    .sort((one, other) => rankOf(other) - rankOf(one));
}

function methodPlan(
  request: PlanRequest,
  candidate: MethodCandidate,
  task: TaskName | null,
  temperature: number,
): MethodPlan {
  const method = methods[candidate.method];
  const target = request.target.architecture;
  const { basis, longest, at } = methodAcceptance(
    method.name,
    request.target.id,
    task,
    temperature,
  );
  const times = pairTimes(pairingOf(request, request.target));
  const drafting = (gamma: number) =>
    draftingSeconds(method, target, request.machine, request.load, gamma);
  const secondsAt = (gamma: number) => {
    const { verification, overhead } = times.iteration(gamma);
    return drafting(gamma) + verification + overhead;
  };
  const speedup = (alpha: number, gamma: number) =>
    (expectedTokens(alpha, gamma) * times.baseline) / secondsAt(gamma);
  const best = () => {
    const speeds = Array.from({ length: longest }, (_, i) => speedup(at(i + 1).alpha, i + 1));
    return speeds.indexOf(Math.max(...speeds)) + 1;
  };
  const gamma = request.gamma === "auto" ? best() : Math.min(longest, Math.max(1, request.gamma));
  const { alpha, low, high } = at(gamma);
  return {
    ...candidate,
    parameters: method.drafting === "none" ? 0 : headArchitecture(method, target).parameters,
    gamma,
    alpha,
    alphaLow: low,
    alphaHigh: high,
    tokens: expectedTokens(alpha, gamma),
    speedup: speedup(alpha, gamma),
    low: speedup(Math.min(alpha, low), gamma),
    high: speedup(Math.max(alpha, high), gamma),
    c: drafting(gamma) / gamma / times.baseline,
    basis,
  };
}

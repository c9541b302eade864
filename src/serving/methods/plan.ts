import { pairTimes } from "../../sdsl/serving/iteration.ts";
import { expectedTokens } from "../../sdsl/tokens.ts";
import type { TaskName } from "../circumstances.ts";
import type { ReleasedModel } from "../models/model.ts";
import { type PlanRequest, pairingOf } from "../plan.ts";
import { type Basis, methodAcceptance } from "./acceptance.ts";
import { draftingSeconds, headArchitecture } from "./cost.ts";
import { type Head, headsFor } from "./heads.ts";
import { type MethodName, methodNames, methods } from "./method.ts";

/** A method that exists for a target, with the released heads; none where the target brings its own or the
 *  method needs none. */
export interface MethodCandidate {
  readonly method: MethodName;
  readonly heads: readonly Head[];
}

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

/** The methods that a released target, or one of a size only (null), can be served with. */
export function methodsFor(target: ReleasedModel | null): readonly MethodCandidate[] {
  return methodNames
    .map((method) => ({ method, heads: target === null ? [] : headsFor(target.id, method) }))
    .filter(
      ({ method, heads }) =>
        heads.length > 0 ||
        methods[method].drafting === "none" ||
        (method === "mtp" && (target?.mtp ?? 0) > 0),
    );
}

/** Every candidate under the plan's load, best first. */
export function methodPlans(
  request: PlanRequest,
  { candidates, task, temperature }: MethodsRequest,
): readonly MethodPlan[] {
  return candidates
    .map((candidate) => methodPlan(request, candidate, task, temperature))
    .sort((one, other) => other.speedup - one.speedup);
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

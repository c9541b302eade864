import { type AcceptancePlane, calibrate } from "../sdsl/acceptance.ts";
import type { Architecture } from "../sdsl/architecture.ts";
import { type PretrainingLaw, perplexity } from "../sdsl/pretraining.ts";
import type { Load } from "../sdsl/roofline.ts";
import { type BreakEven, breakEvenBatch } from "../sdsl/serving/break-even.ts";
import { type Explanation, explain } from "../sdsl/serving/explain.ts";
import { type Pairing, pairTimes } from "../sdsl/serving/iteration.ts";
import {
  type AcceptanceRates,
  bestLookaheadPoint,
  type LookaheadPoint,
  lookaheadPoints,
} from "../sdsl/serving/lookahead.ts";
import type { Machine } from "../sdsl/serving/machine.ts";
import { type MemoryFit, memoryFit } from "../sdsl/serving/memory.ts";
import type { VerificationCurve } from "../sdsl/serving/verification-curve.ts";
import { type PredictedAcceptance, predictAcceptance, type Trained } from "./acceptance.ts";
import type { Shift } from "./circumstances.ts";

/** A model that takes part: released, or one of a size that somebody may train. */
export interface Candidate {
  readonly id: string;
  readonly architecture: Architecture;
  readonly trained: Trained;
}

/** What a server measured with one draft. */
export interface MeasuredAcceptance {
  readonly alpha: number;
  /** By position, given the ones before. */
  readonly byPosition?: readonly number[];
}

/** Everything that the plan hangs on. Plain data: it crosses to a worker. */
export interface PlanRequest {
  readonly target: Candidate;
  /** In any order; empty where the target's tokenizer has no smaller model. */
  readonly drafts: readonly Candidate[];
  readonly law: PretrainingLaw;
  readonly plane: AcceptancePlane;
  /** 95% half-width of the plane's residual. */
  readonly halfWidth: number;
  /** For task and temperature, in this order. A measurement was made under its own, so they leave it alone. */
  readonly shifts: readonly Shift[];
  readonly measured?: MeasuredAcceptance;
  /** The draft that acceptance and draft step were measured with; the best by the plane where nobody says. */
  readonly measuredWith?: string;
  readonly machine: Machine;
  readonly load: Load;
  readonly overheadSeconds: number;
  readonly verification?: VerificationCurve;
  /** One step of `measuredWith`, measured. */
  readonly draftSeconds?: number;
  /** Tokens of lookahead (1..64), or the best. */
  readonly gamma: number | "auto";
}

/** One draft at its best lookahead of at least 1, or at the one that is set. */
export interface DraftPlan {
  readonly draft: Candidate;
  readonly acceptance: PredictedAcceptance;
  /** What the speedup was computed with: α, or the measured acceptance by position. */
  readonly rates: AcceptanceRates;
  readonly measured: boolean;
  readonly point: LookaheadPoint;
  /** The speedup with acceptance at either end of its band, the lookahead held. */
  readonly low: number;
  readonly high: number;
  /** One draft step, in target passes. */
  readonly c: number;
}

export interface Plan {
  /** Best first. */
  readonly ranked: readonly DraftPlan[];
  /** The first of them where it is faster than decoding alone. */
  readonly best: DraftPlan | null;
  /** A target pass of one token, seconds. */
  readonly baselineSeconds: number;
  /** The draft that the measurement holds for. */
  readonly anchor: string | null;
  /** Why the first draft wins or loses. */
  readonly explanation: Explanation | null;
  /** Of the first draft; the batch at which its gain turns into loss. */
  readonly breakEven: BreakEven | null;
  /** Of the first draft, or of the target alone where there is none. */
  readonly memory: MemoryFit;
}

/** The pairing of a draft under the request's load, with what was measured of it. */
export function pairingOf(request: PlanRequest, draft: Candidate): Pairing {
  const { verification, draftSeconds, measuredWith } = request;
  const measured = {
    ...(verification === undefined ? {} : { verification }),
    ...(draftSeconds === undefined || draft.id !== measuredWith ? {} : { draftSeconds }),
  };
  return {
    target: request.target.architecture,
    draft: draft.architecture,
    machine: request.machine,
    load: request.load,
    overheadSeconds: request.overheadSeconds,
    measured,
  };
}

/** How acceptance follows from a draft's size and training here: the plane with its shifts, or the plane
 *  through the measurement. */
export function acceptanceIn(request: PlanRequest, anchor: Candidate | undefined) {
  const { law, target, measured } = request;
  if (measured === undefined || anchor === undefined)
    return (draft: Trained) => predictAcceptance(request, draft, target.trained);
  const at = (model: Trained) => perplexity(law, model.parameters, model.tokens);
  const plane = calibrate(request.plane, measured.alpha, at(anchor.trained), at(target.trained));
  return (draft: Trained) =>
    predictAcceptance(
      // another draft is another pair: the residual is its own
      { law, plane, halfWidth: draft === anchor.trained ? 0 : request.halfWidth, shifts: [] },
      draft,
      target.trained,
    );
}

/** The plan for a request. Throws RangeError as what it is made of does: nothing that lies in the
 *  scenario's limits. */
export function planFor(request: PlanRequest): Plan {
  const anchor = anchorOf(request);
  const plans = plansOf(request, anchor);
  const [first] = plans;
  const alone = pairingOf(request, request.target);
  return {
    ranked: plans,
    best: first !== undefined && first.point.speedup > 1 ? first : null,
    baselineSeconds: pairTimes(alone).baseline,
    anchor: anchor?.id ?? null,
    explanation:
      first === undefined
        ? null
        : explain(pairingOf(request, first.draft), first.rates, first.point.gamma),
    breakEven:
      first === undefined ? null : breakEvenBatch(pairingOf(request, first.draft), first.rates),
    memory: memoryFit(first ? pairingOf(request, first.draft) : withoutDraft(alone)),
  };
}

/** A draft that takes no room. */
function withoutDraft(pairing: Pairing): Pairing {
  const { cache: _, ...target } = pairing.target;
  return { ...pairing, draft: { ...target, parameters: 1, active: 1, layers: 1e-9 } };
}

function anchorOf(request: PlanRequest): Candidate | undefined {
  const { measured, measuredWith, drafts } = request;
  if (measured === undefined) return undefined;
  const named = drafts.find(({ id }) => id === measuredWith);
  if (named !== undefined) return named;
  const { measured: _, ...published } = request;
  return plansOf(published, undefined)[0]?.draft;
}

function plansOf(request: PlanRequest, anchor: Candidate | undefined): readonly DraftPlan[] {
  const acceptanceOf = acceptanceIn(request, anchor);
  return request.drafts
    .map((draft) => draftPlan(request, draft, acceptanceOf(draft.trained), draft === anchor))
    .sort((one, other) => other.point.speedup - one.point.speedup);
}

function draftPlan(
  request: PlanRequest,
  draft: Candidate,
  acceptance: PredictedAcceptance,
  measured: boolean,
): DraftPlan {
  const { gamma } = request;
  const pairing = pairingOf(request, draft);
  const byPosition = measured ? request.measured?.byPosition : undefined;
  const rates = byPosition !== undefined && byPosition.length > 0 ? byPosition : acceptance.alpha;
  const points = lookaheadPoints(pairing, rates);
  const point =
    (gamma === "auto" ? undefined : points[gamma]) ?? bestLookaheadPoint(points.slice(1));
  const at = (alpha: number) =>
    lookaheadPoints(pairing, alpha, point.gamma)[point.gamma]?.speedup ?? 1;
  const { baseline, draftStep } = pairTimes(pairing);
  return {
    draft,
    acceptance,
    rates,
    measured,
    point,
    low: Math.min(point.speedup, at(acceptance.low)),
    high: Math.max(point.speedup, at(acceptance.high)),
    c: draftStep / baseline,
  };
}

/** The rates of the first gamma drafted tokens, each given the ones before. */
export function ratesOver(rates: AcceptanceRates, gamma: number): readonly number[] {
  return Array.from({ length: gamma }, (_, i) =>
    typeof rates === "number" ? rates : (rates[i] ?? rates.at(-1) ?? 0),
  );
}

/** The overhead of an iteration (s) that explains how long one took, the passes being as modelled or
 *  measured: never below 0. `gamma` may be real, where an engine drafts fewer at times. */
export function fittedOverhead(
  request: PlanRequest,
  draft: Candidate,
  gamma: number,
  iterationSeconds: number,
): number {
  const times = pairTimes(pairingOf(request, draft));
  const passes = gamma * times.draftStep + times.verification(gamma + 1).seconds;
  return Math.min(1e3, Math.max(0, iterationSeconds - passes));
}

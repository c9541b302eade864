import { type AcceptancePlane, calibrate } from "../sdsl/acceptance.ts";
import type { Architecture } from "../sdsl/architecture.ts";
import { type PretrainingLaw, perplexity } from "../sdsl/pretraining.ts";
import type { Load } from "../sdsl/roofline.ts";
import { type Band, type DrawnRates, type Spreads, speedupBand } from "../sdsl/serving/band.ts";
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
import { drawnFor, ratesFor } from "./rates.ts";

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
  /** The same for each drafted token. */
  readonly draftOverheadSeconds: number;
  /** How far the times may be off. */
  readonly spreads: Spreads;
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
  /** What the speedup was computed with: acceptance by position, falling or as measured. */
  readonly rates: readonly number[];
  readonly measured: boolean;
  readonly point: LookaheadPoint;
  /** 95% of the speedup with all that is unsure drawn together, the lookahead held. */
  readonly low: number;
  readonly high: number;
  /** The speedup at this lookahead were acceptance α at every position. */
  readonly constant: number;
  /** Whether target, draft and cache fit the memory together. */
  readonly fits: boolean;
  /** One draft step, in target passes. */
  readonly c: number;
}

/** What the plan comes to: the target or its cache doesn't fit; there is no draft, or none fits beside it;
 *  the whole band is above 1, or below; or it holds 1. */
export type Verdict = "memory" | "no-draft" | "crowded" | "yes" | "no" | "measure";

/** What may be unsure of a speedup. */
export type Unsure = "acceptance" | "pass" | "verification" | "own";

export interface Plan {
  readonly verdict: Verdict;
  /** What widens the first draft's band most; null where there is none. */
  readonly widest: Unsure | null;
  /** Those that fit first, then by speedup. */
  readonly ranked: readonly DraftPlan[];
  /** The first of them where it fits and is faster than decoding alone. */
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
  /** Of the target alone. */
  readonly alone: MemoryFit;
}

/** The pairing of a draft under the request's load, with what was measured. A measured draft step says how
 *  far off the model's own is on this machine: the other drafts' steps are off by as much. */
export function pairingOf(request: PlanRequest, draft: Candidate): Pairing {
  const { verification, draftSeconds, measuredWith, drafts } = request;
  const plain: Pairing = {
    target: request.target.architecture,
    draft: draft.architecture,
    machine: request.machine,
    load: request.load,
    overheadSeconds: request.overheadSeconds,
    draftOverheadSeconds: request.draftOverheadSeconds,
  };
  const timed = drafts.find(({ id }) => id === measuredWith);
  const step =
    draftSeconds === undefined || timed === undefined
      ? undefined
      : draft.id === timed.id
        ? draftSeconds
        : (draftSeconds * pairTimes(plain).draftStep) /
          pairTimes({ ...plain, draft: timed.architecture }).draftStep;
  return {
    ...plain,
    measured: {
      ...(verification === undefined ? {} : { verification }),
      ...(step === undefined ? {} : { draftSeconds: Math.min(1e3, step) }),
    },
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
  const aloneFit = memoryFit(withoutDraft(alone));
  const verdict = verdictOf(aloneFit, first);
  const pays = first !== undefined && first.point.speedup > 1;
  return {
    verdict,
    widest: first === undefined ? null : widestOf(request, first),
    ranked: plans,
    best: pays && aloneFit.fits && first.fits ? first : null,
    baselineSeconds: pairTimes(alone).baseline,
    anchor: anchor?.id ?? null,
    explanation:
      first === undefined
        ? null
        : explain(pairingOf(request, first.draft), first.rates, first.point.gamma, (alpha) =>
            ratesFor(request, alpha),
          ),
    breakEven:
      first === undefined ? null : breakEvenBatch(pairingOf(request, first.draft), first.rates),
    memory: first ? memoryFit(pairingOf(request, first.draft)) : aloneFit,
    alone: aloneFit,
  };
}

/** The one thing that, drawn alone, makes the widest band. */
function widestOf(request: PlanRequest, first: DraftPlan): Unsure {
  const pairing = pairingOf(request, first.draft);
  const none = { pass: 0, verification: 0, own: 0 };
  const byPosition = first.measured ? request.measured?.byPosition : undefined;
  const drawn = drawnFor(request, first.acceptance, byPosition);
  const held = drawn.map(() => first.rates);
  const { spreads } = request;
  const width = (rates: DrawnRates, of: Spreads) => {
    const { low, high } = bandOf({ spreads: of }, pairing, first.point.gamma, rates);
    return high - low;
  };
  const widths: readonly (readonly [Unsure, number])[] = [
    ["acceptance", width(drawn, none)],
    ["pass", width(held, { ...none, pass: spreads.pass })],
    ["verification", width(held, { ...none, verification: spreads.verification })],
    ["own", width(held, { ...none, own: spreads.own })],
  ];
  return widths.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

function verdictOf(alone: MemoryFit, first: DraftPlan | undefined): Verdict {
  if (!alone.fits) return "memory";
  if (first === undefined) return "no-draft";
  if (!first.fits) return "crowded";
  if (first.low > 1) return "yes";
  return first.high < 1 ? "no" : "measure";
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
    .sort(
      (one, other) =>
        Number(other.fits) - Number(one.fits) || other.point.speedup - one.point.speedup,
    );
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
  const rates = ratesFor(request, acceptance.alpha, byPosition);
  const points = lookaheadPoints(pairing, rates);
  const point =
    (gamma === "auto" ? undefined : points[gamma]) ?? bestLookaheadPoint(points.slice(1));
  const { low, high } = bandOf(
    request,
    pairing,
    point.gamma,
    drawnFor(request, acceptance, byPosition),
  );
  const { baseline, draftStep } = pairTimes(pairing);
  return {
    draft,
    acceptance,
    rates,
    measured,
    point,
    low: Math.min(point.speedup, low),
    high: Math.max(point.speedup, high),
    constant: lookaheadPoints(pairing, acceptance.alpha, point.gamma)[point.gamma]?.speedup ?? 1,
    fits: memoryFit(pairing).fits,
    c: draftStep / baseline,
  };
}

/** The band of a pairing at a lookahead of at least 1. */
export function bandOf(
  { spreads }: Pick<PlanRequest, "spreads">,
  pairing: Pairing,
  gamma: number,
  rates: DrawnRates,
  count?: number,
): Band {
  return speedupBand(pairing, Math.max(1, gamma), rates, spreads, count);
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

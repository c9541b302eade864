import type { Model } from "../scenario/scenario.ts";
import {
  type AcceptancePlane,
  type Clamp,
  calibrate,
  clampAcceptance,
  clampOf,
  planeValue,
  sdslPlane,
} from "../sdsl/acceptance.ts";
import type { CostModel } from "../sdsl/cost.ts";
import { hardwareFor, hardwareLimits } from "../sdsl/hardware.ts";
import { optimalLookahead, speedup, wholeLookahead } from "../sdsl/lookahead.ts";
import {
  gainingDraft,
  type OptimalDraft,
  optimalDraft,
  type Prepared,
  prepare,
} from "../sdsl/optimum.ts";
import { type PretrainingLaw, perplexity, pretrainingLaws } from "../sdsl/pretraining.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { planeHalfWidth } from "../sdsl/uncertainty.ts";

/** A model as the law takes it, with the plane calibrated where acceptance is set. */
export interface Resolved {
  readonly model: Model;
  readonly at: Prepared;
  /** N* and the chain there: the best draft under all that is set, the lookahead included. Where none gains,
   *  the one that comes closest. */
  readonly optimum: OptimalDraft;
  /** Whether N* gains anything. */
  readonly pays: boolean;
  /** The draft that is looked at: the one set, or N*, or where no draft pays `referenceDraft`. */
  readonly N: number;
  /** The draft at which a measured acceptance holds; where none is set N* of the uncalibrated plane, each
   *  draft at its own best lookahead. */
  readonly anchor: number;
  /** Half the 95% width of the plane's residual; 0 where a measurement or a custom plane leaves none known. */
  readonly halfWidth: number;
}

/** The chain at one draft and one lookahead. */
export interface Point {
  readonly N: number;
  readonly draftPerplexity: number;
  readonly alpha: number;
  readonly clamp: Clamp;
  readonly c: number;
  /** Real optimum and its better whole neighbour, whatever lookahead is set. */
  readonly gammaOptimal: number;
  readonly gammaWhole: number;
  /** The lookahead set, or the real optimum. */
  readonly gamma: number;
  readonly tokens: number;
  readonly speedup: number;
  /** At the whole lookahead. */
  readonly speedupWhole: number;
}

export function lawOf(model: Pick<Model, "law">): PretrainingLaw {
  return typeof model.law === "string" ? pretrainingLaws[model.law] : model.law;
}

export function planeOf(model: Pick<Model, "plane">): AcceptancePlane {
  return model.plane === "sdsl" ? sdslPlane : model.plane;
}

export function costOf(model: Model): CostModel {
  if (model.cost === "flops") return { kind: "flops" };
  if (model.cost !== "roofline") return { kind: "ratio", c: model.cost.c };
  return rooflineOf(model);
}

/** The roofline of the model's device at what share of its peaks a pass reaches, whatever cost is
 *  chosen. The smallest device at the least utilisation is held in the law's own limits. */
export function rooflineOf(model: Model): Extract<CostModel, { kind: "roofline" }> {
  const device = typeof model.hw === "string" ? hardwareFor(model.hw, model.dtype) : model.hw;
  return {
    kind: "roofline",
    hardware: {
      GBps: Math.max(hardwareLimits.GBps[0], device.GBps * model.mbu),
      TFLOPs: Math.max(hardwareLimits.TFLOPs[0], device.TFLOPs * model.mfu),
      us: device.us,
    },
    load: { batch: model.batch, context: model.ctx, dtype: model.dtype },
  };
}

/** The model's setting with the plane as published, uncalibrated. */
export function prepareModel(model: Model): Prepared {
  return prepare({
    M: model.M,
    D: model.D,
    Dt: model.Dt,
    law: lawOf(model),
    plane: planeOf(model),
    cost: costOf(model),
  });
}

/** The draft that is looked at where none is set and none pays: 200 times smaller than the target. */
export function referenceDraft(M: number): number {
  return M / 200;
}

/** N* of these, or where it gains nothing the reference draft. */
export function draftFor(at: Prepared, lookahead: Model["gamma"]): number {
  return gainingDraft(at, lookahead)?.N ?? referenceDraft(at.M);
}

export function resolve(model: Model): Resolved {
  const published = prepareModel(model);
  const measured = model.alpha !== "auto";
  const anchor = model.N === "auto" ? draftFor(published, "auto") : model.N;
  const at = model.alpha === "auto" ? published : calibrateAt(published, anchor, model.alpha);
  const gaining = gainingDraft(at, model.gamma);
  const pays = gaining !== null;
  const optimum = gaining ?? optimalDraft(at, model.gamma);
  const best = pays ? optimum.N : referenceDraft(model.M);
  const N = model.N === "auto" ? best : model.N;
  const halfWidth = !measured && model.plane === "sdsl" ? planeHalfWidth : 0;
  return { model, at, optimum, pays, N, anchor, halfWidth };
}

/** Acceptance at the anchor by the plane as published, whatever is measured. */
export function publishedAcceptance({ model, anchor }: Pick<Resolved, "model" | "anchor">): number {
  return pointAt(prepareModel(model), anchor, 0).alpha;
}

/** The plane moved so that acceptance is alpha (0..0.9999) for a draft of `anchor` parameters. */
export function calibrateAt(at: Prepared, anchor: number, alpha: number): Prepared {
  const x = perplexity(at.law, anchor, at.D);
  return { ...at, plane: calibrate(at.plane, alpha, x, at.targetPerplexity) };
}

/** The chain at a draft of N parameters (1e3..M), with a lookahead of gamma or, with "auto", the best. */
export function pointAt(at: Prepared, N: number, gamma: number | "auto"): Point {
  const draftPerplexity = perplexity(at.law, N, at.D);
  const value = planeValue(at.plane, draftPerplexity, at.targetPerplexity);
  const alpha = clampAcceptance(value);
  const c = at.pair.draftStep(N);
  const { verify } = at.pair;
  const gammaOptimal = optimalLookahead(alpha, c, verify);
  const gammaWhole = wholeLookahead(gammaOptimal, alpha, c, verify);
  const used = gamma === "auto" ? gammaOptimal : gamma;
  return {
    N,
    draftPerplexity,
    alpha,
    clamp: clampOf(value),
    c,
    gammaOptimal,
    gammaWhole,
    gamma: used,
    tokens: expectedTokens(alpha, used),
    speedup: speedup(alpha, used, c, verify),
    speedupWhole: speedup(alpha, gamma === "auto" ? gammaWhole : gamma, c, verify),
  };
}

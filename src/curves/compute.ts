import type { Model, Scenario } from "../scenario/scenario.ts";
import { verifyCost } from "../sdsl/cost.ts";
import { speedup } from "../sdsl/lookahead.ts";
import { gainingDraft, type Prepared, prepare } from "../sdsl/optimum.ts";
import { parameterLimits } from "../sdsl/pretraining.ts";
import { passLines, typicalWork } from "../sdsl/roofline.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import {
  acceptanceBand,
  lawDraft,
  lawDraftBand,
  optimalDraftBand,
  speedupBand,
} from "../sdsl/uncertainty.ts";
import type {
  Answer,
  ClampedRange,
  Curve,
  First,
  Headline,
  Lookahead,
  Optimum,
  Rest,
  SpeedupMap,
} from "./answer.ts";
import { calmSteps, contourAreas } from "./contours.ts";
import { costViews } from "./costs.ts";
import { including, linearGrid, logGrid } from "./grid.ts";
import { axisDomain, mainCurve } from "./main.ts";
import {
  type Point,
  pointAt,
  publishedAcceptance,
  type Resolved,
  resolve,
  rooflineOf,
} from "./resolve.ts";

export type Request = Pick<Scenario, keyof Model | "x" | "y" | "pin">;

const draftSizes = 400;
/** A multiple of the stride, and one. */
const targetSizes = 121;
const bandStride = 4;
const realLookaheads = 200;
const mapSizes = 96;

/** Every curve of the Explore page, in the order in which they are looked at. Pure; the scenario must lie
 *  in its limits, as one from a URL or a control does. */
export function* computeInParts(request: Request): Generator<First, Rest> {
  const { x, y, pin, ...model } = request;
  const resolved = resolve(model);
  const headline = headlineOf(resolved);
  const gammaMax = lookaheadRange(headline);
  yield {
    headline,
    main: mainCurve(resolved, x, y, gammaMax),
    lookahead: lookaheadOf(resolved, gammaMax),
    ...acceptanceOf(resolved),
    pins: pin.map(({ name, model: pinned }) => {
      const kept = resolve(pinned);
      return {
        name,
        main: mainCurve(kept, x, y, gammaMax),
        lookahead: lookaheadOf(kept, gammaMax).curve,
        headline: headlineOf(kept),
      };
    }),
  };
  return {
    optimum: optimumOf(resolved),
    map: mapOf(resolved, gammaMax, headline.free?.N ?? resolved.N),
  };
}

/** The same at once. */
export function compute(request: Request): Answer {
  const parts = computeInParts(request);
  const first = parts.next().value as First;
  const rest = parts.next().value as Rest;
  return { ...first, ...rest };
}

/** The longest lookahead that the charts show: well past the optimum, 12..64. */
export function lookaheadRange({ readouts, gamma }: Pick<Headline, "readouts" | "gamma">): number {
  const needed = Math.max(1.3 * gamma, 2.2 * Math.min(readouts.gamma_opt, 64));
  return Math.min(64, Math.max(12, Math.ceil(needed / 4) * 4));
}

export function headlineOf(resolved: Resolved): Headline {
  const { at, optimum, pays, model } = resolved;
  const point = pointAt(at, resolved.N, model.gamma);
  return {
    readouts: {
      N_opt: pays ? optimum.N : Number.NaN,
      alpha: point.alpha,
      draft_perplexity: point.draftPerplexity,
      target_perplexity: at.targetPerplexity,
      gamma_opt: point.gammaOptimal,
      gamma_int: point.gammaWhole,
      tokens_per_iteration: point.tokens,
      speedup: point.speedup,
      speedup_int: point.speedupWhole,
      N_law: lawDraft(model.M),
      ratio: model.M / point.N,
    },
    bands: bandsOf(resolved, point),
    N: point.N,
    gamma: point.gamma,
    point,
    best: pays ? pointAt(at, optimum.N, model.gamma) : null,
    free: model.gamma === "auto" ? null : freeOptimum(resolved),
    // acceptance moves one way with the size, so that it is highest at an end
    mostAccepted: Math.max(pointAt(at, parameterLimits[0], 0).alpha, pointAt(at, model.M, 0).alpha),
    arithmeticBound: model.cost === "roofline" && isArithmeticBound(model),
    firstToken: verifyCost(at.pair.verify, 1),
    c: point.c,
    verify: verifyCost(at.pair.verify, point.gamma),
    clamp: point.clamp,
    kind: optimum.kind,
    anchor: resolved.anchor,
    alphaAuto: publishedAcceptance(resolved),
    intercept: at.plane.C,
    speedupAtOptimum: optimum.speedup,
    gammaAtOptimum: optimum.gamma,
    costs: costViews(model, point),
  };
}

function isArithmeticBound(model: Model): boolean {
  const { hardware, load } = rooflineOf(model);
  const { memory, arithmetic } = passLines(typicalWork(model.M, load), hardware);
  return arithmetic.fixed + 2 * arithmetic.perToken > memory.fixed + 2 * memory.perToken;
}

/** The best draft at its own best lookahead, where a lookahead is set and it gains there. */
function freeOptimum({ at }: Resolved): Point | null {
  const best = gainingDraft(at);
  return best === null ? null : pointAt(at, best.N, "auto");
}

function bandsOf(resolved: Resolved, point: Point): Headline["bands"] {
  const { at, optimum, pays, model, halfWidth } = resolved;
  const law = { N_law: lawDraftBand(model.M) };
  if (halfWidth === 0) return law;
  const alpha = acceptanceBand(at.plane, point.draftPerplexity, at.targetPerplexity, halfWidth);
  const { verify } = at.pair;
  const whole = model.gamma === "auto" ? point.gammaWhole : model.gamma;
  return {
    ...law,
    ...(pays ? { N_opt: optimalDraftBand(at, optimum.N, halfWidth, model.gamma) } : {}),
    alpha,
    speedup: speedupBand(alpha, point.gamma, point.c, verify),
    speedup_int: speedupBand(alpha, whole, point.c, verify),
    tokens_per_iteration: {
      low: expectedTokens(alpha.low, point.gamma),
      high: expectedTokens(alpha.high, point.gamma),
    },
  };
}

/** N* over the target's size with the plane as calibrated and the lookahead as set, beside the headline law.
 *  NaN where no draft pays. */
export function optimumOf(resolved: Resolved): Optimum {
  const { at, model, halfWidth } = resolved;
  const M = including(logGrid(...axisDomain("M", resolved, 0), targetSizes), model.M);
  const targets = Array.from(M, (size) => prepare({ ...at, M: size }));
  const N = Float64Array.from(
    targets,
    (target) => gainingDraft(target, model.gamma)?.N ?? Number.NaN,
  );
  const { low, high } = optimumBand(targets, N, halfWidth, model.gamma);
  return {
    curve: { x: M, y: N, low, high },
    law: {
      x: M.slice(),
      y: M.map(lawDraft),
      low: M.map((m) => lawDraftBand(m).low),
      high: M.map((m) => lawDraftBand(m).high),
    },
  };
}

/** The band of N* over these targets. It is smooth, and two thirds of the work: solved at every fourth
 *  target, interpolated between wherever both neighbours have one. */
function optimumBand(
  targets: readonly Prepared[],
  N: Float64Array,
  halfWidth: number,
  gamma: Model["gamma"],
): { readonly low: Float64Array; readonly high: Float64Array } {
  const low = N.slice();
  const high = N.slice();
  if (halfWidth === 0) return { low, high };
  const last = targets.length - 1;
  const solve = (i: number) => {
    const target = targets[i];
    const best = N[i] ?? Number.NaN;
    if (target === undefined || Number.isNaN(best)) return;
    const band = optimalDraftBand(target, best, halfWidth, gamma);
    low[i] = band.low;
    high[i] = band.high;
  };
  for (let i = 0; i <= last; i += bandStride) solve(i);
  solve(last);
  for (let i = 0; i < last; i++) {
    const from = i - (i % bandStride);
    if (i === from) continue;
    const to = Math.min(last, from + bandStride);
    const size = (k: number) => Math.log(targets[k]?.M ?? Number.NaN);
    const share = (size(i) - size(from)) / (size(to) - size(from));
    const between = (ends: Float64Array) =>
      Math.exp(
        Math.log(ends[from] ?? Number.NaN) * (1 - share) + Math.log(ends[to] ?? Number.NaN) * share,
      );
    const best = N[i] ?? Number.NaN;
    const [l, h] = [between(low), between(high)];
    if (Number.isNaN(l) || Number.isNaN(h)) solve(i);
    // N* itself can jump between two targets where the band was solved
    else [low[i], high[i]] = [Math.min(l, best), Math.max(h, best)];
  }
  return { low, high };
}

/** The speedup of the draft that is looked at over its lookahead. */
export function lookaheadOf({ at, N, model, halfWidth }: Resolved, gammaMax: number): Lookahead {
  const { alpha, c, draftPerplexity, gammaOptimal, gamma: used } = pointAt(at, N, model.gamma);
  const { verify } = at.pair;
  const band = acceptanceBand(at.plane, draftPerplexity, at.targetPerplexity, halfWidth);
  const x = including(linearGrid(0, gammaMax, realLookaheads), used, gammaOptimal);
  return {
    curve: {
      x,
      y: x.map((gamma) => speedup(alpha, gamma, c, verify)),
      low: x.map((gamma) => speedup(band.low, gamma, c, verify)),
      high: x.map((gamma) => speedup(band.high, gamma, c, verify)),
    },
    whole: Float64Array.from({ length: gammaMax + 1 }, (_, gamma) =>
      speedup(alpha, gamma, c, verify),
    ),
  };
}

export function acceptanceOf(resolved: Resolved): {
  acceptance: Curve;
  perplexity: Float64Array;
  clamped: readonly ClampedRange[];
} {
  const { at, model, N: looked, optimum, halfWidth } = resolved;
  const domain = axisDomain("N", resolved, 0);
  const x = including(logGrid(...domain, draftSizes), looked, optimum.N);
  const [y, low, high, perplexity] = [x.slice(), x.slice(), x.slice(), x.slice()];
  const clamped: ClampedRange[] = [];
  for (let i = 0; i < x.length; i++) {
    const N = x[i] ?? model.M;
    const point = pointAt(at, N, 0);
    const band = acceptanceBand(at.plane, point.draftPerplexity, at.targetPerplexity, halfWidth);
    y[i] = point.alpha;
    low[i] = band.low;
    high[i] = band.high;
    perplexity[i] = point.draftPerplexity;
    if (point.clamp === "none") continue;
    const open = clamped.at(-1);
    if (open?.clamp === point.clamp && open.to === x[i - 1])
      clamped[clamped.length - 1] = { ...open, to: N };
    else clamped.push({ clamp: point.clamp, from: N, to: N });
  }
  return { acceptance: { x, y, low, high }, perplexity, clamped };
}

/** Speedup over draft sizes and whole lookaheads. The draft that is looked at and the best ones, at the
 *  lookahead set and at their own, are among the sizes. */
export function mapOf(resolved: Resolved, gammaMax: number, free: number = resolved.N): SpeedupMap {
  const { at, N: looked, optimum } = resolved;
  const domain = axisDomain("N", resolved, 0);
  const N = including(logGrid(...domain, mapSizes), looked, optimum.N, free);
  const gamma = linearGrid(0, gammaMax, gammaMax + 1);
  const values = new Float64Array(N.length * gamma.length);
  for (const [i, size] of N.entries()) {
    const { alpha, c } = pointAt(at, size, 0);
    for (const [j, g] of gamma.entries())
      values[j * N.length + i] = speedup(alpha, g, c, at.pair.verify);
  }
  return { N, gamma, values, areas: contourAreas(values, N.length, calmSteps(values)) };
}

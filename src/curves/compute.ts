import type { Model, Scenario } from "../scenario/scenario.ts";
import { verifyCost } from "../sdsl/cost.ts";
import { speedup } from "../sdsl/lookahead.ts";
import { optimalDraft, prepare } from "../sdsl/optimum.ts";
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
  Headline,
  Lookahead,
  Optimum,
  SpeedupMap,
} from "./answer.ts";
import { costViews } from "./costs.ts";
import { linearGrid, logGrid } from "./grid.ts";
import { axisDomain, draftFloor, mainCurve } from "./main.ts";
import { type Point, pointAt, prepareModel, type Resolved, resolve } from "./resolve.ts";

export type Request = Pick<Scenario, keyof Model | "x" | "y" | "pin">;

const draftSizes = 400;
/** A multiple of the stride, and one. */
const targetSizes = 121;
const bandStride = 4;
const realLookaheads = 200;
const mapSize = { N: 96, gamma: 64 } as const;

/** Every curve of the Explore page. Pure; the scenario must lie in its limits, as one from a URL or
 *  a control does. */
export function compute(request: Request): Answer {
  const start = performance.now();
  const { x, y, pin, ...model } = request;
  const resolved = resolve(model);
  const headline = headlineOf(resolved);
  const gammaMax = lookaheadRange(headline);
  const acceptance = acceptanceOf(resolved);
  return {
    headline,
    main: mainCurve(resolved, x, y, gammaMax),
    optimum: optimumOf(resolved),
    lookahead: lookaheadOf(resolved, gammaMax),
    ...acceptance,
    map: mapOf(resolved, gammaMax),
    pins: pin.map(({ name, model: pinned }) => {
      const kept = resolve(pinned);
      return {
        name,
        main: mainCurve(kept, x, y, gammaMax),
        lookahead: lookaheadOf(kept, gammaMax).curve,
        headline: headlineOf(kept),
      };
    }),
    milliseconds: performance.now() - start,
  };
}

/** The longest lookahead that the charts show: well past the optimum, 12..64. */
export function lookaheadRange({ readouts, gamma }: Pick<Headline, "readouts" | "gamma">): number {
  const needed = Math.max(1.3 * gamma, 2.2 * Math.min(readouts.gamma_opt, 64));
  return Math.min(64, Math.max(12, Math.ceil(needed / 4) * 4));
}

export function headlineOf(resolved: Resolved): Headline {
  const { at, optimum, model, halfWidth } = resolved;
  const point = pointAt(at, resolved.N, model.gamma);
  const published =
    model.alpha === "auto" ? point : pointAt(prepareModel(model), resolved.anchor, model.gamma);
  const alpha = acceptanceBand(at.plane, point.draftPerplexity, at.targetPerplexity, halfWidth);
  return {
    readouts: {
      N_opt: optimum.N,
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
    bands: bandsOf(resolved, point, alpha),
    N: point.N,
    gamma: point.gamma,
    c: point.c,
    verify: verifyCost(at.pair.verify, point.gamma),
    clamp: point.clamp,
    kind: optimum.kind,
    anchor: resolved.anchor,
    alphaAuto: published.alpha,
    intercept: at.plane.C,
    speedupAtOptimum: optimum.speedup,
    costs: costViews(model, point),
  };
}

function bandsOf(
  { at, optimum, model, halfWidth }: Resolved,
  point: Point,
  alpha: { low: number; high: number },
): Headline["bands"] {
  const law = { N_law: lawDraftBand(model.M) };
  if (halfWidth === 0) return law;
  const { verify } = at.pair;
  const whole = model.gamma === "auto" ? point.gammaWhole : model.gamma;
  return {
    ...law,
    N_opt: optimalDraftBand(at, optimum.N, halfWidth),
    alpha,
    speedup: speedupBand(alpha, point.gamma, point.c, verify),
    speedup_int: speedupBand(alpha, whole, point.c, verify),
    tokens_per_iteration: {
      low: expectedTokens(alpha.low, point.gamma),
      high: expectedTokens(alpha.high, point.gamma),
    },
  };
}

/** N* over the target's size with the plane as calibrated, beside the headline law. */
export function optimumOf(resolved: Resolved): Optimum {
  const { at, model, halfWidth } = resolved;
  const M = logGrid(...axisDomain("M", model, 0), targetSizes);
  const targets = Array.from(M, (size) => prepare({ ...at, M: size }));
  const N = Float64Array.from(targets, (target) => optimalDraft(target).N);
  const low = N.slice();
  const high = N.slice();
  if (halfWidth > 0) {
    // The band is smooth, and two thirds of the work: solved at every fourth target, interpolated between.
    for (let i = 0; i < targetSizes; i += bandStride) {
      const target = targets[i];
      if (target === undefined) continue;
      const band = optimalDraftBand(target, N[i] ?? 0, halfWidth);
      low[i] = band.low;
      high[i] = band.high;
    }
    interpolate(low, bandStride);
    interpolate(high, bandStride);
    // N* itself can jump between two targets where the band was solved
    for (const [i, best] of N.entries()) {
      low[i] = Math.min(low[i] ?? best, best);
      high[i] = Math.max(high[i] ?? best, best);
    }
  }
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

/** Fills the values between every `stride`-th one, evenly in the logarithm. */
function interpolate(values: Float64Array, stride: number): void {
  for (let i = 0; i + stride < values.length; i += stride) {
    const from = Math.log(values[i] ?? 1);
    const to = Math.log(values[i + stride] ?? 1);
    for (let j = 1; j < stride; j++) values[i + j] = Math.exp(from + ((to - from) * j) / stride);
  }
}

export function lookaheadOf({ at, N, halfWidth }: Resolved, gammaMax: number): Lookahead {
  const { alpha, c, draftPerplexity } = pointAt(at, N, "auto");
  const { verify } = at.pair;
  const band = acceptanceBand(at.plane, draftPerplexity, at.targetPerplexity, halfWidth);
  const x = linearGrid(0, gammaMax, realLookaheads);
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

export function acceptanceOf({ at, model, halfWidth }: Resolved): {
  acceptance: Curve;
  perplexity: Float64Array;
  clamped: readonly ClampedRange[];
} {
  const x = logGrid(draftFloor(model.M), model.M, draftSizes);
  const y = new Float64Array(draftSizes);
  const low = new Float64Array(draftSizes);
  const high = new Float64Array(draftSizes);
  const perplexity = new Float64Array(draftSizes);
  const clamped: ClampedRange[] = [];
  for (let i = 0; i < draftSizes; i++) {
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

export function mapOf({ at, model }: Resolved, gammaMax: number): SpeedupMap {
  const N = logGrid(draftFloor(model.M), model.M, mapSize.N);
  const gamma = linearGrid(0, gammaMax, mapSize.gamma);
  const values = new Float64Array(mapSize.N * mapSize.gamma);
  for (const [i, size] of N.entries()) {
    const { alpha, c } = pointAt(at, size, 0);
    for (const [j, g] of gamma.entries())
      values[j * mapSize.N + i] = speedup(alpha, g, c, at.pair.verify);
  }
  return { N, gamma, values };
}

import type { Model, XAxis, YAxis } from "../scenario/scenario.ts";
import { maxAcceptance } from "../sdsl/acceptance.ts";
import { gainingDraft, type Prepared, prepare } from "../sdsl/optimum.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { acceptanceBand, optimalDraftBand, shifted, speedupBand } from "../sdsl/uncertainty.ts";
import type { Curve } from "./answer.ts";
import { including, linearGrid, logGrid } from "./grid.ts";
import {
  calibrateAt,
  draftFor,
  pointAt,
  prepareModel,
  publishedAcceptance,
  type Resolved,
} from "./resolve.ts";

const draftSizes = 400;
/** Beyond it every curve shoots up and hides the rest; shown only where it is set. */
const usualAcceptance = 0.95;
/** Where each point needs its own N*. */
const optima = 120;

/** The range of each axis: parameters, tokens or acceptance. */
export function axisDomain(axis: XAxis, resolved: Resolved, gammaMax: number): [number, number] {
  const { model, N, optimum, pays } = resolved;
  if (axis === "N") return [Math.min(draftFloor(model.M), N, pays ? optimum.N : N), model.M];
  if (axis === "M") return [Math.min(1e8, model.M), Math.max(1e13, model.M)];
  if (axis === "gamma") return [0, gammaMax];
  const set = model.alpha !== "auto" && model.alpha > usualAcceptance;
  return [0, set ? maxAcceptance : usualAcceptance];
}

/** The smallest draft that the charts show: six decades below the target are enough to see both
 *  sides of the peak, and below 1e5 parameters no law was fitted. */
export function draftFloor(M: number): number {
  return Math.max(1e3, Math.min(1e5, M / 1e3));
}

/** The main chart's curve: y over x, everything else as set, so that with the draft on auto each point has
 *  its own best one. What is set and the optimum are points of it. NaN where y is N* and no draft pays. */
export function mainCurve(resolved: Resolved, x: XAxis, y: YAxis, gammaMax: number): Curve {
  const { model } = resolved;
  const [from, to] = axisDomain(x, resolved, gammaMax);
  const needsOptimum = x !== "N" && (y === "N" || model.N === "auto");
  const even = needsOptimum ? optima : draftSizes;
  const grid = including(
    x === "N" || x === "M" ? logGrid(from, to, even) : linearGrid(from, to, even),
    ...marked(resolved, x),
  );
  const count = grid.length;
  const evaluate = evaluatorOf(resolved, x, y);
  const curve = {
    x: grid,
    y: new Float64Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const value = evaluate(grid[i] ?? from);
    curve.y[i] = value.y;
    curve.low[i] = value.low;
    curve.high[i] = value.high;
  }
  return curve;
}

/** What a reader looks for on an axis: what is set, and the optimum. */
function marked({ model, at, N, optimum, anchor }: Resolved, x: XAxis): readonly number[] {
  if (x === "N") return [N, optimum.N];
  if (x === "M") return [model.M];
  const { gammaOptimal, gamma } = pointAt(at, N, model.gamma);
  if (x === "gamma") return [gamma, gammaOptimal];
  return [model.alpha === "auto" ? publishedAcceptance({ model, anchor }) : model.alpha];
}

interface Value {
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

function evaluatorOf(resolved: Resolved, x: XAxis, y: YAxis): (value: number) => Value {
  const { model, at, halfWidth } = resolved;
  const { gamma } = model;
  const draft = (moved: Prepared, g: Model["gamma"]) =>
    model.N === "auto" ? draftFor(moved, g) : Math.min(model.N, moved.M);
  if (y === "N") {
    if (x === "N") {
      const best = bestAt(at, gamma, halfWidth);
      return () => best;
    }
    if (x === "gamma") return (g) => bestAt(at, g, halfWidth);
    if (x === "M") return (M) => bestAt(prepare({ ...at, M }), gamma, halfWidth);
    return (alpha) => bestAt(through(resolved, alpha), gamma, 0);
  }
  if (x === "N") return (N) => valueAt(at, N, gamma, y, halfWidth);
  if (x === "gamma") return (g) => valueAt(at, draft(at, g), g, y, halfWidth);
  if (x === "M")
    return (M) => {
      const moved = prepare({ ...at, M });
      return valueAt(moved, draft(moved, gamma), gamma, y, halfWidth);
    };
  return (alpha) => {
    const moved = through(resolved, alpha);
    return valueAt(moved, draft(moved, gamma), gamma, y, 0);
  };
}

/** The plane through an acceptance at the anchor. What is published stays as it is, cut off or not. */
function through({ model, at, anchor }: Resolved, alpha: number): Prepared {
  const published = model.alpha === "auto" ? at : prepareModel(model);
  const unmoved = model.alpha === "auto" && alpha === publishedAcceptance({ model, anchor });
  return unmoved ? published : calibrateAt(published, anchor, alpha);
}

/** N* and its band; NaN where no draft pays. */
function bestAt(at: Prepared, gamma: Model["gamma"], halfWidth: number): Value {
  const best = gainingDraft(at, gamma);
  if (best === null) return { y: Number.NaN, low: Number.NaN, high: Number.NaN };
  return { y: best.N, ...optimalDraftBand(at, best.N, halfWidth, gamma) };
}

function valueAt(
  at: Prepared,
  N: number,
  gamma: number | "auto",
  y: Exclude<YAxis, "N">,
  halfWidth: number,
): Value {
  const point = pointAt(at, N, gamma);
  const alpha = acceptanceBand(at.plane, point.draftPerplexity, at.targetPerplexity, halfWidth);
  if (y === "alpha") return { y: point.alpha, ...alpha };
  if (y === "speedup")
    return { y: point.speedup, ...speedupBand(alpha, point.gamma, point.c, at.pair.verify) };
  if (y === "tokens")
    return {
      y: point.tokens,
      low: expectedTokens(alpha.low, point.gamma),
      high: expectedTokens(alpha.high, point.gamma),
    };
  if (gamma !== "auto" || halfWidth === 0)
    return { y: point.gamma, low: point.gamma, high: point.gamma };
  const end = (by: number) => pointAt({ ...at, plane: shifted(at.plane, by) }, N, gamma).gamma;
  return { y: point.gamma, low: end(-halfWidth), high: end(halfWidth) };
}

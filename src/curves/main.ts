import type { Model, XAxis, YAxis } from "../scenario/scenario.ts";
import { maxAcceptance } from "../sdsl/acceptance.ts";
import { optimalDraft, type Prepared, prepare } from "../sdsl/optimum.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { acceptanceBand, optimalDraftBand, shifted, speedupBand } from "../sdsl/uncertainty.ts";
import type { Curve } from "./answer.ts";
import { linearGrid, logGrid } from "./grid.ts";
import { calibrateAt, pointAt, prepareModel, type Resolved } from "./resolve.ts";

const draftSizes = 400;
/** Beyond it every curve shoots up and hides the rest; shown only where it is set. */
const usualAcceptance = 0.95;
/** Where each point needs its own N*. */
const optima = 120;

/** The range of each axis: parameters, tokens or acceptance. */
export function axisDomain(axis: XAxis, model: Model, gammaMax: number): [number, number] {
  if (axis === "N") return [draftFloor(model.M), model.M];
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

/** The main chart's curve: y over x, everything else as set. */
export function mainCurve(resolved: Resolved, x: XAxis, y: YAxis, gammaMax: number): Curve {
  const { model } = resolved;
  const [from, to] = axisDomain(x, model, gammaMax);
  const needsOptimum =
    y === "N" ? x === "M" || x === "alpha" : model.N === "auto" && x !== "N" && x !== "gamma";
  const count = needsOptimum ? optima : draftSizes;
  const grid = x === "N" || x === "M" ? logGrid(from, to, count) : linearGrid(from, to, count);
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

interface Value {
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

function evaluatorOf(resolved: Resolved, x: XAxis, y: YAxis): (value: number) => Value {
  const { model, at, anchor, halfWidth } = resolved;
  const { gamma } = model;
  if (x === "N") return (N) => valueAt(at, N, gamma, y, halfWidth, resolved.optimum.N);
  if (x === "gamma") return (g) => valueAt(at, resolved.N, g, y, halfWidth, resolved.optimum.N);
  if (x === "M")
    return (M) => {
      const moved = prepare({ ...at, M });
      const best = y === "N" || model.N === "auto" ? optimalDraft(moved).N : model.N;
      const N = model.N === "auto" ? best : Math.min(model.N, M);
      return valueAt(moved, N, gamma, y, halfWidth, best);
    };
  const published = prepareModel(model);
  return (alpha) => {
    const moved = calibrateAt(published, anchor, alpha);
    const best = y === "N" || model.N === "auto" ? optimalDraft(moved).N : anchor;
    return valueAt(moved, model.N === "auto" ? best : anchor, gamma, y, 0, best);
  };
}

function valueAt(
  at: Prepared,
  N: number,
  gamma: number | "auto",
  y: YAxis,
  halfWidth: number,
  best: number,
): Value {
  if (y === "N") {
    const band = optimalDraftBand(at, best, halfWidth);
    return { y: best, ...band };
  }
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

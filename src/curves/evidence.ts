import {
  chainDraft,
  type LawName,
  meanDeviation,
  reproduced,
  tableTokens,
} from "../sdsl/evidence/paper.ts";
import { lawDraft } from "../sdsl/uncertainty.ts";
import { including, logGrid } from "./grid.ts";

export interface DeviationCurves {
  /** Training tokens of the drafts. */
  readonly D: Float64Array;
  /** Mean deviation from the paper's table, by the constants used, and how many of its four values come out
   *  to the last digit. */
  readonly deviation: Readonly<Record<LawName, Float64Array>>;
  readonly reproduced: Readonly<Record<LawName, Float64Array>>;
}

/** How far the paper's table is met over the drafts' training tokens. The D at which it is met best are
 *  points of the grid. */
export function deviationCurves(): DeviationCurves {
  const D = including(logGrid(1e10, 1e13, 61), ...Object.values(tableTokens));
  const over = (of: (law: LawName, D: number) => number) => ({
    besiroglu: D.map((tokens) => of("besiroglu", tokens)),
    hoffmann: D.map((tokens) => of("hoffmann", tokens)),
  });
  return { D, deviation: over(meanDeviation), reproduced: over(reproduced) };
}

export interface RatioCurves {
  /** Parameters of the target. */
  readonly M: Float64Array;
  /** Target over best draft: by the chain, and by the headline law. */
  readonly chain: Readonly<Record<LawName, Float64Array>>;
  readonly law: Float64Array;
}

/** The size at which a curve of ratios first reaches a level, between two points on a straight line in
 *  both logarithms; NaN where it never does. */
export function sizeAtRatio(M: Float64Array, ratios: Float64Array, level: number): number {
  const i = ratios.findIndex((ratio) => ratio >= level);
  const [x0, x1, y0, y1] = [M[i - 1], M[i], ratios[i - 1], ratios[i]].map((v) =>
    Math.log(v ?? NaN),
  );
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return NaN;
  return Math.exp(x0 + ((Math.log(level) - y0) / (y1 - y0)) * (x1 - x0));
}

/** How many times smaller the best draft is, over the target's size. */
export function ratioCurves(): RatioCurves {
  const M = logGrid(1e9, 2e12, 81);
  const over = (law: LawName) => M.map((size) => size / chainDraft(law, size, tableTokens[law]).N);
  return {
    M,
    chain: { besiroglu: over("besiroglu"), hoffmann: over("hoffmann") },
    law: M.map((size) => size / lawDraft(size)),
  };
}

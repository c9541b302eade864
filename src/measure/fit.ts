import { acceptance, clampAcceptance, sdslPlane } from "../sdsl/acceptance.ts";
import { expectedTokens, expectedTokensByPosition } from "../sdsl/tokens.ts";
import type { ByPosition } from "./acceptance.ts";
import type { FamilyFit, SweepPoint } from "./protocol.ts";
import { mean, straightLine } from "./statistics.ts";

/** Least squares of alpha = slope · x + intercept over the drafts that were measured, beside what the
 *  paper's plane says of the same perplexities. `perplexity` gives a draft's x, exp(nats a token) on the
 *  held-out text, or undefined where nobody has measured it; `y` is the target's. Null for fewer than
 *  two different x. */
export function fitFamily(
  points: readonly SweepPoint[],
  perplexity: (draft: string) => number | undefined,
  y: number,
): FamilyFit | null {
  const drafts = [...new Set(points.map(({ draft }) => draft))].flatMap((draft) => {
    const x = perplexity(draft);
    if (x === undefined) return [];
    const own = points.filter((point) => point.draft === draft);
    const alpha = mean(own.map(({ prediction }) => prediction.alpha));
    return [
      { draft, x, alpha, paper: acceptance(sdslPlane, x, y), positionEffect: positionEffect(own) },
    ];
  });
  const line = straightLine(drafts.map(({ x, alpha }) => ({ x, y: alpha })));
  if (line === null) return null;
  const { slope, intercept } = line;
  const residual = Math.sqrt(
    mean(drafts.map(({ x, alpha }) => (alpha - slope * x - intercept) ** 2)),
  );
  return { slope, intercept, residual, points: drafts };
}

/** How many tokens an iteration adds by the acceptance of each position, over how many it would add if
 *  every position had the same, at the best calibrated lookahead among one draft's points. */
export function positionEffect(points: readonly SweepPoint[]): number {
  const rates = pool(points.map(({ byPosition }) => byPosition)).map(({ rate }) => rate);
  const best = points.reduce((top, point) =>
    point.prediction.calibrated > top.prediction.calibrated ? point : top,
  );
  const known = rates.slice(0, best.gamma);
  const constant = expectedTokens(clampAcceptance(best.prediction.alpha), known.length);
  return expectedTokensByPosition(known) / constant;
}

/** Several measurements of the acceptance by position as one. */
export function pool(all: readonly (readonly ByPosition[])[]): ByPosition[] {
  const length = Math.max(0, ...all.map((one) => one.length));
  return Array.from({ length }, (_, i) => {
    const here = all.flatMap((one) => one[i] ?? []);
    const count = here.reduce((sum, at) => sum + at.count, 0);
    return { rate: here.reduce((sum, at) => sum + at.rate * at.count, 0) / count, count };
  });
}

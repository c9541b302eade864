import { sdslPlane } from "../acceptance.ts";
import { brentMaximum } from "../brent.ts";
import { type OptimalDraft, optimalDraft, prepare } from "../optimum.ts";
import { type PretrainingLaw, pretrainingLaws } from "../pretraining.ts";
import { headlineLaw, publishedOptima } from "../published.ts";

/** Training tokens that the paper's table is compared at: the app's default. */
export const tableTokens = 180e9;

export type LawName = keyof typeof pretrainingLaws;

/** N* of the paper's own chain (FLOPs, its plane) for a target of M parameters, where draft and
 *  target are trained on D tokens each. */
export function chainDraft(law: LawName, M: number, D: number): OptimalDraft {
  return optimalDraft(prepare({ ...chain(pretrainingLaws[law], D), M }));
}

function chain(law: PretrainingLaw, D: number) {
  return { D, Dt: D, law, plane: sdslPlane, cost: { kind: "flops" } } as const;
}

/** A published number beside ours: deviation is ours / published − 1. */
export interface Compared {
  readonly published: number;
  readonly ours: number;
  readonly deviation: number;
}

export function compared(published: number, ours: number): Compared {
  return { published, ours, deviation: ours / published - 1 };
}

/** The paper's table of optimal drafts recomputed: one comparison a target. */
export function tableDeviations(law: LawName, D: number): readonly Compared[] {
  return publishedOptima.map(({ M, N }) => compared(N, chainDraft(law, M, D).N));
}

/** Mean of |deviation| over the paper's table; 0..∞. */
export function meanDeviation(law: LawName, D: number): number {
  const deviations = tableDeviations(law, D);
  return deviations.reduce((sum, each) => sum + Math.abs(each.deviation), 0) / deviations.length;
}

/** The training tokens (1e9..1e15) at which these constants come closest to the table. The deviation
 *  falls to a single lowest point and rises again; found on a logarithmic scale. */
export function closestTraining(law: LawName): { readonly D: number; readonly deviation: number } {
  const at = (logD: number) => -meanDeviation(law, Math.exp(logD));
  const found = brentMaximum(at, Math.log(1e9), Math.log(1e15), 1e-4);
  return { D: Math.exp(found), deviation: -at(found) };
}

/** A straight line N = slope M + intercept. */
export interface Straight {
  readonly slope: number;
  readonly intercept: number;
}

/** The line through points by least squares; at least two different M. */
export function lineThrough(
  points: readonly { readonly M: number; readonly N: number }[],
): Straight {
  const mean = (of: (point: { M: number; N: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [M, N] = [mean((point) => point.M), mean((point) => point.N)];
  const slope =
    mean((point) => (point.M - M) * (point.N - N)) / mean((point) => (point.M - M) ** 2);
  return { slope, intercept: N - slope * M };
}

/** The line through the published drafts, and through ours for the same targets. */
export function lines(law: LawName, D: number) {
  return {
    published: lineThrough(publishedOptima),
    ours: lineThrough(publishedOptima.map(({ M }) => ({ M, N: chainDraft(law, M, D).N }))),
  };
}

/** The training tokens (1e9..1e15) at which the line through our drafts for the table's targets is as
 *  steep as the headline law, and that line; undefined where it is never so steep. More tokens make
 *  it flatter. */
export function closestLine(law: LawName): (Straight & { readonly D: number }) | undefined {
  const steeper = (D: number) => lines(law, D).ours.slope > headlineLaw.mu.value;
  let [low, high] = [1e9, 1e15];
  if (!steeper(low) || steeper(high)) return undefined;
  while (high / low > 1.0001) {
    const middle = Math.sqrt(low * high);
    if (steeper(middle)) low = middle;
    else high = middle;
  }
  return { D: low, ...lines(law, low).ours };
}

import { sdslPlane } from "../acceptance.ts";
import { type OptimalDraft, optimalDraft, prepare } from "../optimum.ts";
import { pretrainingLaws } from "../pretraining.ts";
import { headlineLaw, type PublishedOptimum, publishedOptima } from "../published.ts";

export type LawName = keyof typeof pretrainingLaws;

/** Training tokens of the drafts at which the paper's table is set beside each law: with Hoffmann's the app's
 *  default, with Besiroglu's what OPT was trained on. */
export const tableTokens = { hoffmann: 100e9, besiroglu: 180e9 } as const satisfies Record<
  LawName,
  number
>;

/** Training tokens of a target that is none of the table's: the app's default. */
export const usualTargetTokens = 15e12;

/** N* of the paper's own chain (FLOPs, its plane) for a target of M parameters trained on Dt tokens, with
 *  drafts trained on D. */
export function chainDraft(
  law: LawName,
  M: number,
  D: number,
  Dt: number = usualTargetTokens,
): OptimalDraft {
  const cost = { kind: "flops" } as const;
  return optimalDraft(prepare({ M, D, Dt, law: pretrainingLaws[law], plane: sdslPlane, cost }));
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

/** The paper's table of optimal drafts recomputed with drafts of D tokens, each target on its own: one
 *  comparison a target. */
export function tableDeviations(law: LawName, D: number): readonly Compared[] {
  return publishedOptima.map(({ M, N, Dt }) => compared(N, chainDraft(law, M, D, Dt).N));
}

/** Mean of |deviation| over the paper's table; 0..∞. */
export function meanDeviation(law: LawName, D: number): number {
  const deviations = tableDeviations(law, D);
  return deviations.reduce((sum, each) => sum + Math.abs(each.deviation), 0) / deviations.length;
}

/** How many of the table's four values come out to their last digit, a million parameters. */
export function reproduced(law: LawName, D: number): number {
  return tableDeviations(law, D).filter(({ published, ours }) => sameMillion(published, ours))
    .length;
}

const sameMillion = (one: number, other: number) =>
  Math.round(one / 1e6) === Math.round(other / 1e6);

/** The most values that a law gives to their last digit anywhere in a scan of D from 30B to 1T, and the first
 *  and last D of the scan that do. */
export function mostReproduced(law: LawName): {
  readonly values: number;
  readonly from: number;
  readonly to: number;
} {
  let most = { values: -1, from: Number.NaN, to: Number.NaN };
  for (let i = 0; i <= 240; i++) {
    const D = 30e9 * (1e12 / 30e9) ** (i / 240);
    const values = reproduced(law, D);
    if (values > most.values) most = { values, from: D, to: D };
    else if (values === most.values) most = { ...most, to: D };
  }
  return most;
}

/** The most training tokens of this target (from its own up to 100T) with which its value still comes out to
 *  the last digit, by Hoffmann's constants and drafts of `tableTokens`. */
export function mostTargetTokens({ M, N, Dt }: PublishedOptimum): number {
  let [low, high] = [Dt, 1e14];
  while (high / low > 1.001) {
    const middle = Math.sqrt(low * high);
    if (sameMillion(N, chainDraft("hoffmann", M, tableTokens.hoffmann, middle).N)) low = middle;
    else high = middle;
  }
  return low;
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

/** Our drafts for the table's targets, for drafts trained on each of these numbers of tokens. */
function drafts(law: LawName, sizes: readonly number[]) {
  return sizes.flatMap((D) =>
    publishedOptima.map(({ M, Dt }) => ({ M, N: chainDraft(law, M, D, Dt).N })),
  );
}

/** The line through the published drafts, and through ours for the same targets. */
export function lines(law: LawName, D: number) {
  return { published: lineThrough(publishedOptima), ours: lineThrough(drafts(law, [D])) };
}

/** Training sets that a line is pooled over: evenly in the logarithm from 100B to 15T. */
export const pool: readonly number[] = Array.from(
  { length: 13 },
  (_, i) => 100e9 * 150 ** (i / 12),
);

/** The line through our drafts pooled over training sets. */
export function pooledLine(law: LawName): Straight {
  return lineThrough(drafts(law, pool));
}

/** The training tokens of the drafts (1e9..1e15) at which the line through them is as steep as the headline
 *  law, and that line; undefined where it is never so steep. More tokens make it flatter. */
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

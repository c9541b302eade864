import { requireRange } from "../range.ts";
import { loadLimits } from "../roofline.ts";
import type { Pairing } from "./iteration.ts";
import { type AcceptanceRates, paysFor, tokensUpTo } from "./lookahead.ts";

/** Batches from the first to the last, both included. */
export interface BatchRange {
  readonly first: number;
  readonly last: number;
}

/** The batches at which speculation pays. */
export interface BreakEven {
  /** Where the best speedup is above the threshold, ascending. Empty where it never is. More than
   *  one range, or one that begins above 1: the gain comes back, as with a mixture of experts. */
  readonly pays: readonly BatchRange[];
  /** The largest batch at which it pays; 0 where it never does. */
  readonly largest: number;
  /** No batch that was looked at is too large. */
  readonly unbounded: boolean;
}

/** All batches to 64, then sixteen to a doubling: a stretch shorter than that may be missed. */
export function scannedBatches(most: number): readonly number[] {
  const batches = new Set<number>();
  for (let b = 1; b <= Math.min(64, most); b++) batches.add(b);
  for (let b = 64; b < most; b *= 2 ** (1 / 16)) batches.add(Math.round(b));
  return [...batches.add(most)].sort((one, other) => one - other);
}

/**
 * The batches (1..`most`, at most 4096) at which speculating at each one's best lookahead is more
 * than `threshold` times as fast as not. A measured verification curve belongs to one batch and is
 * left out, the model's own term in its place; so are measured draft steps. Edges are exact, by
 * bisection between the batches that are looked at.
 */
export function breakEvenBatch(
  pairing: Pairing,
  acceptance: AcceptanceRates,
  { most = loadLimits.batch[1], threshold = 1 }: { most?: number; threshold?: number } = {},
): BreakEven {
  requireRange("most", most, 1, loadLimits.batch[1]);
  const { measured: _, ...modelled } = pairing;
  const tokens = tokensUpTo(acceptance);
  const paysAt = (batch: number) =>
    paysFor({ ...modelled, load: { ...pairing.load, batch } }, tokens, threshold);
  const pays: BatchRange[] = [];
  let open: number | undefined;
  let before: { readonly batch: number; readonly pays: boolean } | undefined;
  for (const batch of scannedBatches(most)) {
    const here = paysAt(batch);
    if (before !== undefined && here !== before.pays) {
      const edge = lastAlike(paysAt, before.batch, batch);
      if (here) open = edge + 1;
      else if (open !== undefined) pays.push({ first: open, last: edge });
    } else if (before === undefined && here) open = batch;
    before = { batch, pays: here };
  }
  const unbounded = before?.pays === true;
  if (unbounded && open !== undefined) pays.push({ first: open, last: most });
  return { pays, largest: pays.at(-1)?.last ?? 0, unbounded };
}

/** The last batch from `low` on that is as `low` is, where `high` is not. */
function lastAlike(paysAt: (batch: number) => boolean, low: number, high: number): number {
  const atLow = paysAt(low);
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (paysAt(middle) === atLow) from = middle;
    else to = middle;
  }
  return from;
}

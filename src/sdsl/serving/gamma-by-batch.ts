import { requireRange } from "../range.ts";
import { loadLimits } from "../roofline.ts";
import { type BatchRange, scannedBatches } from "./break-even.ts";
import { type Pairing, pairTimes } from "./iteration.ts";
import { type AcceptanceRates, tokensUpTo } from "./lookahead.ts";

/** A lookahead and the batches that it is for; 0 is no speculation. */
export interface GammaRange extends BatchRange {
  readonly gamma: number;
}

/** A shorter lookahead is taken where it is as good within this. */
const indifferent = 0.01;

/**
 * The best lookahead by batch (1..`most`, at most 4096), as ranges that follow one another: of those within
 * 1% of the best the shortest. Edges are exact to batch 64 and to 4% beyond. As in `breakEvenBatch` a
 * measured curve or draft step is left out.
 */
export function gammaByBatch(
  pairing: Pairing,
  acceptance: AcceptanceRates,
  most: number = loadLimits.batch[1],
): readonly GammaRange[] {
  requireRange("most", most, 1, loadLimits.batch[1]);
  const { measured: _, ...modelled } = pairing;
  const tokens = tokensUpTo(acceptance);
  const bestAt = (batch: number): number => {
    const { baseline, iteration } = pairTimes({ ...modelled, load: { ...pairing.load, batch } });
    const speedups = tokens.map((gain, gamma) => (gain * baseline) / iteration(gamma).seconds);
    const enough = Math.max(...speedups) * (1 - indifferent);
    return speedups.findIndex((speedup) => speedup >= enough);
  };
  const ranges: GammaRange[] = [];
  for (const batch of scannedBatches(most)) {
    const gamma = bestAt(batch);
    const last = ranges.at(-1);
    if (last?.gamma === gamma) ranges[ranges.length - 1] = { ...last, last: batch };
    else {
      // the batches between two that were looked at go with the smaller of them
      if (last !== undefined) ranges[ranges.length - 1] = { ...last, last: batch - 1 };
      ranges.push({ first: batch, last: batch, gamma });
    }
  }
  return ranges;
}

import { type Pairing, pairTimes } from "../sdsl/serving/iteration.ts";
import { type AcceptanceRates, maxGamma } from "../sdsl/serving/lookahead.ts";

/** Lookaheads in a row that may be worse before the search ends. */
const patience = 10;

/** The best lookahead from 1 and its speedup: that of `bestFor` where speculation pays, below 1 where it
 *  does not. For charts, which need hundreds: it ends once ten lookaheads in a row are worse, which costs
 *  without cliffs never are before their peak. */
export function quickBest(
  pairing: Pairing,
  rates: AcceptanceRates,
): { readonly gamma: number; readonly speedup: number } {
  const { baseline, iteration } = pairTimes(pairing);
  let reached = 1;
  let tokens = 1;
  let best = { gamma: 1, speedup: 0 };
  let since = 0;
  for (let gamma = 1; gamma <= maxGamma && since < patience; gamma++) {
    reached *= typeof rates === "number" ? rates : (rates[gamma - 1] ?? rates.at(-1) ?? 0);
    tokens += reached;
    const speedup = (tokens * baseline) / iteration(gamma).seconds;
    since = speedup > best.speedup ? 0 : since + 1;
    if (speedup > best.speedup) best = { gamma, speedup };
  }
  return best;
}

/** `quickBest` in one number. */
export function quickSpeedup(pairing: Pairing, rates: AcceptanceRates): number {
  return quickBest(pairing, rates).speedup;
}

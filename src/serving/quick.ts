import { type Pairing, pairTimes } from "../sdsl/serving/iteration.ts";
import { type AcceptanceRates, maxGamma } from "../sdsl/serving/lookahead.ts";

/** Lookaheads in a row that may be worse before the search ends. */
const patience = 10;

/** The best speedup over the lookaheads from 1: that of `bestFor` where speculation pays, below 1 where it
 *  does not. For charts, which need hundreds: it ends once ten lookaheads in a row are worse, which costs
 *  without cliffs never are before their peak. */
export function quickSpeedup(pairing: Pairing, rates: AcceptanceRates): number {
  const { baseline, iteration } = pairTimes(pairing);
  let reached = 1;
  let tokens = 1;
  let best = 0;
  let since = 0;
  for (let gamma = 1; gamma <= maxGamma && since < patience; gamma++) {
    reached *= typeof rates === "number" ? rates : (rates[gamma - 1] ?? rates.at(-1) ?? 0);
    tokens += reached;
    const speedup = (tokens * baseline) / iteration(gamma).seconds;
    since = speedup > best ? 0 : since + 1;
    if (speedup > best) best = speedup;
  }
  return best;
}

import { maxAcceptance } from "./acceptance.ts";
import { requireRange } from "./range.ts";

/** No lookahead is longer: where drafting is free, the optimum is reported as this. */
export const maxLookahead = 1e9;

/** Expected tokens an iteration, (1 - alpha^(gamma+1)) / (1 - alpha) (Leviathan et al. 2023,
 *  equation 1): the accepted run and the one token that the target adds.
 *  alpha 0..0.9999; gamma 0..1e9, real. Between 1 and gamma + 1. Throws RangeError outside. */
export function expectedTokens(alpha: number, gamma: number): number {
  requireRange("alpha", alpha, 0, maxAcceptance);
  requireRange("gamma", gamma, 0, maxLookahead);
  if (alpha === 0 || gamma === 0) return 1;
  return -Math.expm1((gamma + 1) * Math.log(alpha)) / (1 - alpha);
}

/** The same where acceptance hangs on the position: 1 + a1 + a1 a2 + …, with rates[i] the
 *  acceptance (0..1) of draft token i + 1 given that all before it were accepted. Throws
 *  RangeError for a rate outside. */
export function expectedTokensByPosition(rates: readonly number[]): number {
  let reached = 1;
  let tokens = 1;
  for (const [i, rate] of rates.entries()) {
    reached *= requireRange(`rates[${i}]`, rate, 0, 1);
    tokens += reached;
  }
  return tokens;
}

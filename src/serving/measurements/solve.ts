import { clampAcceptance, maxAcceptance } from "../../sdsl/acceptance.ts";
import { expectedTokens } from "../../sdsl/tokens.ts";

/**
 * The i.i.d. α (0..0.9999) at which a draft of gamma tokens (above 0, real where the engine drafts
 * fewer at times) has `accepted` of them accepted on average: sum of alpha^i, i = 1..gamma.
 *
 * Worked case (vLLM's own sample): 92 accepted in 37 drafts of 7 tokens, 2.486 a draft: α = 0.739, where
 * the log prints an acceptance rate of 35.5%.
 */
export function alphaFromAccepted(accepted: number, gamma: number): number {
  if (!(accepted > 0 && gamma > 0)) return 0;
  if (accepted >= expectedTokens(maxAcceptance, gamma) - 1) return maxAcceptance;
  let [low, high] = [0, maxAcceptance as number];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (expectedTokens(middle, gamma) - 1 < accepted) low = middle;
    else high = middle;
  }
  return clampAcceptance((low + high) / 2);
}

/** Acceptance of each position given the ones before, from the share of drafts accepted up to it:
 *  0.757, 0.622, 0.432 are 0.757, 0.822, 0.695. 0 after a position that nothing reached. */
export function conditionalRates(cumulative: readonly number[]): readonly number[] {
  return cumulative.map((share, i) => {
    const before = i === 0 ? 1 : (cumulative[i - 1] ?? 0);
    return before > 0 ? Math.min(1, Math.max(0, share / before)) : 0;
  });
}

/** A mean lookahead as the whole number that it must be where it lies within a hundredth of one. */
export function wholeIfNear(gamma: number): number {
  const whole = Math.round(gamma);
  return whole >= 1 && Math.abs(gamma - whole) < 0.01 ? whole : gamma;
}

import { formatCount, formatFixed, formatMultiple, formatRatio } from "../../ui/format.ts";

/** A lookahead for people: whole as it is, real with one decimal. */
export function formatLookahead(gamma: number): string {
  return Number.isInteger(gamma) ? formatCount(gamma) : formatFixed(gamma, gamma < 100 ? 1 : 0);
}

/** A speedup for people: always as many digits, so that nothing jumps. */
export function formatSpeedup(speedup: number): string {
  return speedup < 100 ? `${formatFixed(speedup, 2)}×` : formatMultiple(speedup);
}

/** How many times smaller than the target, for people. */
export function formatShare(ratio: number): string {
  return formatRatio(ratio >= 10 ? Math.round(ratio) : ratio);
}

/** Acceptance for people. */
export function formatAcceptance(alpha: number): string {
  return alpha > 0.999 ? formatFixed(alpha, 4) : formatFixed(alpha, 3);
}

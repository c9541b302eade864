import { maxAcceptance } from "../acceptance.ts";
import { requireRange } from "../range.ts";
import { expectedTokens, expectedTokensByPosition } from "../tokens.ts";
import { maxGamma } from "./lookahead.ts";

/**
 * By how much acceptance falls from one drafted token to the next, given the ones before:
 * a_i = a_1 · exp(−decline · (i − 1)).
 *
 * Thirteen published pairs of accepted lengths at two lookaheads, all else alike (PARD-2, MTP and EAGLE;
 * vllm-project/vllm#16035 and #49406, sgl-project/sglang#23336, kyuz0/amd-strix-halo-vllm-toolboxes#53):
 * one α solved at the shorter promises too much at the longer in 12 of 13, by 7.7% in the mean; with the
 * median decline the mean error is 3.5%, and half are above. From two positions to three or four it falls faster (0.06 to 0.1),
 * beyond five more slowly (0.004 to 0.016): `spread` is the standard deviation of its logarithm.
 */
export const positionDecline = { value: 0.0125, spread: 1 } as const;

/** The lookahead that an acceptance is taken to be measured at where nobody says: engines' defaults lie
 *  around it. */
const usualGamma = 4;

/** Acceptance of each of 64 drafted tokens, given the ones before, that begins with `first` (0..0.9999). */
export function fallingRates(
  first: number,
  decline: number = positionDecline.value,
): readonly number[] {
  requireRange("first", first, 0, 1);
  requireRange("decline", decline, 0, 10);
  return Array.from({ length: maxGamma }, (_, i) => first * Math.exp(-decline * i));
}

/** Falling rates that accept as many tokens at the usual lookahead as `alpha` at every position would: what
 *  a measured α, solved as if i.i.d., stands for. */
export function ratesOfMeasured(
  alpha: number,
  decline: number = positionDecline.value,
): readonly number[] {
  const tokens = expectedTokens(requireRange("alpha", alpha, 0, maxAcceptance), usualGamma);
  const fall = Array.from({ length: usualGamma }, (_, i) => Math.exp(-decline * i));
  let [low, high] = [alpha, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (expectedTokensByPosition(fall.map((share) => middle * share)) < tokens) low = middle;
    else high = middle;
  }
  return fallingRates(Math.min(maxAcceptance, high), decline);
}

/** Measured rates, and beyond them the last one falling on. Throws RangeError where none is given. */
export function extendRates(
  measured: readonly number[],
  decline: number = positionDecline.value,
): readonly number[] {
  const last = measured.at(-1);
  if (last === undefined) throw new RangeError("Acceptance by position names no position.");
  return Array.from(
    { length: maxGamma },
    (_, i) => measured[i] ?? last * Math.exp(-decline * (i + 1 - measured.length)),
  );
}

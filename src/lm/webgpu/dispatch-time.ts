import type { Timing } from "./timing.ts";

/** The longest that one dispatch should take, ms. Systems take a device away whose dispatch runs for too
 *  long, Windows after 2 s and phones sooner, and until it ends nothing else is drawn; a device that gets
 *  hot or busy after it was measured may be several times slower. */
const longest = 50;

/** How many tokens a dispatch may draft, at least 1 and at most `most`, where one at `position` took
 *  `each`. Attention over what precedes a token grows with it, the rest doesn't: at the end of `context`
 *  a token takes no more than in proportion. */
export function tokensAtOnce(
  each: Timing,
  position: number,
  context: number,
  most: number,
): number {
  const slowest = (each.time + each.noise) * Math.max(1, context / Math.max(1, position));
  const tokens = Math.floor(longest / slowest);
  return Math.max(1, Math.min(most, Number.isNaN(tokens) ? most : tokens));
}

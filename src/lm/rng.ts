/** What a random number is for. Each purpose is a stream of its own, so that a decision is a pure
 *  function of (seed, position of the token in its sequence, purpose): any backend can replay any
 *  decision alone. A position may be decided again after a rollback and then sees the same numbers;
 *  that is sound, because what came before it was decided without them. */
export const Stream = {
  /** Draws a token from the target alone: autoregressive decoding, and the bonus token. */
  target: 0,
  /** Draws a proposal from the draft. */
  draft: 1,
  /** The coin that accepts or rejects a proposal. */
  accept: 2,
  /** Draws the correction from the residual distribution after a rejection. */
  residual: 3,
  /** Chooses what to measure; never part of generation. */
  sample: 4,
} as const;
export type Stream = (typeof Stream)[keyof typeof Stream];

const rotations = [13, 15, 26, 6, 17, 29, 16, 24];

/** Threefry-2x32 with 20 rounds: two 32-bit words from a key and a counter of two words each.
 *  Only 32-bit additions, rotations and exclusive ors, so that WGSL gives the same bits.
 *  Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3". */
export function threefry2x32(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): [number, number] {
  const keys = [key0, key1, 0x1bd11bda ^ key0 ^ key1];
  let a = (counter0 + key0) | 0;
  let b = (counter1 + key1) | 0;
  for (let round = 0; round < 20; round++) {
    const r = rotations[round % 8];
    a = (a + b) | 0;
    b = ((b << r) | (b >>> (32 - r))) ^ a;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      a = (a + keys[injection % 3]) | 0;
      b = (b + keys[(injection + 1) % 3] + injection) | 0;
    }
  }
  return [a >>> 0, b >>> 0];
}

/** A number in [0, 1), a multiple of 2^-24 and thus exact in float32. `seed` and `position` are uint32. */
export function uniform(seed: number, stream: Stream, position: number): number {
  return (threefry2x32(seed, stream, position, 0)[0] >>> 8) * 2 ** -24;
}

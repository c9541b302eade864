// What the random numbers are for; as in lm/rng.ts.
export const targetStream: u32 = 0;
export const draftStream: u32 = 1;
export const acceptStream: u32 = 2;
export const residualStream: u32 = 3;

@inline
function mix(b: u32, a: u32, r: u32): u32 {
  return rotl<u32>(b, r) ^ a;
}

/** A number in [0, 1), a multiple of 2^-24: the first word of Threefry-2x32 with 20 rounds, the same bits
 *  as lm/rng.ts. Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3". */
export function uniform(seed: u32, stream: u32, position: u32): f64 {
  const third = 0x1bd11bda ^ seed ^ stream;
  let a = position + seed;
  let b = stream;
  a += b; b = mix(b, a, 13);
  a += b; b = mix(b, a, 15);
  a += b; b = mix(b, a, 26);
  a += b; b = mix(b, a, 6);
  a += stream; b += third + 1;
  a += b; b = mix(b, a, 17);
  a += b; b = mix(b, a, 29);
  a += b; b = mix(b, a, 16);
  a += b; b = mix(b, a, 24);
  a += third; b += seed + 2;
  a += b; b = mix(b, a, 13);
  a += b; b = mix(b, a, 15);
  a += b; b = mix(b, a, 26);
  a += b; b = mix(b, a, 6);
  a += seed; b += stream + 3;
  a += b; b = mix(b, a, 17);
  a += b; b = mix(b, a, 29);
  a += b; b = mix(b, a, 16);
  a += b; b = mix(b, a, 24);
  a += stream; b += third + 4;
  a += b; b = mix(b, a, 13);
  a += b; b = mix(b, a, 15);
  a += b; b = mix(b, a, 26);
  a += b; b = mix(b, a, 6);
  a += third;
  return <f64>(a >>> 8) / 16777216.0;
}

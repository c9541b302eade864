// What the two builds of this source differ in.

/** a · b + c in four lanes: rounded once where the runtime has relaxed SIMD and the processor the
 *  instruction, else twice. The same everywhere within one instance, which is what equal bits need. */
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The sum of four lanes, always in the same order. */
@inline
export function lanes(a: v128): f32 {
  return (
    (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1)) +
    (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3))
  );
}

// From logits to tokens: lm/sampling.ts in the same order of the same float64 operations, so that equal
// logits and equal random numbers give equal tokens.

import { exp2 } from "./exp";

/** The index of the largest of n; the lowest one wins a tie. `a` is padded to a multiple of 8. */
export function argmax(a: usize, n: i32): i32 {
  const end = a + (<usize>n << 2);
  const whole = a + ((end - a) & ~15);
  let tops = f32x4.splat(-Infinity);
  for (let i = a; i < whole; i += 16) tops = f32x4.pmax(tops, v128.load(i));
  let top = max(
    max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
    max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
  );
  for (let i = whole; i < end; i += 4) top = max(top, load<f32>(i));
  for (let i = a; i < end; i += 4) if (load<f32>(i) == top) return <i32>((i - a) >> 2);
  return 0;
}

/** Logits become probabilities in place. Returns the token where there is no choice, else −1. */
export function probabilities(
  row: usize, n: i32, temperature: f64, topK: i32, topP: f64, ranks: usize,
): i32 {
  const top = argmax(row, n);
  if (temperature == 0) {
    memory.fill(row, 0, <usize>n << 2);
    store<f32>(row + (<usize>top << 2), 1);
    return top;
  }
  softmax(row, n, load<f32>(row + (<usize>top << 2)), temperature);
  const cutsK = topK > 0 && topK < n;
  if (!cutsK && topP == 1) return -1;
  heapify(row, n, ranks);
  let popped = 0;
  if (cutsK) {
    for (; popped < topK; popped++) pop(ranks, n - popped);
    keep(row, n, ranks, topK);
  }
  if (topP < 1) {
    // Beyond the k that are left there are only zeros, which change neither mass nor sum.
    const most = cutsK ? topK : n;
    let mass: f64 = 0;
    let kept = 0;
    while (kept < most && mass < topP) {
      if (popped == kept) pop(ranks, n - popped++);
      mass += <f64>load<f32>(row + (<usize>ranked(ranks, n, kept++) << 2));
    }
    keep(row, n, ranks, kept);
  }
  return -1;
}

function softmax(row: usize, n: i32, top: f32, temperature: f64): void {
  const end = row + (<usize>n << 2);
  const tops = f64x2.splat(<f64>top);
  const temperatures = f64x2.splat(temperature);
  for (let i = row; i < end; i += 8) {
    // Rows are padded to 8, so the last pair may reach beyond n.
    const x = f64x2.div(f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(i)), tops), temperatures);
    v128.store64_lane(i, f32x4.demote_f64x2_zero(exp2(x)), 0);
  }
  for (let i = end; (i - row) & 31; i += 4) store<f32>(i, 0);
  let sum: f64 = 0;
  for (let i = row; i < end; i += 4) sum += <f64>load<f32>(i);
  const sums = f64x2.splat(sum);
  for (let i = row; i < end; i += 8) {
    const p = f64x2.div(f64x2.promote_low_f32x4(v128.load64_zero(i)), sums);
    v128.store64_lane(i, f32x4.demote_f64x2_zero(p), 0);
  }
}

/** A heap with the largest on top: of equal probabilities the lower index is larger. A probability is not
 *  negative, so its bits are in its own order. */
function heapify(row: usize, n: i32, ranks: usize): void {
  for (let i = 0; i < n; i++) {
    const bits = <u64>load<u32>(row + (<usize>i << 2));
    store<u64>(ranks + (<usize>i << 3), (bits << 32) | <u64>(~<u32>i));
  }
  for (let i = (n >> 1) - 1; i >= 0; i--) sink(ranks, i, n);
}

/** Moves the largest of the first `size` behind the others. */
function pop(ranks: usize, size: i32): void {
  const last = ranks + (<usize>(size - 1) << 3);
  const largest = load<u64>(ranks);
  store<u64>(ranks, load<u64>(last));
  store<u64>(last, largest);
  sink(ranks, 0, size - 1);
}

function sink(ranks: usize, at: i32, size: i32): void {
  const value = load<u64>(ranks + (<usize>at << 3));
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    let larger = load<u64>(ranks + (<usize>child << 3));
    if (child + 1 < size) {
      const other = load<u64>(ranks + (<usize>(child + 1) << 3));
      if (other > larger) {
        larger = other;
        child++;
      }
    }
    if (larger <= value) break;
    store<u64>(ranks + (<usize>at << 3), larger);
    at = child;
  }
  store<u64>(ranks + (<usize>at << 3), value);
}

/** The index that was popped as number i. */
@inline
function ranked(ranks: usize, n: i32, i: i32): u32 {
  return ~(<u32>load<u64>(ranks + (<usize>(n - 1 - i) << 3)));
}

/** Zeroes all but the first `count` popped and renormalises. */
function keep(row: usize, n: i32, ranks: usize, count: i32): void {
  let sum: f64 = 0;
  for (let i = 0; i < count; i++) {
    sum += <f64>load<f32>(row + (<usize>ranked(ranks, n, i) << 2));
  }
  for (let i = 0; i < count; i++) {
    const v = ranked(ranks, n, i);
    const p = <f32>(<f64>load<f32>(row + (<usize>v << 2)) / sum);
    // The upper half of a rank has done its work.
    store<f32>(ranks + (<usize>(n - 1 - i) << 3), p, 4);
  }
  memory.fill(row, 0, <usize>n << 2);
  for (let i = 0; i < count; i++) {
    const p = load<f32>(ranks + (<usize>(n - 1 - i) << 3), 4);
    store<f32>(row + (<usize>ranked(ranks, n, i) << 2), p);
  }
}

/** The index that u in [0, 1) draws from n non-negative weights: the first at which the running sum
 *  exceeds u times the total. */
export function draw(row: usize, n: i32, u: f64): i32 {
  const end = row + (<usize>n << 2);
  let total: f64 = 0;
  for (let i = row; i < end; i += 4) total += <f64>load<f32>(i);
  const threshold = u * total;
  let sum: f64 = 0;
  let last = row;
  for (let i = row; i < end; i += 4) {
    const weight = load<f32>(i);
    if (weight == 0) continue;
    sum += <f64>weight;
    last = i;
    if (sum > threshold) break;
  }
  return <i32>((last - row) >> 2);
}

/** to = max(p − q, 0), normalised; p where nothing is left. */
export function residual(to: usize, p: usize, q: usize, n: i32): void {
  const bytes = <usize>n << 2;
  const zero = f32x4.splat(0);
  let any = zero;
  for (let i: usize = 0; i < bytes; i += 16) {
    const rest = f32x4.pmax(zero, f32x4.sub(v128.load(p + i), v128.load(q + i)));
    v128.store(to + i, rest);
    any = v128.or(any, rest);
  }
  // Only rounding can leave nothing over after a rejection.
  if (!v128.any_true(any)) memory.copy(to, p, bytes);
  let total: f64 = 0;
  for (let i: usize = 0; i < bytes; i += 4) total += <f64>load<f32>(to + i);
  for (let i: usize = 0; i < bytes; i += 4) {
    store<f32>(to + i, <f32>(<f64>load<f32>(to + i) / total));
  }
}

import { exp4 } from "./exp";
import { Model } from "./layout";
import { product } from "./product";
import { lanes } from "./simd";
import { end, first, number } from "./team";

/** Rotates the pairs (i, i + headDim / 2) of `heads` heads from `a` on, for T rows `stride` bytes apart.
 *  Su et al. 2021, arXiv:2104.09864. */
function rotate(m: Model, a: usize, stride: usize, heads: i32, T: i32, position: i32): void {
  const half = <usize>m.headDim << 1; // bytes
  for (let t = 0; t < T; t++) {
    const angles = <usize>(position + t) * half;
    let at = a + stride * <usize>t;
    for (let h = 0; h < heads; h++) {
      for (let i: usize = 0; i < half; i += 16) {
        const cos = v128.load(m.cos + angles + i);
        const sin = v128.load(m.sin + angles + i);
        const first = v128.load(at + i);
        const second = v128.load(at + half + i);
        v128.store(at + i, f32x4.sub(f32x4.mul(first, cos), f32x4.mul(second, sin)));
        v128.store(at + half + i, f32x4.add(f32x4.mul(second, cos), f32x4.mul(first, sin)));
      }
      at += half * 2;
    }
  }
}

/** Puts T rows of keys and values, `stride` bytes apart, into the cache of a key head. */
function keep(
  m: Model, keys: usize, values: usize, k: usize, v: usize, stride: usize, T: i32, position: i32,
): void {
  const panel = <usize>m.headDim << 5;
  const valuePanel = <usize>m.context << 5;
  for (let t = 0; t < T; t++) {
    const s = <usize>(position + t);
    let to = keys + (s >> 3) * panel + ((s & 7) << 2);
    for (let d: usize = 0; d < <usize>m.headDim; d++) {
      store<f32>(to, load<f32>(k + (d << 2)));
      to += 32;
    }
    to = values + (s << 5);
    for (let d: usize = 0; d < <usize>m.headDim; d += 8) {
      v128.store(to, v128.load(v + (d << 2)));
      v128.store(to, v128.load(v + (d << 2), 16), 16);
      to += valuePanel;
    }
    k += stride;
    v += stride;
  }
}

/** This thread's part of the key heads: rotates queries and keys, keeps keys and values of T tokens, and
 *  mixes: mixed[t, h] = Σ_s softmax_s(q[t, h] · k[s, g] / √headDim) v[s, g] over s ≤ position + t. */
export function attend(m: Model, layer: i32, T: i32, position: i32): void {
  const headBytes = <usize>m.headDim << 2;
  const queries = headBytes * <usize>m.heads;
  const keyBytes = headBytes * <usize>m.kvHeads;
  const stride = queries + keyBytes * 2;
  const q = m.projected;
  const cacheBytes = <usize>m.context * headBytes; // of one key head
  const before = <usize>layer * <usize>m.kvHeads * cacheBytes;

  const length = position + T;
  const scoreStride = <usize>m.context << 2;
  const scores = m.scores + number() * <usize>m.block * scoreStride;
  const group = m.heads / m.kvHeads;
  const last = end(m.kvHeads);
  for (let g = first(m.kvHeads); g < last; g++) {
    const keys = m.keys + before + <usize>g * cacheBytes;
    const values = m.values + before + <usize>g * cacheBytes;
    const k = q + queries + <usize>g * headBytes;
    rotate(m, q + <usize>(g * group) * headBytes, stride, group, T, position);
    rotate(m, k, stride, 1, T, position);
    keep(m, keys, values, k, k + keyBytes, stride, T, position);
    for (let h = g * group; h < (g + 1) * group; h++) {
      const at = <usize>h * headBytes;
      product(
        scores, scoreStride, q + at, stride, keys, headBytes << 3,
        T, (length + 7) >> 3, m.headDim, false,
      );
      softmax(scores, scoreStride, T, position, m.scoreScale);
      product(
        m.mixed + at, queries, scores, scoreStride, values, <usize>m.context << 5,
        T, m.headDim >> 3, length, false,
      );
    }
  }
}

/** Row t of `a` [T, …] becomes softmax(a[t] · scale) over its first position + t + 1, zeros after that up
 *  to the length of the last row. */
function softmax(a: usize, stride: usize, T: i32, position: i32, scale: f32): void {
  const all = a + (<usize>(position + T) << 2);
  const scales = f32x4.splat(scale);
  for (let t = 0; t < T; t++) {
    const row = a + stride * <usize>t;
    const last = all + stride * <usize>t;
    const end = row + (<usize>(position + t + 1) << 2);
    const whole = row + ((end - row) & ~15);
    const padded = row + ((end - row + 15) & ~15);
    for (let i = end; i < padded; i += 4) store<f32>(i, -Infinity);
    let tops = v128.load(row);
    for (let i = row + 16; i < padded; i += 16) tops = f32x4.pmax(tops, v128.load(i));
    const top = f32x4.splat(max(
      max(f32x4.extract_lane(tops, 0), f32x4.extract_lane(tops, 1)),
      max(f32x4.extract_lane(tops, 2), f32x4.extract_lane(tops, 3)),
    ));
    let sums = f32x4.splat(0);
    for (let i = row; i < whole; i += 16) {
      const e = exp4(f32x4.mul(f32x4.sub(v128.load(i), top), scales));
      v128.store(i, e);
      sums = f32x4.add(sums, e);
    }
    if (whole < padded) {
      const e = exp4(f32x4.mul(f32x4.sub(v128.load(whole), top), scales));
      v128.store(whole, e);
      for (let i = end; i < padded; i += 4) store<f32>(i, 0);
      sums = f32x4.add(sums, v128.load(whole));
    }
    const total = f32x4.splat(lanes(sums));
    for (let i = row; i < padded; i += 16) v128.store(i, f32x4.div(v128.load(i), total));
    for (let i = padded; i < last; i += 4) store<f32>(i, 0);
  }
}

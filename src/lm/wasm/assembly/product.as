// y[t, r] = Σ_k w[r, k] x[t, k], or += .   x [T, cols], y [T, 8 · panels] f32, rows xStride and yStride
// bytes apart. w in panels of 8 rows, panelStride bytes apart; a panel is [cols, 8]: the 8 rows' values
// of one column lie together, so a column is one broadcast of x and no sum runs across lanes.
//
// Every output is one chain of additions over k in order, whatever T is and whichever tile computes it,
// so a row of a pass of many tokens has the very bits of a pass of one. A few panels at a time are read
// from memory once and stay in the first-level cache for all T.
//
// A tile has `a` accumulators and loads `l` vectors a column. V8 loads all before it multiplies, so beyond
// a + l = 14 or so x64 spills, which costs threefold; below 8 accumulators the adder's latency shows.

import { madd } from "./simd";

/** Bytes of one column of a panel. */
const column: usize = 32;

/** Panels that are read for all rows of x before the next ones: few enough for the first-level cache,
 *  and a multiple of the panels of every tile. */
const group = 6;

/** As above. T ≥ 1; panels, cols ≥ 0. */
export function product(
  y: usize, yStride: usize,
  x: usize, xStride: usize,
  w: usize, panelStride: usize,
  T: i32, panels: i32, cols: i32,
  add: bool,
): void {
  const step = T == 1 ? panels : group;
  for (let first = 0; first < panels; first += step) {
    const count = min(step, panels - first);
    let xt = x;
    let yt = y;
    let left = T;
    for (; left >= 4; left -= 4) {
      for (let p = 0; p < count; p++) {
        four(yt + column * p, yStride, xt, xStride, w + panelStride * p, cols, add);
      }
      xt += xStride * 4;
      yt += yStride * 4;
    }
    if (left >= 2) {
      let p = 0;
      for (; p + 2 <= count; p += 2) {
        const at = panelStride * p;
        twoByTwo(yt + column * p, yStride, xt, xStride, w + at, panelStride, cols, add);
      }
      if (p < count) two(yt + column * p, yStride, xt, xStride, w + panelStride * p, cols, add);
      xt += xStride * 2;
      yt += yStride * 2;
    }
    if (left & 1) {
      let p = 0;
      for (; p + 3 <= count; p += 3) {
        oneByThree(yt + column * p, xt, w + panelStride * p, panelStride, cols, add);
      }
      for (; p + 2 <= count; p += 2) {
        oneByTwo(yt + column * p, xt, w + panelStride * p, panelStride, cols, add);
      }
      if (p < count) one(yt + column * p, xt, w + panelStride * p, cols, add);
    }
    w += panelStride * count;
    y += column * count;
  }
}

/** `rows` of x (1, 2 or 4) against `panels` (1 to 3), both constants at the call. */
@inline
function tile(
  rows: i32, panels: i32,
  y: usize, yStride: usize,
  x0: usize, xStride: usize,
  w0: usize, panelStride: usize,
  cols: i32, add: bool,
): void {
  let w1 = w0 + panelStride;
  let w2 = w1 + panelStride;
  const x1 = xStride, x2 = xStride * 2, x3 = xStride * 3;
  const zero = f32x4.splat(0);
  let a00 = zero, b00 = zero, a01 = zero, b01 = zero, a02 = zero, b02 = zero;
  let a10 = zero, b10 = zero, a11 = zero, b11 = zero;
  let a20 = zero, b20 = zero, a30 = zero, b30 = zero;
  const end = x0 + (<usize>cols << 2);
  while (x0 < end) {
    const a0 = v128.load(w0);
    const b0 = v128.load(w0, 16);
    w0 += column;
    const v0 = v128.load32_splat(x0);
    a00 = madd(a0, v0, a00);
    b00 = madd(b0, v0, b00);
    if (panels > 1) {
      const a1 = v128.load(w1);
      const b1 = v128.load(w1, 16);
      w1 += column;
      a01 = madd(a1, v0, a01);
      b01 = madd(b1, v0, b01);
      if (rows > 1) {
        const v1 = v128.load32_splat(x0 + x1);
        a10 = madd(a0, v1, a10);
        b10 = madd(b0, v1, b10);
        a11 = madd(a1, v1, a11);
        b11 = madd(b1, v1, b11);
      }
    } else if (rows > 1) {
      const v1 = v128.load32_splat(x0 + x1);
      a10 = madd(a0, v1, a10);
      b10 = madd(b0, v1, b10);
    }
    if (panels > 2) {
      a02 = madd(v128.load(w2), v0, a02);
      b02 = madd(v128.load(w2, 16), v0, b02);
      w2 += column;
    }
    if (rows > 2) {
      const v2 = v128.load32_splat(x0 + x2);
      a20 = madd(a0, v2, a20);
      b20 = madd(b0, v2, b20);
      const v3 = v128.load32_splat(x0 + x3);
      a30 = madd(a0, v3, a30);
      b30 = madd(b0, v3, b30);
    }
    x0 += 4;
  }
  keep(y, a00, b00, add);
  if (panels > 1) keep(y + column, a01, b01, add);
  if (panels > 2) keep(y + column * 2, a02, b02, add);
  if (rows > 1) keep(y + yStride, a10, b10, add);
  if (rows > 1 && panels > 1) keep(y + yStride + column, a11, b11, add);
  if (rows > 2) {
    keep(y + yStride * 2, a20, b20, add);
    keep(y + yStride * 3, a30, b30, add);
  }
}

@inline
function keep(y: usize, a: v128, b: v128, add: bool): void {
  if (add) {
    a = f32x4.add(v128.load(y), a);
    b = f32x4.add(v128.load(y, 16), b);
  }
  v128.store(y, a);
  v128.store(y, b, 16);
}

function one(y: usize, x: usize, w: usize, cols: i32, add: bool): void {
  tile(1, 1, y, 0, x, 0, w, 0, cols, add);
}
function oneByTwo(y: usize, x: usize, w: usize, wS: usize, cols: i32, add: bool): void {
  tile(1, 2, y, 0, x, 0, w, wS, cols, add);
}
function oneByThree(y: usize, x: usize, w: usize, wS: usize, cols: i32, add: bool): void {
  tile(1, 3, y, 0, x, 0, w, wS, cols, add);
}
function two(y: usize, yS: usize, x: usize, xS: usize, w: usize, cols: i32, add: bool): void {
  tile(2, 1, y, yS, x, xS, w, 0, cols, add);
}
function twoByTwo(
  y: usize, yS: usize, x: usize, xS: usize, w: usize, wS: usize, cols: i32, add: bool,
): void {
  tile(2, 2, y, yS, x, xS, w, wS, cols, add);
}
function four(y: usize, yS: usize, x: usize, xS: usize, w: usize, cols: i32, add: bool): void {
  tile(4, 1, y, yS, x, xS, w, 0, cols, add);
}

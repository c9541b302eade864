/** y[t, r] = Σ_k x[t, k] · w[r, k], summed in double precision and rounded once.
 *  x [T, cols], w [rows, cols] with its rows `stride` apart, y [T, rows].
 *  Every sum runs over k in order, whatever T is, so a row of a pass of many tokens has the very bits
 *  of a pass of one: speculative and autoregressive decoding then see the same logits. Four rows of w
 *  at a time, and two tokens, keep independent sums going and use each number that is read more than
 *  once; four rows stay in the first-level cache for all T. */
export function product(
  y: Float32Array,
  x: Float32Array,
  w: Float32Array,
  T: number,
  rows: number,
  cols: number,
  stride = cols,
): void {
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let t = 0;
    for (; t + 2 <= T; t += 2) twoByFour(y, x, w, t, r, rows, cols, stride);
    if (t < T) oneByFour(y, x, w, t, r, rows, cols, stride);
  }
  for (; r < rows; r++) {
    for (let t = 0; t < T; t++) {
      let a = 0;
      for (let k = 0; k < cols; k++) a += x[t * cols + k] * w[r * stride + k];
      y[t * rows + r] = a;
    }
  }
}

/** y[t, r .. r + 3]. */
function oneByFour(
  y: Float32Array,
  x: Float32Array,
  w: Float32Array,
  t: number,
  r: number,
  rows: number,
  cols: number,
  stride: number,
): void {
  const x0 = t * cols;
  const w0 = r * stride;
  const w1 = w0 + stride;
  const w2 = w1 + stride;
  const w3 = w2 + stride;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = 0; k < cols; k++) {
    const v = x[x0 + k];
    a += v * w[w0 + k];
    b += v * w[w1 + k];
    c += v * w[w2 + k];
    d += v * w[w3 + k];
  }
  const at = t * rows + r;
  y[at] = a;
  y[at + 1] = b;
  y[at + 2] = c;
  y[at + 3] = d;
}

/** y[t .. t + 1, r .. r + 3]. */
function twoByFour(
  y: Float32Array,
  x: Float32Array,
  w: Float32Array,
  t: number,
  r: number,
  rows: number,
  cols: number,
  stride: number,
): void {
  const x0 = t * cols;
  const x1 = x0 + cols;
  const w0 = r * stride;
  const w1 = w0 + stride;
  const w2 = w1 + stride;
  const w3 = w2 + stride;
  let a0 = 0;
  let b0 = 0;
  let c0 = 0;
  let d0 = 0;
  let a1 = 0;
  let b1 = 0;
  let c1 = 0;
  let d1 = 0;
  for (let k = 0; k < cols; k++) {
    const v0 = x[x0 + k];
    const v1 = x[x1 + k];
    const a = w[w0 + k];
    const b = w[w1 + k];
    const c = w[w2 + k];
    const d = w[w3 + k];
    a0 += v0 * a;
    b0 += v0 * b;
    c0 += v0 * c;
    d0 += v0 * d;
    a1 += v1 * a;
    b1 += v1 * b;
    c1 += v1 * c;
    d1 += v1 * d;
  }
  let at = t * rows + r;
  y[at] = a0;
  y[at + 1] = b0;
  y[at + 2] = c0;
  y[at + 3] = d0;
  at += rows;
  y[at] = a1;
  y[at + 1] = b1;
  y[at + 2] = c1;
  y[at + 3] = d1;
}

import { exp4 } from "./exp";
import { lanes } from "./simd";

/** y[t] = x[t] / √(mean x[t]² + eps) · weight. x, y [T, width], weight [width]; width % 4 = 0, of which
 *  the first `count` are the model's and the rest zeros. Zhang and Sennrich 2019, arXiv:1910.07467. */
export function rmsNorm(
  y: usize, x: usize, weight: usize, T: i32, width: i32, count: i32, eps: f32,
): void {
  const bytes = <usize>width << 2;
  for (let t = 0; t < T; t++) {
    let squares = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      const v = v128.load(x + i);
      squares = f32x4.add(squares, f32x4.mul(v, v));
    }
    const scale = f32x4.splat(1 / sqrt<f32>(lanes(squares) / <f32>count + eps));
    for (let i: usize = 0; i < bytes; i += 16) {
      const v = f32x4.mul(v128.load(x + i), scale);
      v128.store(y + i, f32x4.mul(v, v128.load(weight + i)));
    }
    x += bytes;
    y += bytes;
  }
}

/** The first half of each row of a [T, 2 width] becomes silu(first half) · second half, in the columns
 *  from..to of it. width, from, to % 4 = 0. */
export function gate(a: usize, T: i32, width: i32, from: i32, to: i32): void {
  const bytes = <usize>width << 2;
  const end = <usize>to << 2;
  const one = f32x4.splat(1);
  for (let t = 0; t < T; t++) {
    for (let i = <usize>from << 2; i < end; i += 16) {
      const z = v128.load(a + i);
      const silu = f32x4.div(z, f32x4.add(one, exp4(f32x4.neg(z))));
      v128.store(a + i, f32x4.mul(silu, v128.load(a + bytes + i)));
    }
    a += bytes * 2;
  }
}

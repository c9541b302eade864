// Part: the weights of one product, four outputs of four inputs at a time.
// W [N, K] with K = 4 K4 and N = 4 N4, in one of two layouts, as f32 or as f16 two to a u32:
//   column  w[(k · N4) + r] holds W[4r .. 4r+3, k]
//   tile    w[(k4 · N4) + r] holds W[4r .. 4r+3, 4 k4 .. 4 k4 + 3], input by input
// block(k4, r)[j] is W[4r .. 4r+3, 4 k4 + j] in all of them.
#if TILE
#if HALF
struct Halves { a: vec4u, b: vec4u }
@group(0) @binding(0) var<storage, read> w: array<Halves>;
fn block(k: u32, r: u32) -> mat4x4f {
  let m = w[k * N4 + r];
  return mat4x4f(
    vec4f(unpack2x16float(m.a.x), unpack2x16float(m.a.y)),
    vec4f(unpack2x16float(m.a.z), unpack2x16float(m.a.w)),
    vec4f(unpack2x16float(m.b.x), unpack2x16float(m.b.y)),
    vec4f(unpack2x16float(m.b.z), unpack2x16float(m.b.w)));
}
#else
@group(0) @binding(0) var<storage, read> w: array<mat4x4f>;
fn block(k: u32, r: u32) -> mat4x4f {
  return w[k * N4 + r];
}
#end
#else
#if HALF
@group(0) @binding(0) var<storage, read> w: array<vec2u>;
fn column(k: u32, r: u32) -> vec4f {
  let m = w[k * N4 + r];
  return vec4f(unpack2x16float(m.x), unpack2x16float(m.y));
}
#else
@group(0) @binding(0) var<storage, read> w: array<vec4f>;
fn column(k: u32, r: u32) -> vec4f {
  return w[k * N4 + r];
}
#end
fn block(k: u32, r: u32) -> mat4x4f {
  return mat4x4f(column(4 * k, r), column(4 * k + 1, r), column(4 * k + 2, r), column(4 * k + 3, r));
}
#end

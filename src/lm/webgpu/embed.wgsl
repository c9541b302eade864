// x[t] = E[token t];  h = x ∘ g;  squares = x², summed by fours.
// E [vocab, 4 H4] f32 or packed f16, g [4 H4]; x and h [rows, 4 H4]; squares [rows, 4 SS4]; f32.
// One thread for four elements. Dispatch (H4 / 64 rounded up, rows).
#include tape
#if HALF
@group(0) @binding(0) var<storage, read> embedding: array<vec2u>;
#else
@group(0) @binding(0) var<storage, read> embedding: array<vec4f>;
#end
@group(0) @binding(1) var<storage, read> gain: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> stream: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> normed: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> squares: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  let row = id.y;
  if (i >= H4) {
    return;
  }
  let token = min(tape[TEXT + min(start() + row, CONTEXT - 1)], VOCAB - 1);
#if HALF
  let e = embedding[token * H4 + i];
  let v = vec4f(unpack2x16float(e.x), unpack2x16float(e.y));
#else
  let v = embedding[token * H4 + i];
#end
  stream[row * H4 + i] = v;
  normed[row * H4 + i] = v * gain[i];
  squares[row * SS4 * 4 + i] = dot(v, v);
}

// out[i] = the two words of threefry(key, counter) for input i = (key, counter): the generator alone,
// for tests. inputs [n] of four words, out [n] of two. Dispatch (n / 64 rounded up).
#include tape
#include threefry
@group(0) @binding(0) var<storage, read> inputs: array<vec4u>;
@group(0) @binding(1) var<storage, read_write> out: array<vec2u>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x < arrayLength(&inputs)) {
    out[id.x] = threefry(inputs[id.x].xy, inputs[id.x].zw);
  }
}

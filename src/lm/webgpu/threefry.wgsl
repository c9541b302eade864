// Part: uniform(stream, position) in [0, 1), the very bits of rng.ts: Threefry-2x32 with 20 rounds of
// the counter (position, 0) under the key (seed, stream), its first word's upper 24 bits.
fn turn(v: vec2u, by: u32) -> vec2u {
  let a = v.x + v.y;
  return vec2u(a, ((v.y << by) | (v.y >> (32 - by))) ^ a);
}
fn even_rounds(v: vec2u) -> vec2u {
  return turn(turn(turn(turn(v, 13), 15), 26), 6);
}
fn odd_rounds(v: vec2u) -> vec2u {
  return turn(turn(turn(turn(v, 17), 29), 16), 24);
}
fn threefry(key: vec2u, counter: vec2u) -> vec2u {
  let third = 0x1bd11bdau ^ key.x ^ key.y;
  var v = counter + key;
  v = even_rounds(v) + vec2u(key.y, third + 1);
  v = odd_rounds(v) + vec2u(third, key.x + 2);
  v = even_rounds(v) + vec2u(key.x, key.y + 3);
  v = odd_rounds(v) + vec2u(key.y, third + 4);
  v = even_rounds(v) + vec2u(third, key.x + 5);
  return v;
}
fn uniform_number(stream: u32, position: u32) -> f32 {
  return f32(threefry(vec2u(tape[SEED], stream), vec2u(position, 0)).x >> 8) * 0x1p-24;
}

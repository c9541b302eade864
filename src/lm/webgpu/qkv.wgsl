// [q k v] = s · (W h), then q and k rotated; k and v go into the cache.
// W [4 N4, 4 K4]: the rows of all queries, keys and values; within a head of q and k the pairs that
// rotate together are neighbours. h [rows, 4 K4]; rotary [context, HALF_HEAD] cos and sin;
// q [rows, 4 Q4]; cache [context, 8 KV4]: a position's keys, then its values. All f32.
// Threads and dispatch: see head-of-product.wgsl.
#include tape
#include head-of-product
@group(0) @binding(2) var<storage, read> squares: array<vec4f>;
@group(0) @binding(3) var<storage, read> rotary: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> q: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> cache: array<vec4f>;

fn keep(row: u32, r: u32, y: vec4f) {
  let position = start() + row;
  if (position >= CONTEXT) {
    return;
  }
  let within = select(r - Q4, r, r < Q4);
  let a = rotary[position * (HALF_HEAD / 2) + within % (HALF_HEAD / 2)];
  let turned = vec4f(y.x * a.x - y.y * a.y, y.y * a.x + y.x * a.y,
                     y.z * a.z - y.w * a.w, y.w * a.z + y.z * a.w);
  if (r < Q4) {
    q[row * Q4 + r] = turned;
  } else {
    cache[position * 2 * KV4 + within] = select(y, turned, within < KV4);
  }
}

#include arguments
#include norm
#include product
  if (owns) {
#for t in T
    keep(row + $t, r, s$t * c$t);
#end
  }
}

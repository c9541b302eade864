// The same as attention.wgsl, for devices with subgroups: a quad takes four neighbouring positions at a
// time, each of its threads a quarter of every head's elements; scores and weights are exchanged.
// q and mixed [rows, HEADS · 16 D16]; cache [context, 8 KV4], keys before values. All f32.
// Slice i of SLICES takes every SLICES-th four positions with a running maximum; slices are joined in
// one order for every T. A workgroup has SLICES quads, one head and T rows. Dispatch (HEADS, rows / T
// rounded up). The quads of a workgroup must be its threads by fours.
enable subgroups;
#include tape
@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> cache: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> mixed: array<vec4f>;

const lowest = -1e30;
const D4 = 4 * D16;
#if JOINS
const PARTS = SLICES * T;
const PART_SUMS = SLICES * T * D4;
var<workgroup> tops: array<f32, PARTS>;
var<workgroup> totals: array<f32, PARTS>;
var<workgroup> sums: array<vec4f, PART_SUMS>;
#end

fn sum_of_quad(own: f32) -> f32 {
  let pair = own + quadSwapX(own);
  return pair + quadSwapY(pair);
}

fn most_of_quad(own: f32) -> f32 {
  let pair = max(own, quadSwapX(own));
  return max(pair, quadSwapY(pair));
}

@compute @workgroup_size(4 * SLICES)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(subgroup_invocation_id) invocation: u32,
) {
  let head = group.x;
  let row = group.y * T;
  let lane = invocation & 3;
#if JOINS
  let slice = thread / 4;
#else
  let slice = 0u;
#end
  let shared_head = head / (HEADS / KV_HEADS);
  let length = start() + row + 1;
#for t in T
#for d in D16
  let q$t_$d = q[((row + $t) * HEADS + head) * D4 + 4 * $d + lane] * SCALE;
  var a$t_$d = vec4f();
#end
  var top$t = lowest;
  var total$t = 0.0;
#end
  for (var block = 0u; block < min(length + T - 1, CONTEXT); block += 4 * SLICES) {
    let s = block + 4 * slice;
#for j in FOUR
    let at$j = min(s + $j, CONTEXT - 1) * 2 * KV4 + shared_head * D4 + lane;
#for d in D16
    let k$j_$d = cache[at$j + 4 * $d];
    let v$j_$d = cache[at$j + KV4 + 4 * $d];
#end
#end
#for t in T
    {
#for j in FOUR
      var products$j = vec4f();
#for d in D16
      products$j = fma(q$t_$d, k$j_$d, products$j);
#end
      let p$j = sum_of_quad((products$j.x + products$j.y) + (products$j.z + products$j.w));
#end
      let own = select(select(p0, p1, lane == 1), select(p2, p3, lane == 3), lane > 1);
      let seen = s + lane < length + $t;
      let score = select(lowest, own, seen);
      let higher = max(top$t, most_of_quad(score));
      let shrink = exp(top$t - higher);
      let weight = select(0.0, exp(score - higher), seen);
      top$t = higher;
      total$t = fma(total$t, shrink, weight);
      let w0 = quadBroadcast(weight, 0);
      let w1 = quadBroadcast(weight, 1);
      let w2 = quadBroadcast(weight, 2);
      let w3 = quadBroadcast(weight, 3);
#for d in D16
      a$t_$d *= shrink;
      a$t_$d = fma(v0_$d, vec4f(w0), a$t_$d);
      a$t_$d = fma(v1_$d, vec4f(w1), a$t_$d);
      a$t_$d = fma(v2_$d, vec4f(w2), a$t_$d);
      a$t_$d = fma(v3_$d, vec4f(w3), a$t_$d);
#end
    }
#end
  }
#for t in T
  let all$t = sum_of_quad(total$t);
#if JOINS
  tops[$t * SLICES + slice] = top$t;
  totals[$t * SLICES + slice] = all$t;
#for d in D16
  sums[($t * SLICES + slice) * D4 + 4 * $d + lane] = a$t_$d;
#end
#else
#for d in D16
  mixed[((row + $t) * HEADS + head) * D4 + 4 * $d + lane] = a$t_$d / all$t;
#end
#end
#end
#if JOINS
  workgroupBarrier();
  for (var i = thread; i < T * D4; i += 4 * SLICES) {
    let t = i / D4;
    let d = i % D4;
    var top = lowest;
    for (var s = 0u; s < SLICES; s++) {
      top = max(top, tops[t * SLICES + s]);
    }
    var total = 0.0;
    var sum = vec4f();
    for (var s = 0u; s < SLICES; s++) {
      let weight = exp(tops[t * SLICES + s] - top);
      total = fma(totals[t * SLICES + s], weight, total);
      sum = fma(sums[(t * SLICES + s) * D4 + d], vec4f(weight), sum);
    }
    mixed[((row + t) * HEADS + head) * D4 + d] = sum / total;
  }
#end
}

// mixed[t, h] = Σ_s softmax_s(q[t, h] · k[s, g] / √headDim) v[s, g] over positions s ≤ start + t;
// g is the key head that query head h shares.
// q and mixed [rows, HEADS · 4 D4]; cache [context, 8 KV4], keys before values. All f32.
// A thread takes every SLICES-th position with a running maximum; the slices are then joined in one
// order for every T. A workgroup has SLICES threads, one head and T rows. Dispatch (HEADS, rows / T
// rounded up).
#include tape
@group(0) @binding(0) var<storage, read> q: array<vec4f>;
@group(0) @binding(1) var<storage, read> cache: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> mixed: array<vec4f>;

const lowest = -1e30;
const PARTS = SLICES * T;
const PART_SUMS = SLICES * T * D4;
var<workgroup> tops: array<f32, PARTS>;
var<workgroup> totals: array<f32, PARTS>;
var<workgroup> sums: array<vec4f, PART_SUMS>;

@compute @workgroup_size(SLICES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) slice: u32) {
  let head = group.x;
  let row = group.y * T;
  let shared_head = head / (HEADS / KV_HEADS);
  let length = start() + row + 1;
#for t in T
#for d in D4
  let q$t_$d = q[((row + $t) * HEADS + head) * D4 + $d] * SCALE;
  var a$t_$d = vec4f();
#end
  var top$t = lowest;
  var total$t = 0.0;
#end
  for (var s = slice; s < min(length + T - 1, CONTEXT); s += SLICES) {
    let at = s * 2 * KV4 + shared_head * D4;
#for d in D4
    let k$d = cache[at + $d];
#end
#for d in D4
    let v$d = cache[at + KV4 + $d];
#end
#for t in T
    if (s < length + $t) {
      var products = vec4f();
#for d in D4
      products = fma(q$t_$d, k$d, products);
#end
      let score = (products.x + products.y) + (products.z + products.w);
      let higher = max(top$t, score);
      let shrink = exp(top$t - higher);
      let weight = exp(score - higher);
      top$t = higher;
      total$t = fma(total$t, shrink, weight);
#for d in D4
      a$t_$d = fma(v$d, vec4f(weight), a$t_$d * shrink);
#end
    }
#end
  }
#for t in T
  tops[$t * SLICES + slice] = top$t;
  totals[$t * SLICES + slice] = total$t;
#for d in D4
  sums[($t * SLICES + slice) * D4 + $d] = a$t_$d;
#end
#end
  workgroupBarrier();
  for (var i = slice; i < T * D4; i += SLICES) {
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
}

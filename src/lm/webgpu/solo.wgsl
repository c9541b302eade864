// A whole draft in one workgroup: proposals step.offset to step.index of an iteration in one dispatch,
// for models so small that waiting between dispatches would cost more than the other cores bring.
// For each position from the first that the cache lacks, or after the proposals that are made already:
// embedding, layers, and from the last token of the text on logits, distribution and draw, as
// sample.wgsl does them.
// w: for each layer the tiles of qkv, output, gate-up and down, then the head's, f32, see weights.wgsl;
// gains [2 LAYERS + 1, 4 H4]; rotary and cache as in qkv.wgsl, the layers of the cache LAYER_CACHE
// vectors apart; masses and record as in sample.wgsl. All activations stay in `work`.
// GROUP threads, a multiple of 4. With QUAD, quads must be threads by fours; without, each thread reads
// for itself what a quad would exchange. Dispatch (1).
#if QUAD
enable subgroups;
#end
#include tape
#include threefry
#include record
@group(0) @binding(0) var<storage, read> w: array<mat4x4f>;
@group(0) @binding(1) var<storage, read_write> masses: array<f32>;
#if HALF
@group(0) @binding(3) var<storage, read> embedding: array<vec2u>;
#else
@group(0) @binding(3) var<storage, read> embedding: array<vec4f>;
#end
@group(0) @binding(4) var<storage, read> gains: array<vec4f>;
@group(0) @binding(5) var<storage, read> rotary: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> cache: array<vec4f>;

const D4 = 4 * D16;
const QKV4 = Q4 + 2 * KV4;
// Where a layer's matrices begin, in tiles.
const OUTPUT = QKV4 * H4;
const GATE_UP = OUTPUT + H4 * Q4;
const DOWN = GATE_UP + 2 * I4 * H4;
const LAYER = DOWN + H4 * I4;
// Where activations are, in floats.
const STREAM = 0u;
const NORMED = STREAM + 4 * H4;
const QUERIES = NORMED + 4 * H4;
const MIXED = QUERIES + 4 * Q4;
const INNER = MIXED + 4 * Q4;
const TOPS = INNER + 4 * I4;
const TOTALS = TOPS + HEADS * SLICES;
const SUMS = TOTALS + HEADS * SLICES;
const LOGITS = SUMS + HEADS * SLICES * D4 * 4;
const WORK = LOGITS + 4 * V4;
var<workgroup> work: array<f32, WORK>;
const lowest = -1e30;

fn logit(v: u32) -> f32 {
  return work[LOGITS + v];
}
#include distribution
#include draw

#if QUAD
fn sum_of_quad(own: f32) -> f32 {
  let pair = own + quadSwapX(own);
  return pair + quadSwapY(pair);
}
fn most_of_quad(own: f32) -> f32 {
  let pair = max(own, quadSwapX(own));
  return max(pair, quadSwapY(pair));
}
#end
fn at_work(at: u32) -> vec4f {
  return vec4f(work[at], work[at + 1], work[at + 2], work[at + 3]);
}
fn put_work(at: u32, v: vec4f) {
  work[at] = v.x;
  work[at + 1] = v.y;
  work[at + 2] = v.z;
  work[at + 3] = v.w;
}

// Σ_k W[4r .. 4r+3, k] work[from + k], for the matrix [4 n4, 4 k4] whose tiles begin at `base`.
fn product(base: u32, n4: u32, k4: u32, r: u32, from_: u32, lane: u32) -> vec4f {
  let row = base + min(r, n4 - 1);
  var c = vec4f();
  for (var k = 0u; k < k4; k++) {
    let a = w[row + k * n4];
#if QUAD
    let v = work[from_ + 4 * k + lane];
    c = fma(a[0], vec4f(quadBroadcast(v, 0)), c);
    c = fma(a[1], vec4f(quadBroadcast(v, 1)), c);
    c = fma(a[2], vec4f(quadBroadcast(v, 2)), c);
    c = fma(a[3], vec4f(quadBroadcast(v, 3)), c);
#else
    let v = at_work(from_ + 4 * k);
    c = fma(a[0], vec4f(v.x), c);
    c = fma(a[1], vec4f(v.y), c);
    c = fma(a[2], vec4f(v.z), c);
    c = fma(a[3], vec4f(v.w), c);
#end
  }
  return c;
}

// The scale of the root-mean-square norm of the stream.
fn norm(lane: u32) -> f32 {
#if QUAD
  var squares = 0.0;
  for (var i = lane; i < 4 * H4; i += 4) {
    squares = fma(work[STREAM + i], work[STREAM + i], squares);
  }
  let sum = sum_of_quad(squares);
#else
  var squares = vec4f();
  for (var i = 0u; i < H4; i++) {
    let v = at_work(STREAM + 4 * i);
    squares = fma(v, v, squares);
  }
  let sum = (squares.x + squares.y) + (squares.z + squares.w);
#end
  return 1.0 / sqrt(sum / HIDDEN + EPS);
}

fn put_stream(r: u32, v: vec4f, gain: u32) {
  put_work(STREAM + 4 * r, v);
  put_work(NORMED + 4 * r, v * gains[gain * H4 + r]);
}

fn embed(token: u32, thread: u32) {
  for (var i = thread; i < H4; i += GROUP) {
#if HALF
    let e = embedding[token * H4 + i];
    put_stream(i, vec4f(unpack2x16float(e.x), unpack2x16float(e.y)), 0);
#else
    put_stream(i, embedding[token * H4 + i], 0);
#end
  }
  workgroupBarrier();
}

fn qkv(layer: u32, position: u32, thread: u32, lane: u32) {
  let scale = norm(lane);
  for (var first = 0u; first < QKV4; first += GROUP) {
    let r = first + thread;
    let y = scale * product(layer * LAYER, QKV4, H4, r, NORMED, lane);
    let within = select(r - Q4, r, r < Q4);
    let a = rotary[position * (HALF_HEAD / 2) + within % (HALF_HEAD / 2)];
    let turned = vec4f(y.x * a.x - y.y * a.y, y.y * a.x + y.x * a.y,
                       y.z * a.z - y.w * a.w, y.w * a.z + y.z * a.w);
    if (r < Q4) {
      put_work(QUERIES + 4 * r, turned * SCALE);
    } else if (r < QKV4) {
      cache[layer * LAYER_CACHE + position * 2 * KV4 + within] = select(y, turned, within < KV4);
    }
  }
  storageBarrier();
  workgroupBarrier();
}

// As attention-quad.wgsl does it for one row, where quads beyond SLICES only keep the others company; as
// attention.wgsl does it, a thread for each slice of each head.
fn attend(layer: u32, length: u32, thread: u32, lane: u32) {
#if QUAD
  let slice = thread / 4;
  for (var head = 0u; head < HEADS; head++) {
    let from_ = layer * LAYER_CACHE + head / (HEADS / KV_HEADS) * D4 + lane;
#for d in D16
    let q$d = at_work(QUERIES + 4 * (head * D4 + 4 * $d + lane));
    var a$d = vec4f();
#end
    var top = lowest;
    var total = 0.0;
    for (var block = 0u; block < length; block += 4 * SLICES) {
      let s = block + 4 * slice;
#for j in FOUR
      let at$j = from_ + min(s + $j, CONTEXT - 1) * 2 * KV4;
      var products$j = vec4f();
#for d in D16
      products$j = fma(q$d, cache[at$j + 4 * $d], products$j);
#end
      let p$j = sum_of_quad((products$j.x + products$j.y) + (products$j.z + products$j.w));
#end
      let own = select(select(p0, p1, lane == 1), select(p2, p3, lane == 3), lane > 1);
      let seen = slice < SLICES && s + lane < length;
      let score = select(lowest, own, seen);
      let higher = max(top, most_of_quad(score));
      let shrink = exp(top - higher);
      let weight = select(0.0, exp(score - higher), seen);
      top = higher;
      total = fma(total, shrink, weight);
      let w0 = quadBroadcast(weight, 0);
      let w1 = quadBroadcast(weight, 1);
      let w2 = quadBroadcast(weight, 2);
      let w3 = quadBroadcast(weight, 3);
#for d in D16
      a$d *= shrink;
      a$d = fma(cache[at0 + KV4 + 4 * $d], vec4f(w0), a$d);
      a$d = fma(cache[at1 + KV4 + 4 * $d], vec4f(w1), a$d);
      a$d = fma(cache[at2 + KV4 + 4 * $d], vec4f(w2), a$d);
      a$d = fma(cache[at3 + KV4 + 4 * $d], vec4f(w3), a$d);
#end
    }
    let all = sum_of_quad(total);
    if (slice < SLICES) {
      work[TOPS + head * SLICES + slice] = top;
      work[TOTALS + head * SLICES + slice] = all;
#for d in D16
      put_work(SUMS + 4 * ((head * SLICES + slice) * D4 + 4 * $d + lane), a$d);
#end
    }
  }
#else
  for (var part = thread; part < HEADS * SLICES; part += GROUP) {
    let head = part / SLICES;
    let from_ = layer * LAYER_CACHE + head / (HEADS / KV_HEADS) * D4;
#for d in VECTORS
    let q$d = at_work(QUERIES + 4 * (head * D4 + $d));
    var a$d = vec4f();
#end
    var top = lowest;
    var total = 0.0;
    for (var s = part % SLICES; s < length; s += SLICES) {
      let at = from_ + s * 2 * KV4;
      var products = vec4f();
#for d in VECTORS
      products = fma(q$d, cache[at + $d], products);
#end
      let score = (products.x + products.y) + (products.z + products.w);
      let higher = max(top, score);
      let shrink = exp(top - higher);
      let weight = exp(score - higher);
      top = higher;
      total = fma(total, shrink, weight);
#for d in VECTORS
      a$d = fma(cache[at + KV4 + $d], vec4f(weight), a$d * shrink);
#end
    }
    work[TOPS + part] = top;
    work[TOTALS + part] = total;
#for d in VECTORS
    put_work(SUMS + 4 * (part * D4 + $d), a$d);
#end
  }
#end
  workgroupBarrier();
  for (var i = thread; i < HEADS * D4; i += GROUP) {
    let head = i / D4;
    var top = lowest;
    for (var s = 0u; s < SLICES; s++) {
      top = max(top, work[TOPS + head * SLICES + s]);
    }
    var total = 0.0;
    var sum = vec4f();
    for (var s = 0u; s < SLICES; s++) {
      let weight = exp(work[TOPS + head * SLICES + s] - top);
      total = fma(work[TOTALS + head * SLICES + s], weight, total);
      sum = fma(at_work(SUMS + 4 * ((head * SLICES + s) * D4 + i % D4)), vec4f(weight), sum);
    }
    put_work(MIXED + 4 * i, sum / total);
  }
  workgroupBarrier();
}

// stream += W work[from ..], normed by the gain that comes next.
fn add(base: u32, k4: u32, from_: u32, gain: u32, thread: u32, lane: u32) {
  for (var first = 0u; first < H4; first += GROUP) {
    let r = first + thread;
    let y = product(base, H4, k4, r, from_, lane);
    if (r < H4) {
      put_stream(r, at_work(STREAM + 4 * r) + y, gain);
    }
  }
  workgroupBarrier();
}

fn gate_up(layer: u32, thread: u32, lane: u32) {
  let scale = norm(lane);
  for (var first = 0u; first < 2 * I4; first += GROUP) {
    let r = first + thread;
    let z = scale * product(layer * LAYER + GATE_UP, 2 * I4, H4, r, NORMED, lane);
    if (r < 2 * I4) {
      let y = z.xz / (1.0 + exp(-z.xz)) * z.yw;
      work[INNER + 2 * r] = y.x;
      work[INNER + 2 * r + 1] = y.y;
    }
  }
  workgroupBarrier();
}

fn head_of_model(thread: u32, lane: u32) {
  let scale = norm(lane);
  for (var first = 0u; first < V4; first += GROUP) {
    let r = first + thread;
    let y = scale * product(LAYERS * LAYER, V4, H4, r, NORMED, lane);
    if (r < V4) {
      put_work(LOGITS + 4 * r, y);
    }
  }
  workgroupBarrier();
}

struct Text {
  length: u32,
  cached: u32,   // positions of it that the cache holds
}
var<workgroup> text: Text;

@compute @workgroup_size(GROUP)
fn main(
  @builtin(local_invocation_index) thread: u32,
#if QUAD
  @builtin(subgroup_invocation_id) invocation: u32,
#end
) {
#if QUAD
  let lane = invocation & 3;
#else
  let lane = 0u;
#end
  if (thread == 0) {
    let length = tape[LENGTH];
    let first = min(max(tape[DRAFTED], step.row), length - 1);
    text = Text(length, select(first, length - 1 + u32(step.offset), step.offset > 0));
  }
  let known = workgroupUniformLoad(&text);
  let end = min(known.length - 1 + step.index, CONTEXT);
  for (var position = known.cached; position < end; position++) {
    embed(min(tape[TEXT + position], VOCAB - 1), thread);
    for (var layer = 0u; layer < LAYERS; layer++) {
      qkv(layer, position, thread, lane);
      attend(layer, position + 1, thread, lane);
      add(layer * LAYER + OUTPUT, Q4, MIXED, 2 * layer + 1, thread, lane);
      gate_up(layer, thread, lane);
      add(layer * LAYER + DOWN, I4, INNER, 2 * layer + 2, thread, lane);
    }
    if (position + 1 >= known.length) {
      head_of_model(thread, lane);
      let index = position + 1 - known.length;
      let to = index * VOCAB;
      distribute(0, to, thread);
      let token = draw(to, uniform_number(STREAM_DRAFT, position + 1), thread);
      if (thread == 0) {
        tape[min(TEXT + position + 1, arrayLength(&tape) - 1)] = token;
        let at = proposal_at(index);
        record[at] = token;
        record[at + 1] = bitcast<u32>(masses[to + token]);
      }
    }
    storageBarrier();
    workgroupBarrier();
  }
  if (thread == 0) {
    tape[DRAFTED] = end;
  }
}

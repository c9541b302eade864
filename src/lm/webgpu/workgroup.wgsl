// Part: sums over a workgroup of GROUP threads, the same for every thread. Each thread adds all parts
// in one order; two barriers cost less here than a tree of them.
var<workgroup> reals: array<f32, GROUP>;
var<workgroup> whole: array<u32, GROUP>;

fn largest_of_all(value: f32, thread: u32) -> f32 {
  reals[thread] = value;
  workgroupBarrier();
  var best = reals[0];
  for (var i = 1u; i < GROUP; i++) {
    best = max(best, reals[i]);
  }
  workgroupBarrier();
  return best;
}
// The sum over the threads before this one, and over all.
fn running_sum(value: f32, thread: u32) -> vec2f {
  reals[thread] = value;
  workgroupBarrier();
  var before = 0.0;
  var all = 0.0;
  for (var i = 0u; i < GROUP; i++) {
    before = select(before, all, i == thread);
    all += reals[i];
  }
  workgroupBarrier();
  return vec2f(before, all);
}
fn running_count(value: u32, thread: u32) -> vec2u {
  whole[thread] = value;
  workgroupBarrier();
  var before = 0u;
  var all = 0u;
  for (var i = 0u; i < GROUP; i++) {
    before = select(before, all, i == thread);
    all += whole[i];
  }
  workgroupBarrier();
  return vec2u(before, all);
}

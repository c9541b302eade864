// Part: the token that u in [0, 1) draws from the weights [VOCAB] at masses[from]: the first at which the
// running sum exceeds u times the total, never one of weight 0. The same token in every thread.
var<workgroup> drawn: u32;

fn draw(from_: u32, u: f32, thread: u32) -> u32 {
  let first = min(thread * CHUNK, VOCAB);
  let end = min(first + CHUNK, VOCAB);
  var sum = 0.0;
  for (var v = first; v < end; v++) {
    sum += masses[from_ + v];
  }
  let running = running_sum(sum, thread);
  let threshold = u * running.y;
  // The ranges of threads join without a gap, so that exactly one holds the threshold.
  if (running.x <= threshold && threshold < running.x + sum) {
    var reached = running.x;
    var last = first;
    for (var v = first; v < end; v++) {
      let mass = masses[from_ + v];
      if (mass > 0.0 && reached <= threshold) {
        reached += mass;
        last = v;
      }
    }
    drawn = last;
  }
  return workgroupUniformLoad(&drawn);
}

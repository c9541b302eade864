// Judges the proposals of an iteration in order: number i is accepted when coin · q < p, which happens
// with probability min(1, p/q). After a rejection the correction is drawn from max(p − q, 0), after
// none a bonus token from the target's next distribution.
// masses [2 CAP + 2, VOCAB]: q of the proposals, p of all rows, the residual; record and tape: tape.ts.
// One workgroup of GROUP threads. Dispatch (1).
#include tape
#include threefry
#include record
// Binding 0, the logits of sample.wgsl, is not used.
@group(0) @binding(1) var<storage, read_write> masses: array<f32>;
#include workgroup
#include draw

struct Judged {
  gamma: u32,
  verdicts: u32,
  accepted: u32,
  closing: u32,   // whether the target adds a token
  finished: u32,
}
var<workgroup> judged: Judged;

fn judge() -> Judged {
  let position = tape[LENGTH];
  // No more than are wanted or fit; the target adds one more.
  let gamma = min(step.index, tape[END] - position - 1);
  for (var i = 0u; i < gamma; i++) {
    let at = proposal_at(i);
    let token = record[at];
    let p = masses[(CAP + i) * VOCAB + token];
    let coin = uniform_number(STREAM_ACCEPT, position + i);
    record[at + 2] = bitcast<u32>(p);
    record[at + 3] = bitcast<u32>(coin);
    if (!(coin * bitcast<f32>(record[at + 1]) < p)) {
      return Judged(gamma, i + 1, i, 1, 0);
    }
    if (ends_text(token)) {
      return Judged(gamma, i + 1, i + 1, 0, 0);
    }
  }
  return Judged(gamma, gamma, gamma, 1, 0);
}

@compute @workgroup_size(GROUP)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (thread == 0) {
    if (tape[FINISH] == 0) {
      judged = judge();
    } else {
      judged.finished = 1;
    }
  }
  let j = workgroupUniformLoad(&judged);
  if (j.finished == 1) {
    return;
  }
  let position = tape[LENGTH] + j.accepted;
  let corrects = j.accepted < j.verdicts;
  let p_at = (CAP + j.accepted) * VOCAB;
  var from_ = p_at;
  if (corrects) {
    let q_at = j.accepted * VOCAB;
    let rest_at = (2 * CAP + 1) * VOCAB;
    let first = min(thread * CHUNK, VOCAB);
    let end = min(first + CHUNK, VOCAB);
    var sum = 0.0;
    for (var v = first; v < end; v++) {
      let rest = max(masses[p_at + v] - masses[q_at + v], 0.0);
      masses[rest_at + v] = rest;
      sum += rest;
    }
    let total = running_sum(sum, thread).y;
    for (var v = first; v < end; v++) {
      // Only rounding can leave nothing over after a rejection: then p and q are the same.
      masses[rest_at + v] = select(masses[p_at + v], masses[rest_at + v] / total, total > 0.0);
    }
    from_ = rest_at;
    storageBarrier();
  }
  let u = uniform_number(select(STREAM_TARGET, STREAM_RESIDUAL, corrects), position);
  let token = draw(from_, u, thread);
  if (thread == 0) {
    let origin = select(select(ORIGIN_BONUS, ORIGIN_CORRECTION, corrects), ORIGIN_NONE, j.closing == 0);
    close(position - j.accepted, j.gamma, j.verdicts, j.accepted, token, origin, u,
          masses[from_ + token]);
  }
}

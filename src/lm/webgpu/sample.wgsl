// Makes distributions of logits, and draws from them.
//   PROPOSE  a draft's proposal number `index`: masses row `index`, text and record
//   TARGET   the next token of a text that the target writes alone; ends the iteration
//   neither  only the distributions of a verify pass: row t into masses row CAP + t
// logits [rows, 4 V4]; masses [2 CAP + 2, VOCAB]; record and tape: see tape.ts.
// A workgroup of GROUP threads a row. Dispatch (rows).
#include tape
#include threefry
#include record
@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read_write> masses: array<f32>;
fn logit(at: u32) -> f32 {
  return logits[at];
}
#include distribution
#include draw

@compute @workgroup_size(GROUP)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
#if PROPOSE
  let to = step.index * VOCAB;
  distribute(step.row * 4 * V4, to, thread);
  let position = tape[LENGTH] + step.index;
  let token = draw(to, uniform_number(STREAM_DRAFT, position), thread);
  if (thread == 0) {
    tape[min(TEXT + position, arrayLength(&tape) - 1)] = token;
    let at = proposal_at(step.index);
    record[at] = token;
    record[at + 1] = bitcast<u32>(masses[to + token]);
  }
#else
  let to = (CAP + group.x) * VOCAB;
  distribute((step.row + group.x) * 4 * V4, to, thread);
#if TARGET
  let position = tape[LENGTH];
  let u = uniform_number(STREAM_TARGET, position);
  let token = draw(to, u, thread);
  if (thread == 0 && tape[FINISH] == 0) {
    close(position, 0, 0, 0, token, ORIGIN_TARGET, u, masses[to + token]);
  }
#end
#end
}

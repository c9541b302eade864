// Part: what an iteration leaves for the reader. See tape.ts for the words.
@group(0) @binding(2) var<storage, read_write> record: array<u32>;

fn record_at() -> u32 {
  return min(tape[ITERATION], ITERATIONS - 1) * RECORD;
}
fn proposal_at(index: u32) -> u32 {
  return record_at() + RECORD_HEAD + 4 * index;
}
fn ends_text(token: u32) -> bool {
  for (var i = 0u; i < tape[EOS_COUNT]; i++) {
    if (tape[EOS + i] == token) {
      return true;
    }
  }
  return false;
}

// Ends the iteration that began at `position` with `accepted` proposals and a token of the target
// (ORIGIN_NONE: without), and moves the end of the text: the roll-back of both caches.
fn close(
  position: u32, gamma: u32, verdicts: u32, accepted: u32, token: u32, origin: u32, u: f32, p: f32,
) {
  var length = position + accepted;
  var ended = true;
  if (origin != ORIGIN_NONE) {
    tape[TEXT + length] = token;
    length += 1;
    ended = ends_text(token);
  }
  let finish = select(select(0u, 2u, length >= tape[END]), 1u, ended);
  let at = record_at();
  record[at] = 1;
  record[at + 1] = position;
  record[at + 2] = gamma;
  record[at + 3] = verdicts;
  record[at + 4] = accepted;
  record[at + 5] = token;
  record[at + 6] = origin;
  record[at + 7] = bitcast<u32>(u);
  record[at + 8] = bitcast<u32>(p);
  record[at + 9] = finish;
  tape[LENGTH] = length;
  // The closing token is in no cache yet, and what was drafted after it doesn't count.
  tape[DRAFTED] = min(tape[DRAFTED], length - 1);
  tape[FINISH] = finish;
  tape[ITERATION] += 1;
}

// Part: the text and its state, shared by the models of one generation. See tape.ts.
struct Step {
  offset: i32,  // where a pass begins, counted from the end of the text
  index: u32,   // which proposal this is; the number of proposals when they are judged
  row: u32,     // the first row of logits to look at
}
#if WRITES
@group(1) @binding(0) var<storage, read_write> tape: array<u32>;
#else
@group(1) @binding(0) var<storage, read> tape: array<u32>;
#end
@group(1) @binding(1) var<uniform> step: Step;
fn start() -> u32 {
  return u32(i32(tape[LENGTH]) + step.offset);
}

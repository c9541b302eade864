// Threads that share a pass. All run the same code over the same memory, each on its part of every
// product, and wait for each other where one's results are another's inputs. Every output is still one
// chain of additions in one thread, so a team gives the very bits of a thread alone.
//
// Waiting spins first, since a product is over in microseconds, and sleeps when that takes long: when the
// leader has other things to do, or when other work has taken a thread's core. Then a team is slower than
// its leader, who goes on alone for a while.

import { Model } from "./layout";

/** Sleeps while the word at `at` is `old`, and wakes all who sleep on it: Atomics.wait and notify. Not the
 *  instructions: V8 11's first compiler loses its registers over memory.atomic.wait32. */
@external("env", "sleep")
declare function sleep(at: usize, old: i32): void;
@external("env", "wake")
declare function wake(at: usize): void;

/** Values of Model.shared. */
const whenItPays = 1;

/** The control block, each word on a cache line of its own. Bytes from its start. */
const arrived: usize = 0; // threads at the barrier
const phase: usize = 64; // barriers passed
const sleeping: usize = 128; // threads that sleep
const order: usize = 192; // passes that were called
const words: usize = 256; // the pass: model, tokens, T, position, logits, rows

/** Looks at memory before sleeping: some tens of microseconds, what it takes to wake a thread. */
const patience = 20000;

/** A leader that sleeps more often in a pass waits for cores that others use. */
const naps = 2;
/** Passes that it then makes alone. */
const pause = 256;

let control: usize = 0;
let me: i32 = 0;
let size: i32 = 1;
/** Whether this thread may sleep: a page's own thread may not. */
let sleeps = true;
/** How many take part in the pass that runs. */
let active: i32 = 1;
/** Times that this thread slept in it. */
let slept: i32 = 0;
/** Passes that the leader still makes alone. */
let alone: i32 = 0;

/** Makes this instance thread `index` of `count`, with the control block (512 zeroed bytes) at `at`. */
export function join(at: usize, index: i32, count: i32, maySleep: bool): void {
  control = at;
  me = index;
  size = count;
  sleeps = maySleep;
}

/** Of `count` things the first that is this thread's, and the one after its last. */
@inline
export function first(count: i32): i32 {
  return active == 1 ? 0 : (count * me) / active;
}

@inline
export function end(count: i32): i32 {
  return active == 1 ? count : (count * (me + 1)) / active;
}

/** This thread's number in the pass. */
@inline
export function number(): usize {
  return active == 1 ? 0 : <usize>me;
}

/** Returns when all threads of the pass have come here. */
export function barrier(): void {
  if (!ASC_FEATURE_THREADS || active == 1) return;
  const old = atomic.load<i32>(control + phase);
  if (atomic.add<i32>(control + arrived, 1) == active - 1) {
    atomic.store<i32>(control + arrived, 0);
    change(control + phase, old + 1);
  } else {
    waitWhile(control + phase, old);
  }
}

/** The leader's: calls the others to a pass of `m` if its description says so. They come to `called`. */
export function call(m: Model, tokens: usize, T: i32, position: i32, logits: usize, rows: i32): void {
  active = 1;
  if (!ASC_FEATURE_THREADS || !m.shared) return;
  if (slept > naps && m.shared == whenItPays) alone = pause;
  slept = 0;
  if (alone > 0) {
    alone--;
    return;
  }
  active = size;
  const at = control + words;
  store<u32>(at, changetype<usize>(m));
  store<u32>(at, tokens, 4);
  store<i32>(at, T, 8);
  store<i32>(at, position, 12);
  store<u32>(at, logits, 16);
  store<i32>(at, rows, 20);
  change(control + order, atomic.load<i32>(control + order) + 1);
}

/** The others': waits for pass number `last` + 1 and returns the address of its words. */
export function called(last: i32): usize {
  if (!ASC_FEATURE_THREADS) return 0;
  active = size;
  waitWhile(control + order, last);
  return control + words;
}

/** Returns when the word at `at` is no longer `old`. */
function waitWhile(at: usize, old: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  for (let i = 0; i < patience || !sleeps; i++) if (atomic.load<i32>(at) != old) return;
  slept++;
  atomic.add<i32>(control + sleeping, 1);
  while (atomic.load<i32>(at) == old) sleep(at, old);
  atomic.sub<i32>(control + sleeping, 1);
}

/** Changes the word at `at`, then wakes who sleeps on it: who counts itself among the sleepers after this
 *  has looked finds the new value and does not sleep. */
function change(at: usize, value: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  atomic.store<i32>(at, value);
  if (atomic.load<i32>(control + sleeping) > 0) wake(at);
}

// Whole iterations of lm/speculative.ts and lm/autoregressive.ts, with the decisions that they would make.

import { pass } from "./forward";
import { Job, Model } from "./layout";
import { acceptStream, draftStream, residualStream, targetStream, uniform } from "./random";
import { draw, probabilities, residual } from "./sample";

/** performance.now(). */
@external("env", "now")
declare function now(): f64;

/** Float64s before the proposals in the record of an iteration. */
const header = 11;

@inline
function put(job: Job, slot: i32, value: f64): void {
  store<f64>(job.record + (<usize>slot << 3), value);
}

@inline
function tokenAt(job: Job, i: i32): usize {
  return job.tokens + (<usize>i << 2);
}

@inline
function mass(row: usize, token: i32): f64 {
  return <f64>load<f32>(row + (<usize>token << 2));
}

@inline
function distribution(job: Job, m: Model, row: usize): i32 {
  return probabilities(row, m.vocab, job.temperature, job.topK, job.topP, job.ranks);
}

function ends(job: Job, token: i32): bool {
  for (let i = 0; i < job.eosCount; i++) {
    if (load<i32>(job.eos + (<usize>i << 2)) == token) return true;
  }
  return false;
}

/** Drafts γ tokens, lets the target read them, and decides. The record says what came of it; job.length
 *  and both caches grow by what was accepted and the closing token. */
export function speculate(job: Job, gamma: i32): void {
  const m = job.target;
  const width = <usize>m.vocabWidth << 2;
  const start = job.length;
  put(job, 7, now());
  for (let i = 0; i < gamma; i++) {
    const row = job.q + width * <usize>i;
    const known = job.draftFilled;
    pass(job.draft, tokenAt(job, known), start + i - known, known, row, 1);
    job.draftFilled = start + i;
    let token = distribution(job, job.draft, row);
    if (token < 0) token = draw(row, m.vocab, uniform(job.seed, draftStream, start + i));
    store<i32>(tokenAt(job, start + i), token);
    put(job, header + 2 * i, token);
    put(job, header + 2 * i + 1, mass(row, token));
  }
  put(job, 8, now());
  const known = job.targetFilled;
  pass(m, tokenAt(job, known), start + gamma - known, known, job.p, gamma + 1);
  put(job, 9, now());

  let accepted = 0;
  let verdicts = 0;
  let closing = -1;
  let rejected = false;
  let ended = false;
  const table = header + 2 * gamma;
  while (accepted < gamma && !rejected && !ended) {
    const row = job.p + width * <usize>accepted;
    const at = start + accepted;
    const token = load<i32>(tokenAt(job, at));
    const greedy = distribution(job, m, row);
    const coin = uniform(job.seed, acceptStream, at);
    const p = mass(row, token);
    const kept = coin * mass(job.q + width * <usize>accepted, token) < p;
    put(job, table + 3 * verdicts, p);
    put(job, table + 3 * verdicts + 1, coin);
    put(job, table + 3 * verdicts + 2, kept ? 1 : 0);
    verdicts++;
    if (kept) {
      accepted++;
      ended = ends(job, token);
    } else {
      rejected = true;
      residual(job.residual, row, job.q + width * <usize>accepted, m.vocab);
      const u = uniform(job.seed, residualStream, at);
      closing = greedy < 0 ? draw(job.residual, m.vocab, u) : greedy;
      put(job, 5, u);
      put(job, 6, mass(job.residual, closing));
    }
  }
  if (!rejected && !ended) {
    const row = job.p + width * <usize>gamma;
    const u = uniform(job.seed, targetStream, start + gamma);
    closing = distribution(job, m, row);
    if (closing < 0) closing = draw(row, m.vocab, u);
    put(job, 5, u);
    put(job, 6, mass(row, closing));
  }
  job.length = start + accepted;
  if (closing >= 0) store<i32>(tokenAt(job, job.length++), closing);
  // Of the proposals in the caches only the accepted ones count; the closing token is in neither.
  job.targetFilled = start + accepted;
  job.draftFilled = min(job.draftFilled, start + accepted);
  put(job, 0, gamma);
  put(job, 1, accepted);
  put(job, 2, verdicts);
  put(job, 3, closing);
  put(job, 4, rejected ? 1 : 0);
  put(job, 10, now());
}

/** Lets the target write alone: up to `count` tokens, until one ends the text or `patience` ms are over.
 *  Returns how many; the record has six numbers for each. */
export function write(job: Job, count: i32, patience: f64): i32 {
  const m = job.target;
  const began = now();
  let time = began;
  for (let i = 0; i < count; i++) {
    const at = job.length;
    const known = job.targetFilled;
    pass(m, tokenAt(job, known), at - known, known, job.p, 1);
    const passed = now();
    const u = uniform(job.seed, targetStream, at);
    let token = distribution(job, m, job.p);
    if (token < 0) token = draw(job.p, m.vocab, u);
    store<i32>(tokenAt(job, at), token);
    job.length = at + 1;
    job.targetFilled = at;
    const slot = 6 * i;
    put(job, slot, token);
    put(job, slot + 1, u);
    put(job, slot + 2, mass(job.p, token));
    put(job, slot + 3, time);
    put(job, slot + 4, passed);
    time = now();
    put(job, slot + 5, time);
    if (ends(job, token) || time - began > patience) return i + 1;
  }
  return count;
}

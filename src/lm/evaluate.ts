import type { CpuSession } from "./cpu/engine.ts";
import { Stream, uniform } from "./rng.ts";
import { draw } from "./sampling.ts";

/** How many draft positions the acceptance by position covers. */
export const positions = 8;

const separator = "<|endoftext|>";

/** The documents of a text, which lines that hold only `<|endoftext|>` separate; empty ones left out. */
export function splitDocuments(text: string): string[] {
  const documents: string[] = [];
  let lines: string[] = [];
  const close = () => {
    if (lines.length > 0 && lines.join("\n") !== "") documents.push(lines.join("\n"));
    lines = [];
  };
  for (const line of text.split("\n")) {
    if (line === separator || line === `${separator}\r`) close();
    else lines.push(line);
  }
  close();
  return documents;
}

/** `tokens` in stretches of at most `context`, without overlap. */
export function windows(tokens: readonly number[], context: number): number[][] {
  const all: number[][] = [];
  for (let at = 0; at < tokens.length; at += context) all.push(tokens.slice(at, at + context));
  return all;
}

/** A place in a window to draft from: `length` tokens of it are known. `id` seeds what is drafted. */
export interface Prefix {
  readonly length: number;
  readonly id: number;
}

/** For each window, up to `count` prefixes altogether, chosen evenly at random by `seed` among those
 *  after which `positions` tokens can be drafted within the context. Longest first, as measuring one
 *  overwrites what the caches hold after it. */
export function choosePrefixes(
  texts: readonly (readonly number[])[],
  context: number,
  count: number,
  seed: number,
): Prefix[][] {
  const room = texts.map((t) => Math.max(0, Math.min(t.length - 1, context - positions + 1)));
  const total = room.reduce((sum, n) => sum + n, 0);
  const chosen = new Set<number>();
  for (let i = 0; chosen.size < Math.min(count, total); i++) {
    chosen.add(Math.floor(uniform(seed, Stream.sample, i) * total));
  }
  let before = 0;
  return room.map((n) => {
    const start = before;
    before += n;
    const own = [...chosen].filter((at) => at >= start && at < before);
    return own.sort((a, b) => b - a).map((at) => ({ length: at - start + 1, id: at }));
  });
}

/** What a window adds to the totals of a file. Arrays over models have the target, if any, first. */
export interface WindowScore {
  /** Tokens predicted: all but the first. */
  predicted: number;
  /** −Σ ln p(token), a model. */
  nats: number[];
  /** Σ over predicted tokens of Σ_v min(p, q), a draft. */
  overlap: number[];
  /** Predicted tokens of which target and draft rank the same token first, a draft. */
  agreed: number[];
  /** For each draft, the weight with which drafting reached position i, and accepted there. */
  byPosition: { reached: number[]; accepted: number[] }[];
}

/** Scores one window with every model in `sessions`, which share a tokenizer. The first is the target
 *  of all others when `paired`. */
export function scoreWindow(
  sessions: readonly CpuSession[],
  window: readonly number[],
  { paired, prefixes, seed }: { paired: boolean; prefixes: readonly Prefix[]; seed: number },
): WindowScore {
  const [target, ...others] = sessions;
  const { vocab } = target.config;
  const drafts = paired ? others : [];
  const score: WindowScore = {
    predicted: Math.max(0, window.length - 1),
    nats: sessions.map(() => 0),
    overlap: drafts.map(() => 0),
    agreed: drafts.map(() => 0),
    byPosition: drafts.map(() => ({ reached: zeros(), accepted: zeros() })),
  };
  if (window.length < 2) return score;
  const rows = sessions.map((session) => session.passNow(window, 0)); // each [T, vocab]
  const p = sessions.map(() => new Float64Array(vocab));
  const best = sessions.map(() => 0);
  for (let t = 0; t + 1 < window.length; t++) {
    for (const [m, logits] of rows.entries()) {
      const row = logits.subarray(t * vocab, (t + 1) * vocab);
      const { logSum, top } = softmax(p[m], row);
      score.nats[m] += logSum - row[window[t + 1]];
      best[m] = top;
    }
    for (const d of drafts.keys()) {
      score.overlap[d] += overlap(p[0], p[d + 1]);
      score.agreed[d] += Number(best[0] === best[d + 1]);
    }
  }
  // The first distributions come from the passes above, which the ones below overwrite.
  const first = prefixes.map(({ length }) =>
    rows.map((logits) => logits.slice((length - 1) * vocab, length * vocab)),
  );
  for (const [i, prefix] of prefixes.entries()) {
    for (const [d, draft] of drafts.entries()) {
      draftFrom(target, draft, prefix, first[i][0], first[i][d + 1], seed, score.byPosition[d]);
    }
  }
  return score;
}

/** Drafts `positions` tokens after a prefix and adds to the acceptance by position. Every drafted token
 *  is followed on, with the probability min(1, p/q) that speculative decoding would have kept it as its
 *  weight, and at every position counts what would be accepted on average, Σ_v min(p, q): the same
 *  mean as of coins, with less noise. Nothing follows a drafted end of text. */
function draftFrom(
  target: CpuSession,
  draft: CpuSession,
  { length, id }: Prefix,
  targetLogits: Float32Array, // [vocab], after the prefix
  draftLogits: Float32Array, // [vocab], after the prefix
  seed: number,
  into: { reached: number[]; accepted: number[] },
): void {
  const { vocab, eos } = target.config;
  const drafted: number[] = [];
  const q: Float64Array[] = [];
  let logits = draftLogits;
  while (drafted.length < positions) {
    const distribution = new Float64Array(vocab);
    softmax(distribution, logits);
    const u = uniform(seed, Stream.draft, id * positions + drafted.length);
    const token = draw(distribution, u);
    q.push(distribution);
    drafted.push(token);
    if (eos.includes(token) || drafted.length === positions) break;
    logits = draft.passNow([token], length + drafted.length - 1);
  }
  const verified = drafted.slice(0, -1);
  const rows = verified.length > 0 ? target.passNow(verified, length) : new Float32Array(0);
  const p = new Float64Array(vocab);
  let weight = 1;
  for (const [i, token] of drafted.entries()) {
    softmax(p, i === 0 ? targetLogits : rows.subarray((i - 1) * vocab, i * vocab));
    into.reached[i] += weight;
    into.accepted[i] += weight * overlap(p, q[i]);
    weight *= Math.min(1, p[token] / q[i][token]);
  }
}

/** Fills p with softmax(logits); ln Σ exp(logits) and the first index of the largest. */
function softmax(p: Float64Array, logits: Float32Array): { logSum: number; top: number } {
  let top = 0;
  for (let v = 1; v < logits.length; v++) if (logits[v] > logits[top]) top = v;
  const largest = logits[top];
  let sum = 0;
  for (let v = 0; v < logits.length; v++) {
    p[v] = Math.exp(logits[v] - largest);
    sum += p[v];
  }
  for (let v = 0; v < logits.length; v++) p[v] /= sum;
  return { logSum: largest + Math.log(sum), top };
}

function overlap(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let v = 0; v < p.length; v++) sum += Math.min(p[v], q[v]);
  return sum;
}

const zeros = () => new Array<number>(positions).fill(0);

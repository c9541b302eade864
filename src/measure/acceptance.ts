import type { Iteration, Session } from "../lm/engine.ts";
import { probabilities, type Sampling } from "../lm/sampling.ts";

/** How a draft would fare along a text that the target wrote, token by token. */
export interface TextScore {
  /** Σ_v min(p, q): the probability that a proposal in this place would be accepted. */
  readonly overlap: readonly number[];
  /** min(1, q/p) of the token that stands there: the probability that, in a text that came out like
   *  this one, a proposal was accepted here if one was judged. */
  readonly kept: readonly number[];
}

/** Tokens of one pass: between two of them a message that stops the work gets its turn. */
const stride = 32;

/** Scores `tokens` from position `from` ≥ 1 on, with one reading by each model, under the run's own
 *  sampling. At temperature 0 both scores are 1 where the two models rank the same token first. */
export async function scoreText(
  target: Session,
  draft: Session,
  tokens: readonly number[],
  from: number,
  sampling: Sampling,
): Promise<TextScore> {
  const overlap: number[] = [];
  const kept: number[] = [];
  const rows = readTogether([target, draft], tokens, from, sampling);
  for await (const { position, distributions } of rows) {
    const [p, q] = distributions;
    const token = tokens[position];
    overlap.push(p.reduce((sum, mass, v) => sum + Math.min(mass, q[v]), 0));
    kept.push(p[token] > 0 ? Math.min(1, q[token] / p[token]) : 0);
  }
  return { overlap, kept };
}

/** The distributions of the token at `position`, by each session, given the tokens before it. */
interface Row {
  readonly position: number;
  readonly distributions: readonly Float32Array[];
}

/** Reads a text with several models of one vocabulary side by side. */
export async function* readTogether(
  sessions: readonly Session[],
  tokens: readonly number[],
  from: number,
  sampling: Sampling,
): AsyncGenerator<Row> {
  const last = tokens.length - 1;
  for (let at = 0; at < last; at += stride) {
    const chunk = tokens.slice(at, Math.min(at + stride, last));
    const read: Float32Array[] = [];
    for (const session of sessions) read.push((await session.pass(chunk, at)).slice());
    for (let t = 0; t < chunk.length; t++) {
      const position = at + t + 1;
      if (position < from) continue;
      const distributions = read.map((logits, s) => {
        const { vocab } = sessions[s].config;
        return probabilities(logits.subarray(t * vocab, (t + 1) * vocab), sampling);
      });
      yield { position, distributions };
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** The expected number of iterations that speculation needs for a text with these `kept` scores.
 *
 *  Given the text that comes out, each judged proposal was accepted with its own probability
 *  min(1, q/p), whatever happened before; where it was not, the text's own token stands as the
 *  correction. So the iterations are a Markov chain along the text, and its mean is summed exactly,
 *  backwards: no draw, and no assumption that acceptance is the same everywhere. */
export function expectedIterations(kept: readonly number[], gamma: number): number {
  const n = kept.length;
  const left = new Float64Array(n + 1); // iterations still needed from a position
  for (let at = n - 1; at >= 0; at--) {
    const proposals = Math.min(gamma, n - at - 1);
    let reached = 1;
    let after = 0;
    for (let i = 0; i < proposals; i++) {
      after += reached * (1 - kept[at + i]) * left[at + i + 1];
      reached *= kept[at + i];
    }
    left[at] = 1 + after + reached * left[at + proposals + 1];
  }
  return left[0];
}

/** Acceptance by position, as measured. */
export interface ByPosition {
  readonly rate: number;
  readonly count: number;
}

/** For each proposal of an iteration, how often it was accepted when it was judged. Positions that were
 *  never judged are left out; they come last. */
export function acceptanceByPosition(iterations: readonly Iteration[]): ByPosition[] {
  const judged: number[] = [];
  const accepted: number[] = [];
  for (const { verdicts } of iterations) {
    for (const [i, verdict] of verdicts.entries()) {
      judged[i] = (judged[i] ?? 0) + 1;
      accepted[i] = (accepted[i] ?? 0) + Number(verdict.accepted);
    }
  }
  return judged.map((count, i) => ({ rate: accepted[i] / count, count }));
}

/** Accepted over judged proposals; 0 where none was judged. */
export function acceptanceRate(iterations: readonly Iteration[]): number {
  let judged = 0;
  let accepted = 0;
  for (const { verdicts } of iterations) {
    judged += verdicts.length;
    for (const verdict of verdicts) accepted += Number(verdict.accepted);
  }
  return judged === 0 ? 0 : accepted / judged;
}

/** tokensPerIteration[k]: the iterations that added k tokens. */
export function tokenHistogram(iterations: readonly Iteration[]): number[] {
  const most = iterations.reduce((top, { tokens }) => Math.max(top, tokens.length), 0);
  const counts = new Array<number>(most + 1).fill(0);
  for (const { tokens } of iterations) counts[tokens.length] += 1;
  return counts;
}

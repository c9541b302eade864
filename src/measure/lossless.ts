import type { Iteration, Request, Session } from "../lm/engine.ts";
import { Stream, uniform } from "../lm/rng.ts";
import type { Sampling } from "../lm/sampling.ts";
import { readTogether } from "./acceptance.ts";
import type { Written } from "./write.ts";

/** What is wrong with a text, in words, or null. */
export type Flaw = string | null;

/** Greedy texts of the same request must agree token by token. */
export function compareTexts(
  alone: readonly number[],
  together: readonly number[],
  spell: (token: number) => string = String,
): Flaw {
  const named = (token: number | undefined) => (token === undefined ? "none" : spell(token));
  const length = Math.max(alone.length, together.length);
  for (let i = 0; i < length; i++) {
    if (alone[i] !== together[i])
      return `token ${i} is ${named(together[i])}, alone it is ${named(alone[i])}`;
  }
  return null;
}

/** What the comparison of two greedy texts found: a flaw, or a tie that explains the difference. */
export interface Comparison {
  readonly flaw: Flaw;
  /** In words, where the texts part because two logits are equal within rounding. */
  readonly tie: string | null;
}

/** Compares greedy texts of the same request, and where they part asks the target: two tokens whose
 *  logits both reach the highest within rounding are equally right there, since passes of one and of
 *  several tokens may round differently. What follows a tie continues different texts and isn't
 *  compared. The session's cache is overwritten. `spell` names a token by its id. */
export async function compareGreedy(
  alone: Pick<Written, "tokens" | "request">,
  together: Pick<Written, "tokens">,
  target: Session,
  spell: (token: number) => string = String,
): Promise<Comparison> {
  const flaw = compareTexts(alone.tokens, together.tokens, spell);
  if (flaw === null) return { flaw, tie: null };
  const at = alone.tokens.findIndex((token, i) => token !== together.tokens[i]);
  const pair = [alone.tokens[at], together.tokens[at]];
  // One text is the beginning of the other: no logits explain that.
  if (pair.some((token) => token === undefined)) return { flaw, tie: null };
  const tokens = [...alone.request.prompt, ...alone.tokens.slice(0, at)];
  const { vocab } = target.config;
  const all = await target.pass(tokens, 0);
  const logits = all.subarray((tokens.length - 1) * vocab);
  const highest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const [own, other] = pair.map((token) => logits[token]);
  // Each logit may be off by `rounding`, so two of them may be apart by twice that.
  const ties = [own, other].every((logit) => highest - logit <= 2 * rounding);
  const values = `${own.toFixed(4)} and ${other.toFixed(4)}`;
  if (!ties) return { flaw: `${flaw}; their logits are ${values}, no tie`, tie: null };
  return {
    flaw: null,
    tie: `token ${at} is a tie: ${spell(pair[0])} (alone) and ${spell(pair[1])} have the same logit to within ${2 * rounding} (${values}), so rounding chooses, and the texts differ from there on`,
  };
}

/** Replays every decision of a text from (seed, position, purpose) and the recorded p, q: that the
 *  random numbers are the ones that this seed gives here, that each proposal was accepted exactly when
 *  coin · q < p, that judging stopped where it must, and that the text is made of what was accepted and
 *  the closing tokens. What p and q should have been is `recompute`'s to say. */
export function replayDecisions({ iterations, request }: Written): Flaw {
  let position = request.prompt.length;
  for (const iteration of iterations) {
    const flaw = replayIteration(iteration, position, request);
    if (flaw !== null) return `iteration at ${iteration.position}: ${flaw}`;
    position += iteration.tokens.length;
  }
  return null;
}

/** float32 products on a GPU and double ones here may fall on two sides of a tie this close. */
const tie = 1e-6;

function replayIteration(iteration: Iteration, position: number, request: Request): Flaw {
  const { proposals, verdicts, closing, tokens, gamma } = iteration;
  if (iteration.position !== position) return `it should begin at ${position}`;
  if (proposals.length !== gamma)
    return `${proposals.length} proposals for a lookahead of ${gamma}`;
  if (verdicts.length > gamma) return `${verdicts.length} verdicts for ${gamma} proposals`;
  const kept: number[] = [];
  let rejected = false;
  for (const [i, { p, coin, accepted }] of verdicts.entries()) {
    const { token, q } = proposals[i];
    if (rejected) return `proposal ${i} was judged after a rejection`;
    if (coin !== uniform(request.seed, Stream.accept, position + i))
      return `coin ${i} is not its own`;
    if (coin * q < p !== accepted && Math.abs(coin * q - p) > tie * p) {
      return `proposal ${i} was ${accepted ? "accepted" : "rejected"} with p ${p}, q ${q}, coin ${coin}`;
    }
    if (accepted) kept.push(token);
    else rejected = true;
    const ends = accepted && request.eos.includes(token);
    if (ends && (closing !== null || i + 1 < verdicts.length)) return `it goes on after the end`;
  }
  const ended = kept.length > 0 && request.eos.includes(kept[kept.length - 1]);
  if (!rejected && !ended && verdicts.length < gamma) return `a proposal was not judged`;
  if (closing === null) {
    if (!ended) return `it has no closing token`;
  } else {
    const origin = rejected ? "correction" : proposals.length > 0 ? "bonus" : null;
    if (origin !== null && closing.origin !== origin) return `a ${closing.origin} for a ${origin}`;
    const stream = rejected ? Stream.residual : Stream.target;
    if (closing.u !== uniform(request.seed, stream, position + kept.length)) {
      return `the closing token's random number is not its own`;
    }
    kept.push(closing.token);
  }
  if (kept.some((token, i) => token !== tokens[i]) || kept.length !== tokens.length) {
    return `its tokens are not what was decided`;
  }
  return null;
}

/** Logits of two engines, or of passes of two lengths, may differ by this much. */
const rounding = 2e-3;
/** How far their probabilities may then be apart, at temperature 1. */
const slack = 2e-3;

/** Reads the finished text once with each model and computes from those logits alone what every p and
 *  q should have been and which tokens the recorded random numbers draw. Where a random number falls
 *  within rounding of a boundary, either side is right. */
export async function recompute(written: Written, target: Session, draft: Session): Promise<Flaw> {
  const { request, iterations } = written;
  const tokens = [...request.prompt, ...written.tokens];
  const starts = new Map(iterations.map((iteration) => [iteration.position, iteration]));
  let current: Iteration | null = null;
  const from = request.prompt.length;
  const rows = readTogether([target, draft], tokens, from, untruncated(request.sampling));
  for await (const { position, distributions } of rows) {
    current = starts.get(position) ?? current;
    if (current === null) return `no iteration begins at ${from}`;
    const [p, q] = distributions.map((whole) => candidates(whole, request.sampling));
    const { temperature } = request.sampling;
    const relative = temperature > 0 ? Math.max(1e-2, (2 * rounding) / temperature) : 0;
    const flaw = checkDecision(current, position - current.position, p, q, relative);
    if (flaw !== null) return `token ${position}: ${flaw}`;
  }
  return null;
}

/** Top-p is applied by `candidates`. */
const untruncated = (sampling: Sampling): Sampling => ({ ...sampling, topP: 1 });

/** The distributions that `sampling` may make of softmax probabilities. A token at the edge of the
 *  nucleus is in or out by rounding, so there may be several; the first is the plain one. */
function candidates(whole: Float32Array, { topP }: Sampling): Float32Array[] {
  if (topP === 1) return [whole];
  const edges = [topP, Math.max(topP - slack, 1e-6), topP + slack];
  return edges.map((edge) => nucleus(whole, edge));
}

function nucleus(whole: Float32Array, topP: number): Float32Array {
  const ranked = Array.from(whole.keys()).sort((a, b) => whole[b] - whole[a] || a - b);
  const kept = new Float32Array(whole.length);
  let mass = 0;
  for (const v of ranked) {
    if (mass >= topP) break;
    kept[v] = whole[v];
    mass += whole[v];
  }
  return kept.map((weight) => weight / mass);
}

function checkDecision(
  { verdicts, proposals, closing }: Iteration,
  i: number,
  p: readonly Float32Array[],
  q: readonly Float32Array[],
  relative: number,
): Flaw {
  const near = (a: number, b: number) => Math.abs(a - b) <= slack + relative * Math.max(a, b);
  const verdict = verdicts[i];
  if (verdict !== undefined) {
    const { token } = proposals[i];
    if (!p.some((row) => near(verdict.p, row[token])))
      return `p is ${verdict.p}, not ${p[0][token]}`;
    if (!q.some((row) => near(proposals[i].q, row[token])))
      return `q is ${proposals[i].q}, not ${q[0][token]}`;
    if (verdict.accepted) return null;
  }
  if (closing === null) return null;
  const weights =
    verdict === undefined
      ? p
      : p.flatMap((above) =>
          q.map((below) => above.map((mass, v) => Math.max(mass - below[v], 0))),
        );
  const drawn = weights.some((row) => draws(row, closing.token, closing.u));
  return drawn ? null : `the random number ${closing.u} does not draw ${closing.token}`;
}

/** Whether `u` draws `token` from `weights`, or would within rounding. The rounding of a small residual
 *  is large beside it. */
function draws(weights: Float32Array, token: number, u: number): boolean {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const reach = slack / Math.max(total, slack);
  let below = 0;
  for (let v = 0; v < token; v++) below += weights[v];
  return u >= below / total - reach && u <= (below + weights[token]) / total + reach;
}

import type { Closing, Iteration, Proposal, Request, Session, Verdict } from "./engine.ts";
import { Cached, checkRequest, currentGamma, finished, Stopwatch } from "./generation.ts";
import { Stream, uniform } from "./rng.ts";
import { draw, probabilities } from "./sampling.ts";

/** How proposals are accepted and replaced. There is one right rule; the tests put wrong ones in its
 *  place to show that they would be noticed. */
export interface Rule {
  /** Whether a proposal of probability p in the target and q in the draft is accepted. */
  accepts(p: number, q: number, coin: number): boolean;
  /** The weights [vocab] that a correction is drawn from. */
  residual(p: Float32Array, q: Float32Array): Float32Array;
}

/** The rule that leaves the target's distribution unchanged: accept with probability min(1, p/q), else
 *  draw from max(p − q, 0). Leviathan et al. 2023, arXiv:2211.17192, algorithm 1; Chen et al. 2023,
 *  arXiv:2302.01318, theorem 1. */
export const exact: Rule = {
  accepts: (p, q, coin) => coin * q < p,
  residual(p, q) {
    const rest = p.map((mass, v) => Math.max(mass - q[v], 0));
    // Only rounding can leave nothing over after a rejection: then p and q are the same.
    return rest.some((mass) => mass > 0) ? rest : p;
  },
};

/** Speculative sampling with any two sessions of one vocabulary: the draft proposes γ tokens, the target
 *  reads them in one pass, the rule accepts a prefix, and the target adds one token of its own. What it
 *  writes has the target's own distribution; at temperature 0 it is the target's own text.
 *  Proposals after an accepted end of text are drafted but not judged.
 *  Throws RangeError or ContextLimitError for a request that can't be met. */
export async function* speculate(
  target: Session,
  draft: Session,
  request: Request,
  rule: Rule = exact,
): AsyncGenerator<Iteration> {
  const context = Math.min(target.context, draft.context);
  checkRequest(request, context);
  if (target.config.vocab !== draft.config.vocab) {
    throw new RangeError(
      `the draft scores ${draft.config.vocab} tokens, the target ${target.config.vocab}; they must share one vocabulary`,
    );
  }
  const tokens = [...request.prompt];
  const end = Math.min(request.prompt.length + request.length, context);
  const caches = { target: new Cached(target), draft: new Cached(draft) };
  for (;;) {
    if (request.signal?.aborted) return;
    const watch = new Stopwatch();
    if (tokens.length === request.prompt.length && tokens.length > 1) {
      await caches.target.extend(tokens.slice(0, -1));
      await caches.draft.extend(tokens.slice(0, -1));
      watch.lap("prefill");
    }
    // An iteration adds at most γ + 1 tokens; more than are wanted would be work for nothing.
    const gamma = Math.min(currentGamma(request), end - tokens.length - 1);
    const drafted = await propose(caches.draft, tokens, gamma, request);
    watch.lap("draft");
    const proposed = [...tokens, ...drafted.proposals.map(({ token }) => token)];
    const logits = await caches.target.extend(proposed, gamma + 1);
    watch.lap("verify");
    const decided = decide(logits, drafted, tokens.length, request, rule);
    const position = tokens.length;
    const accepted = decided.verdicts.filter((verdict) => verdict.accepted).length;
    const added = drafted.proposals.slice(0, accepted).map(({ token }) => token);
    if (decided.closing !== null) added.push(decided.closing.token);
    tokens.push(...added);
    // Both caches hold the proposals; only the accepted ones count. The closing token is in neither.
    caches.target.rollBack(position + accepted);
    caches.draft.rollBack(position + accepted);
    watch.lap("decide");
    const finish = finished(tokens, request, context);
    yield {
      position,
      tokens: added,
      gamma,
      proposals: drafted.proposals,
      verdicts: decided.verdicts,
      closing: decided.closing,
      spans: watch.spans,
      distributions: request.distributions
        ? { q: drafted.q, p: decided.p, residual: decided.residual }
        : undefined,
      finish,
    };
    if (finish !== null) return;
  }
}

interface Drafted {
  proposals: Proposal[];
  q: Float32Array[]; // γ of [vocab]
}

async function propose(
  cached: Cached,
  text: readonly number[],
  gamma: number,
  { sampling, seed }: Request,
): Promise<Drafted> {
  const tokens = [...text];
  const drafted: Drafted = { proposals: [], q: [] };
  for (let i = 0; i < gamma; i++) {
    const [logits] = await cached.extend(tokens);
    const q = probabilities(logits, sampling);
    const token = draw(q, uniform(seed, Stream.draft, tokens.length));
    drafted.proposals.push({ token, q: q[token] });
    drafted.q.push(q);
    tokens.push(token);
  }
  return drafted;
}

interface Decided {
  verdicts: Verdict[];
  closing: Closing | null;
  p: Float32Array[]; // of [vocab]
  residual: Float32Array | null; // [vocab]
}

/** Judges the proposals in order. `logits`: γ + 1 rows of [vocab], the first one for `position`. */
function decide(
  logits: readonly Float32Array[],
  { proposals, q }: Drafted,
  position: number,
  { sampling, seed, eos }: Request,
  rule: Rule,
): Decided {
  const verdicts: Verdict[] = [];
  const seen: Float32Array[] = [];
  for (const [i, { token, q: draftMass }] of proposals.entries()) {
    const p = probabilities(logits[i], sampling);
    seen.push(p);
    const coin = uniform(seed, Stream.accept, position + i);
    const accepted = rule.accepts(p[token], draftMass, coin);
    verdicts.push({ p: p[token], coin, accepted });
    if (!accepted) {
      const residual = normalised(rule.residual(p, q[i]));
      const closing = close(residual, seed, "correction", position + i);
      return { verdicts, closing, p: seen, residual };
    }
    if (eos.includes(token)) return { verdicts, closing: null, p: seen, residual: null };
  }
  const p = probabilities(logits[proposals.length], sampling);
  seen.push(p);
  const closing = close(p, seed, "bonus", position + proposals.length);
  return { verdicts, closing, p: seen, residual: null };
}

function close(
  p: Float32Array,
  seed: number,
  origin: "correction" | "bonus",
  position: number,
): Closing {
  const stream = origin === "bonus" ? Stream.target : Stream.residual;
  const u = uniform(seed, stream, position);
  const token = draw(p, u);
  return { token, origin, u, p: p[token] };
}

function normalised(weights: Float32Array): Float32Array {
  const total = weights.reduce((sum, mass) => sum + mass, 0);
  return weights.map((mass) => mass / total);
}

import type { Session } from "../lm/engine.ts";
import { Stream, uniform } from "../lm/rng.ts";
import { draw, plain, probabilities } from "../lm/sampling.ts";
import type { Tokenizer } from "../lm/tokenizer.ts";
import type { Opened } from "./pair.ts";
import type { Judged, Turn } from "./protocol.ts";

/** Tokens that a row shows. */
const shown = 5;
/** No word of the family's tokenizer is longer. */
const longestWord = 12;

/** What a person, playing the draft, proposes to continue a text. */
export interface Guess {
  /** Token ids of the text so far, at least one. */
  readonly text: readonly number[];
  /** Token ids proposed, at least one. */
  readonly tokens: readonly number[];
  /** uint32 */
  readonly seed: number;
}

/** Judges a guess token by token as speculative sampling judges a draft's: a person is sure, so q = 1 on
 *  the token and p/q = p; it is accepted where the coin lies below p. After a rejection the target writes
 *  the rest of the word, its first token from max(p − q, 0). `draft` is asked what it would have had in
 *  each place that was judged: Σ min(p, q). All at temperature 1. */
export async function judgeGuess(target: Opened, draft: Opened, guess: Guess): Promise<Turn> {
  const { session, model } = target;
  const { text, tokens, seed } = guess;
  const end = model.config.eos;
  const whole = [...text, ...tokens];
  const from = text.length - 1;
  const ps = await distributions(session, whole, from);
  const qs = await distributions(draft.session, whole, from);
  const judged: Judged[] = [];
  const added: number[] = [];
  for (const [i, token] of tokens.entries()) {
    const position = text.length + i;
    const p = ps[i];
    const coin = uniform(seed, Stream.accept, position);
    const accepted = coin < p[token];
    judged.push({
      text: model.tokenizer.decode([token]),
      p: p[token],
      coin,
      accepted,
      draft: qs[i].reduce((sum, mass, v) => sum + Math.min(mass, p[v]), 0),
      top: topTokens(p, model.tokenizer),
    });
    if (!accepted) {
      const residual = p.map((mass, v) => (v === token ? 0 : mass));
      const first = draw(residual, uniform(seed, Stream.residual, position));
      const correction = await finishWord(target, [...text, ...added, first], seed);
      const written = end.includes(first) ? [] : [first, ...correction];
      return {
        judged,
        added: model.tokenizer.decode([...added, ...written]),
        correction: model.tokenizer.decode(written),
        ended: end.includes(first),
      };
    }
    added.push(token);
  }
  return { judged, added: model.tokenizer.decode(added), correction: "", ended: false };
}

/** The distributions after tokens[from], tokens[from + 1], … but the last. */
async function distributions(
  session: Session,
  tokens: readonly number[],
  from: number,
): Promise<Float32Array[]> {
  const { vocab } = session.config;
  const logits = await session.pass(tokens.slice(0, -1), 0);
  return Array.from({ length: tokens.length - 1 - from }, (_, i) =>
    probabilities(logits.subarray((from + i) * vocab, (from + i + 1) * vocab), plain),
  );
}

/** The tokens that the target draws until another word would begin. */
async function finishWord({ session, model }: Opened, text: readonly number[], seed: number) {
  const { vocab } = session.config;
  const tokens: number[] = [];
  while (tokens.length < longestWord && text.length + tokens.length < session.context) {
    const all = [...text, ...tokens];
    const logits = await session.pass(all, 0);
    const p = probabilities(logits.subarray((all.length - 1) * vocab, all.length * vocab), plain);
    const next = draw(p, uniform(seed, Stream.target, all.length));
    if (model.config.eos.includes(next) || !/^[\p{L}\p{N}'’]/u.test(model.tokenizer.decode([next])))
      break;
    tokens.push(next);
  }
  return tokens;
}

function topTokens(p: Float32Array, tokenizer: Tokenizer): Judged["top"] {
  return Array.from(p.keys())
    .sort((a, b) => p[b] - p[a] || a - b)
    .slice(0, shown)
    .map((v) => ({ text: tokenizer.decode([v]) || (tokenizer.tokens.get(v) ?? ""), p: p[v] }));
}

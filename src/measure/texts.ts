import { detokenizer } from "../lm/detokenize.ts";
import type { Iteration } from "../lm/engine.ts";
import type { Tokenizer } from "../lm/tokenizer.ts";

/** What an iteration says. */
export interface Pieces {
  /** The text that each of its tokens adds; "" while a character lacks bytes. */
  readonly texts: readonly string[];
  /** The text that each proposal would have added. */
  readonly proposed: readonly string[];
}

/** Tokens that are enough to know where a character and a word begin. */
const memory = 16;

/** Turns the iterations of a growing text into text. */
export function textWriter(
  tokenizer: Pick<Tokenizer, "decode">,
  prompt: readonly number[],
): (iteration: Iteration) => Pieces {
  const own = detokenizer(tokenizer);
  for (const token of prompt) own.push(token);
  let recent = prompt.slice(-memory);
  return ({ tokens, proposals, finish }) => {
    const other = detokenizer(tokenizer);
    for (const token of recent) other.push(token);
    const proposed = proposals.map(({ token }) => other.push(token));
    const texts = tokens.map((token) => own.push(token));
    if (finish !== null) texts[texts.length - 1] += own.end();
    recent = [...recent, ...tokens].slice(-memory);
    return { texts, proposed };
  };
}

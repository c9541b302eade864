import { Tokenizer as Library } from "@huggingface/tokenizers";
import { ModelFileError } from "./errors.ts";
import { count, parseObject, quote, reason } from "./json.ts";
import { checkTokenizer, type Vocabulary } from "./tokenizer-check.ts";

const sizeLimit = 64_000_000;

/** Text to token ids and back. */
export interface Tokenizer extends Vocabulary {
  /** The ids of `text`. Special tokens written out in the text become themselves; none is added. */
  encode(text: string): number[];
  /** The text of `ids`, special ones left out. A character that `ids` cut in half shows as U+FFFD. */
  decode(ids: readonly number[]): string;
  /** The id of a token by its name in the vocabulary, such as `<|endoftext|>`. */
  idOf(token: string): number | undefined;
}

/** The tokenizer in the bytes of tokenizer.json, for a model with `vocab` ids.
 *  Throws ModelFileError "format", "too-large", "tokenizer" or "unsupported". */
export function parseTokenizer(bytes: Uint8Array, vocab: number): Tokenizer {
  const raw = parseObject(bytes, "tokenizer.json", sizeLimit);
  const vocabulary = checkTokenizer(raw, vocab);
  let library: Library;
  try {
    library = new Library(
      { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, ...raw },
      {},
    );
  } catch (cause) {
    throw new ModelFileError(
      "unsupported",
      `tokenizer.json asks for something that this program doesn't do: ${reason(cause)}.`,
      { cause },
    );
  }
  const ids = new Map(Array.from(vocabulary.tokens, ([id, token]) => [token, id]));
  return {
    ...vocabulary,
    encode(text) {
      const encoded = library.encode(text, { add_special_tokens: false }).ids;
      // The library leaves a hole for what the vocabulary can't spell.
      if (encoded.every((id) => id !== undefined)) return encoded;
      throw new ModelFileError("tokenizer", "The tokenizer has no token for a part of the text.");
    },
    decode(given) {
      const shown = given.filter((id) => !vocabulary.special.has(id) && vocabulary.tokens.has(id));
      if (shown.length === 0) return "";
      return library.decode(shown, { clean_up_tokenization_spaces: false });
    },
    idOf: (token) => ids.get(token),
  };
}

/** Whether two tokenizers agree on every id and every merge, and if not, the first difference.
 *  Speculative decoding compares probabilities id by id, so the ids must mean the same. */
export function sameTokenizer(
  a: Vocabulary,
  b: Vocabulary,
): { same: true } | { same: false; reason: string } {
  if (a.tokens.size !== b.tokens.size) {
    return differ(`one has ${count(a.tokens.size)} tokens, the other ${count(b.tokens.size)}`);
  }
  for (const [id, token] of a.tokens) {
    const other = b.tokens.get(id);
    if (token !== other)
      return differ(`token ${id} is ${quote(token)} in one and ${quote(other)} in the other`);
  }
  if (a.merges.length !== b.merges.length) {
    return differ(`one has ${count(a.merges.length)} merges, the other ${count(b.merges.length)}`);
  }
  const rank = a.merges.findIndex(([x, y], i) => x !== b.merges[i][0] || y !== b.merges[i][1]);
  if (rank < 0) return { same: true };
  return differ(
    `merge ${rank} is ${quote(a.merges[rank].join(" "))} in one and ${quote(b.merges[rank].join(" "))} in the other`,
  );
}

const differ = (reason: string) => ({ same: false, reason }) as const;

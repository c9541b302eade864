import { parseConfig } from "../lm/config.ts";
import type { Model } from "../lm/model.ts";
import { parseTokenizer } from "../lm/tokenizer.ts";

/** A model without its weights: enough to know what a text comes to, and whether it has room. */
export type Reader = Pick<Model, "config" | "tokenizer">;

/** From the bytes of config.json and tokenizer.json. Throws ModelFileError. */
export function readerOf(config: Uint8Array, tokenizer: Uint8Array): Reader {
  const parsed = parseConfig(config);
  return { config: parsed, tokenizer: parseTokenizer(tokenizer, parsed.vocab) };
}

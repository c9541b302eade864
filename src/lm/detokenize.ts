import type { Tokenizer } from "./tokenizer.ts";

/** Turns tokens into text as they come. */
export interface Detokenizer {
  /** The text that `id` completes: "" while a character still lacks bytes. */
  push(id: number): string;
  /** What is left when no more tokens come: an unfinished character, as U+FFFD, or "". */
  end(): string;
}

/** A detokenizer that never shows half a character. The pieces together equal the decoding of all
 *  tokens at once. Byte-level tokens may split a UTF-8 character, and some decoders treat the first
 *  token of a text differently, so a token is decoded after the ones before it, from the last
 *  boundary that was clean. */
export function detokenizer(tokenizer: Pick<Tokenizer, "decode">): Detokenizer {
  let window: number[] = [];
  let shown = 0; // characters of the window's text that have been handed out
  return {
    push(id) {
      window.push(id);
      const text = tokenizer.decode(window);
      // A truncated character decodes to one U+FFFD at the very end, and only there is it provisional.
      const open = text.endsWith("\ufffd");
      const end = Math.max(shown, open ? text.length - 1 : text.length);
      const piece = text.slice(shown, end);
      shown = end;
      if (!open && piece !== "") {
        window = [id];
        shown = tokenizer.decode(window).length;
      }
      return piece;
    },
    end() {
      const rest = window.length === 0 ? "" : tokenizer.decode(window).slice(shown);
      window = [];
      shown = 0;
      return rest;
    },
  };
}

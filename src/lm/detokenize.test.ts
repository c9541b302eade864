import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detokenizer } from "./detokenize.ts";
import { json } from "./fixtures/files.ts";
import { parseTokenizer, type Tokenizer } from "./tokenizer.ts";

/** A token for each byte, and nothing else: every character beyond ASCII is split. */
function byteTokenizer(): Tokenizer {
  // GPT-2's alphabet: printable bytes stand for themselves, the others for 256, 257, …
  let next = 256;
  const printable = (b: number) => (b > 32 && b < 127) || (b > 160 && b !== 173);
  const name = (b: number) => String.fromCharCode(printable(b) ? b : next++);
  const vocab = Object.fromEntries(Array.from({ length: 256 }, (_, b) => [name(b), b]));
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, use_regex: true };
  const model = { type: "BPE", vocab, merges: [] };
  return parseTokenizer(
    json({ added_tokens: [], pre_tokenizer: byteLevel, decoder: byteLevel, model }),
    256,
  );
}

/** Sentencepiece's way, as in Llama 2's file: ▁ for spaces, one stripped at the start of a text. */
function metaspaceTokenizer(): Tokenizer {
  const vocab = { "▁": 0, "▁a": 1, b: 2, "<0xC3>": 3, "<0xA9>": 4 };
  const decoders = [
    { type: "Replace", pattern: { String: "▁" }, content: " " },
    { type: "ByteFallback" },
    { type: "Fuse" },
    { type: "Strip", content: " ", start: 1, stop: 0 },
  ];
  const model = { type: "BPE", vocab, merges: [], byte_fallback: true };
  return parseTokenizer(
    json({ added_tokens: [], decoder: { type: "Sequence", decoders }, model }),
    5,
  );
}

const stream = (tokenizer: Tokenizer, ids: readonly number[]) => {
  const text = detokenizer(tokenizer);
  return [...ids.map((id) => text.push(id)), text.end()];
};

describe("detokenizer", () => {
  const bytes = byteTokenizer();

  it("holds a character back until it is whole", () => {
    const pieces = stream(bytes, bytes.encode("é€😀a"));
    expect(pieces).toEqual(["", "é", "", "", "€", "", "", "", "😀", "a", ""]);
  });

  it("gives the whole text of any string, never half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const pieces = stream(bytes, bytes.encode(text));
        expect(pieces.join("")).toBe(text);
        if (!text.includes("\ufffd")) expect(pieces.some((p) => p.includes("\ufffd"))).toBe(false);
        for (const piece of pieces) expect(piece).not.toMatch(/\p{Surrogate}/u);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("gives what decoding at once gives, for any bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { minLength: 1, maxLength: 40 }), (ids) => {
        expect(stream(bytes, ids).join("")).toBe(bytes.decode(ids));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("shows an unfinished character at the end as U+FFFD", () => {
    expect(stream(bytes, bytes.encode("€").slice(0, 2))).toEqual(["", "", "\ufffd"]);
  });

  it("strips the space that begins a text, and no other", () => {
    expect(stream(metaspaceTokenizer(), [1, 2, 1, 3, 4, 0, 1])).toEqual([
      "a",
      "b",
      " a",
      "",
      "é",
      " ",
      " a",
      "",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { ModelFileError } from "./errors.ts";
import { json } from "./fixtures/files.ts";
import { parseTokenizer, sameTokenizer } from "./tokenizer.ts";
import { repeatsGroup } from "./tokenizer-check.ts";

// GPT-2's byte alphabet: a space is Ġ, and the two bytes of é (C3 A9) are Ã and ©.
const vocab = { a: 1, b: 2, ab: 3, Ġ: 4, Ġab: 5, Ã: 6, "©": 7, Ċ: 8 };
const byteLevel = { type: "ByteLevel", add_prefix_space: false, use_regex: true };
const end = { id: 0, content: "<|endoftext|>", special: true, normalized: false };
const plainFile = {
  added_tokens: [end],
  pre_tokenizer: byteLevel,
  decoder: byteLevel,
  model: { type: "BPE", vocab: { "<|endoftext|>": 0, ...vocab }, merges: ["a b", "Ġ ab"] },
};
const file = (change: object = {}, model: object = {}) =>
  json({ ...plainFile, ...change, model: { ...plainFile.model, ...model } });

function refusal(bytes: Uint8Array): ModelFileError {
  try {
    parseTokenizer(bytes, 16);
  } catch (error) {
    if (error instanceof ModelFileError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("a tokenizer", () => {
  const tokenizer = parseTokenizer(file(), 16);

  it("encodes by merges and decodes back", () => {
    expect(tokenizer.encode("ab aba")).toEqual([3, 5, 1]);
    expect(tokenizer.encode("é\n")).toEqual([6, 7, 8]);
    expect(tokenizer.decode([3, 5, 1, 6, 7])).toBe("ab abaé");
  });

  it("knows special tokens in a text, and leaves them out of what it decodes", () => {
    expect(tokenizer.encode("a<|endoftext|>b")).toEqual([1, 0, 2]);
    expect(tokenizer.decode([1, 0, 2])).toBe("ab");
    expect(tokenizer.decode([0])).toBe("");
    expect(tokenizer.idOf("<|endoftext|>")).toBe(0);
    expect(tokenizer.special).toEqual(new Set([0]));
  });

  it("keeps spaces before punctuation, which the library's own clean-up would drop", () => {
    const dots = parseTokenizer(file({}, { vocab: { ...plainFile.model.vocab, ".": 9 } }), 16);
    expect(dots.decode(dots.encode("a . b"))).toBe("a . b");
  });

  it("decodes an id without a token, as a padded vocabulary has, to nothing", () => {
    expect(tokenizer.decode([1, 15])).toBe("a");
  });
});

describe("parseTokenizer refuses", () => {
  it.each<[string, Uint8Array, string]>([
    ["another kind of model", file({}, { type: "WordPiece" }), "unsupported"],
    ["no model", json({ added_tokens: [] }), "tokenizer"],
    ["an id beyond the model's", file({}, { vocab: { a: 16 }, merges: [] }), "tokenizer"],
    ["an id that would fill memory", file({}, { vocab: { a: 4e9 }, merges: [] }), "tokenizer"],
    ["two tokens with one id", file({}, { vocab: { a: 1, b: 1 }, merges: [] }), "tokenizer"],
    ["a merge of an unknown token", file({}, { merges: ["a z"] }), "tokenizer"],
    ["a merge into an unknown token", file({}, { merges: ["b a"] }), "tokenizer"],
    ["merges of two forms", file({}, { merges: ["a b", ["Ġ", "ab"]] }), "tokenizer"],
    ["an added token over another", file({ added_tokens: [{ ...end, id: 1 }] }), "tokenizer"],
    ["an unknown pre-tokenizer", file({ pre_tokenizer: { type: "Magic" } }), "unsupported"],
    [
      "a pattern without end",
      file({
        pre_tokenizer: { type: "Split", pattern: { Regex: "(a+)+$" }, behavior: "Isolated" },
      }),
      "unsupported",
    ],
    [
      "a text bomb",
      file({
        normalizer: {
          type: "Sequence",
          normalizers: new Array(9).fill({
            type: "Replace",
            pattern: { String: "a" },
            content: "aa",
          }),
        },
      }),
      "unsupported",
    ],
    [
      "a thousand nested sequences",
      new TextEncoder().encode(
        `{"added_tokens":[],"model":{"type":"BPE","vocab":{},"merges":[]},"decoder":${'{"type":"Sequence","decoders":['.repeat(1000)}${"]}".repeat(1000)}}`,
      ),
      "unsupported",
    ],
    ["a hundred thousand brackets", new TextEncoder().encode("[".repeat(100_000)), "format"],
  ])("%s", (_, bytes, code) => {
    expect(refusal(bytes).code).toBe(code);
  });
});

describe("repeatsGroup", () => {
  it.each(["(a+)+", "(?:a|a)*$", "((ab)c){2,}", "[)](x)*"])("finds it in %s", (pattern) => {
    expect(repeatsGroup(pattern)).toBe(true);
  });

  // As published in the tokenizer.json of GPT-2, Llama 3, Qwen 2.5 and DeepSeek, and a few traps.
  it.each([
    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
    "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+",
    "(a)?(b){1,3}\\(\\)+[()]+[])*]",
  ])("finds none in %s", (pattern) => {
    expect(repeatsGroup(pattern)).toBe(false);
  });
});

describe("sameTokenizer", () => {
  const a = parseTokenizer(file(), 16);
  const difference = (other: Uint8Array) => {
    const answer = sameTokenizer(a, parseTokenizer(other, 16));
    return answer.same ? null : answer.reason;
  };

  it("sees no difference in the form of the file", () => {
    expect(
      difference(
        file(
          { version: "1.0" },
          {
            merges: [
              ["a", "b"],
              ["Ġ", "ab"],
            ],
          },
        ),
      ),
    ).toBe(null);
  });

  it("names the first difference", () => {
    const more = { ...plainFile.model.vocab, c: 9 };
    expect(difference(file({}, { vocab: more }))).toBe("one has 9 tokens, the other 10");
    const other = { ...plainFile.model.vocab, a: 2, b: 1 };
    expect(difference(file({}, { vocab: other }))).toBe(
      'token 1 is "a" in one and "b" in the other',
    );
    expect(difference(file({}, { merges: ["a b"] }))).toBe("one has 2 merges, the other 1");
    expect(difference(file({}, { merges: ["Ġ ab", "a b"] }))).toBe(
      'merge 0 is "a b" in one and "Ġ ab" in the other',
    );
  });
});

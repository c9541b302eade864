import { ModelFileError } from "./errors.ts";
import { isObject, type JsonObject, quote } from "./json.ts";

/** The vocabulary of a checked tokenizer.json. */
export interface Vocabulary {
  /** Token of every id in use, added tokens included. */
  readonly tokens: ReadonlyMap<number, string>;
  /** In order of rank, each as its two parts. */
  readonly merges: readonly (readonly [string, string])[];
  /** Ids of tokens that are no text: `<|endoftext|>` and its like. */
  readonly special: ReadonlySet<number>;
}

/** How far rewriting rules (Replace, Prepend) may lengthen a text, all together. */
const growthLimit = 64;
/** The longest pattern: real ones have a few hundred characters. */
const patternLimit = 10_000;
/** The deepest nesting of normalizers, pre-tokenizers, decoders: real files have 2 or 3. */
const depthLimit = 16;

/** Checks what the tokenizer library takes on trust: types, ids within the vocabulary of `vocab` ids,
 *  merges that make known tokens, patterns that can't backtrack without end.
 *  Throws ModelFileError "tokenizer" or "unsupported". */
export function checkTokenizer(raw: JsonObject, vocab: number): Vocabulary {
  const { model } = raw;
  if (!isObject(model)) throw broken(`has no model`);
  if (model.type !== "BPE" && !(isMissing(model.type) && "merges" in model)) {
    throw unsupported(`is of type ${quote(model.type)}; this program reads BPE only`);
  }
  for (const field of ["continuing_subword_prefix", "end_of_word_suffix"]) {
    if (model[field]) throw unsupported(`uses ${field}, which this program doesn't`);
  }
  const ids = readVocab(model.vocab, vocab);
  const tokens = new Map<number, string>();
  for (const [token, id] of ids) {
    const other = tokens.get(id);
    if (other !== undefined)
      throw broken(`gives ${quote(token)} and ${quote(other)} the same id, ${id}`);
    tokens.set(id, token);
  }
  if (!isMissing(model.unk_token) && !ids.has(model.unk_token as string)) {
    throw broken(`names ${quote(model.unk_token)} as unk_token, which the vocabulary lacks`);
  }
  const special = readAdded(raw.added_tokens, vocab, tokens);
  const merges = readMerges(model.merges, ids);
  const growth = { factor: 1 };
  for (const field of ["normalizer", "pre_tokenizer", "post_processor", "decoder"]) {
    checkRules(raw[field], field, 0, growth);
  }
  return { tokens, merges, special };
}

function readVocab(raw: unknown, limit: number): Map<string, number> {
  if (!isObject(raw)) throw broken(`has ${quote(raw)} for a vocabulary`);
  const ids = new Map<string, number>();
  for (const [token, id] of Object.entries(raw)) ids.set(token, checkId(token, id, limit));
  return ids;
}

function readAdded(raw: unknown, limit: number, tokens: Map<number, string>): Set<number> {
  const special = new Set<number>();
  if (!Array.isArray(raw)) throw broken(`has ${quote(raw)} for added_tokens`);
  for (const added of raw) {
    if (!isObject(added) || typeof added.content !== "string" || added.content === "") {
      throw broken(`has an added token without content`);
    }
    const id = checkId(added.content, added.id, limit);
    const before = tokens.get(id);
    if (before !== undefined && before !== added.content) {
      throw broken(
        `gives id ${id} to ${quote(before)} and to the added token ${quote(added.content)}`,
      );
    }
    tokens.set(id, added.content);
    if (added.special === true) special.add(id);
  }
  return special;
}

function readMerges(raw: unknown, ids: ReadonlyMap<string, number>): [string, string][] {
  if (!Array.isArray(raw)) throw broken(`has ${quote(raw)} for merges`);
  return raw.map((merge, rank) => {
    const parts: unknown = typeof merge === "string" ? merge.split(" ") : merge;
    if (!Array.isArray(parts) || parts.length !== 2 || typeof merge !== typeof raw[0]) {
      throw broken(`has ${quote(merge)} for merge ${rank}`);
    }
    const [left, right] = parts;
    if (!ids.has(left) || !ids.has(right) || !ids.has(left + right)) {
      throw broken(
        `merges ${quote(left)} and ${quote(right)}, and one of them or their sum is no token`,
      );
    }
    return [left, right];
  });
}

/** Walks a normalizer, pre-tokenizer or decoder with all that it contains. */
function checkRules(raw: unknown, path: string, depth: number, growth: { factor: number }): void {
  if (depth > depthLimit) throw unsupported(`nests ${path.slice(0, 60)} too deeply`);
  if (Array.isArray(raw)) {
    for (const item of raw) checkRules(item, path, depth + 1, growth);
    return;
  }
  if (!isObject(raw)) return;
  const inserted = raw.content ?? raw.prepend;
  if (typeof inserted === "string") growth.factor *= Math.max(1, inserted.length);
  if (growth.factor > growthLimit) {
    throw unsupported(`lengthens a text more than ${growthLimit}-fold through its ${path}`);
  }
  if (
    typeof raw.Regex === "string" &&
    (raw.Regex.length > patternLimit || repeatsGroup(raw.Regex))
  ) {
    throw unsupported(
      `has the pattern ${quote(raw.Regex)} in its ${path}, which may take for ever`,
    );
  }
  for (const value of Object.values(raw)) checkRules(value, path, depth + 1, growth);
}

/** Whether a regular expression repeats a group without bound, as in (a+)+, which can take
 *  exponential time. The patterns of real tokenizers don't. */
export function repeatsGroup(pattern: string): boolean {
  // Escapes and character classes are taken whole, so that a bracket in them isn't a group.
  const atoms = pattern.matchAll(
    /\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\)(?:[*+]|\{\d*,\})|./gsu,
  );
  for (const [atom] of atoms) if (atom.startsWith(")") && atom.length > 1) return true;
  return false;
}

function checkId(token: string, id: unknown, limit: number): number {
  if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id < limit) return id;
  throw broken(`gives ${quote(token)} the id ${quote(id)}; the model has ids 0 to ${limit - 1}`);
}

const isMissing = (value: unknown): value is null | undefined =>
  value === undefined || value === null;

const broken = (what: string) =>
  new ModelFileError("tokenizer", `tokenizer.json ${what}. It may belong to another model.`);

const unsupported = (what: string) => new ModelFileError("unsupported", `tokenizer.json ${what}.`);

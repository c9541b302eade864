import { readNumber } from "../number.ts";

/** Experts of a mixture: how many a layer has and how many see each token, with the width of one. */
export interface ReleasedExperts {
  readonly count: number;
  readonly active: number;
}

/** A released open model: what its config.json and its model card say. */
export interface ReleasedModel {
  /** Short, for links: llama-3.3-70b. */
  readonly id: string;
  /** Where it is published, and what engines load: meta-llama/Llama-3.3-70B-Instruct. */
  readonly repository: string;
  readonly name: string;
  readonly family: string;
  /** Models with the same name here share one tokenizer, so that one may draft for another. */
  readonly tokenizer: string;
  /** All parameters of the language model, embeddings included; without a vision tower. */
  readonly parameters: number;
  /** Those that one token passes through; all of them where there are no experts. */
  readonly active: number;
  readonly layers: number;
  readonly hidden: number;
  /** Width of the feed-forward layer; of one expert where there are some. */
  readonly intermediate: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Rows of the embedding, padding included: config.json's vocab_size. */
  readonly vocab: number;
  readonly experts?: ReleasedExperts;
  /** Whether input and output embedding are one matrix. */
  readonly tied: boolean;
  /** Matrices of a feed-forward layer: 3 with a gate, 2 without. */
  readonly matrices: 2 | 3;
  /** Pre-training tokens; null where nobody has published them. */
  readonly trainingTokens: number | null;
  readonly licence: string;
  /** The model's own page: shape in its config.json. */
  readonly source: string;
  /** Where the training tokens stand. */
  readonly report: string;
}

/** What the models of a table have in common. */
interface Family {
  readonly family: string;
  readonly tokenizer: string;
  readonly licence: string;
  readonly report: string;
  readonly matrices?: 2 | 3;
}

/**
 * Reads a table of models, one a line, columns apart by spaces:
 * id, repository, parameters, active or "=", layers, hidden, intermediate, heads, KV heads, head
 * size, vocabulary, experts ("128/8" or "-"), embeddings ("tied" or "two"), training tokens or "?".
 * Tables are ours: one that is wrong throws at the first import.
 */
export function table(family: Family, text: string): readonly ReleasedModel[] {
  return text
    .trim()
    .split("\n")
    .map((line) => row(family, line.trim().split(/\s+/)));
}

function row(family: Family, cells: readonly string[]): ReleasedModel {
  if (cells.length !== 14)
    throw new RangeError(`${cells[0]} has ${cells.length} columns; it must have 14.`);
  const cell = (i: number) => cells[i] ?? "";
  const parameters = count(cell(2));
  const [experts, active] = cell(11).split("/").map(Number);
  const mixture =
    experts === undefined || active === undefined
      ? {}
      : { experts: { count: experts, active } as const };
  return {
    id: cell(0),
    repository: cell(1),
    name: cell(1).split("/")[1] ?? cell(1),
    family: family.family,
    tokenizer: family.tokenizer,
    parameters,
    active: cell(3) === "=" ? parameters : count(cell(3)),
    layers: Number(cell(4)),
    hidden: Number(cell(5)),
    intermediate: Number(cell(6)),
    heads: Number(cell(7)),
    kvHeads: Number(cell(8)),
    headDim: Number(cell(9)),
    vocab: Number(cell(10)),
    ...mixture,
    tied: cell(12) === "tied",
    matrices: family.matrices ?? 3,
    trainingTokens: cell(13) === "?" ? null : count(cell(13)),
    licence: family.licence,
    source: `https://huggingface.co/${cell(1)}`,
    report: family.report,
  };
}

function count(text: string): number {
  const value = readNumber(text);
  if (value === undefined) throw new RangeError(`${text} is no count; it must read like 70.6B.`);
  return value;
}

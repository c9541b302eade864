import { readNumber } from "../number.ts";
import { readShape, shapeColumns } from "./row.ts";
import { countParameters, type NativeFormat, type Shape } from "./shape.ts";

/** A released open model: what its config.json and its model card say. */
export interface ReleasedModel extends Shape {
  /** Short, for links: llama-3.3-70b. */
  readonly id: string;
  /** Where it is published, and what engines load: meta-llama/Llama-3.3-70B-Instruct. */
  readonly repository: string;
  readonly name: string;
  readonly family: string;
  /** Models with the same name here share one tokenizer, so that one may draft for another. */
  readonly tokenizer: string;
  /** Parameters as its makers state them, and those that a token reaches. */
  readonly stated: { readonly all: number; readonly active: number; readonly rounded: boolean };
  /** All parameters of the language model, embeddings included; without a vision tower and without
   *  layers of multi-token prediction. The stated count, or the shape's own where that is rounded. */
  readonly parameters: number;
  /** Those that one token passes through, both embeddings counted; all where there are no experts. */
  readonly active: number;
  /** Most tokens of context that it is published for. */
  readonly context: number;
  /** How its published weights are stored. */
  readonly native: NativeFormat;
  /** Layers of multi-token prediction that its checkpoint brings along. */
  readonly mtp: number;
  /** The shape was read second hand, or inferred: to be checked against its config.json. */
  readonly unverified: boolean;
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
  /** Context and stored format of those rows that name none. */
  readonly context: number;
  readonly native?: NativeFormat;
}

/** Columns before the particulars: identity, sizes, the shape's own, training tokens. */
const columns = 4 + shapeColumns + 1;

/**
 * Reads a table of models, one a line, columns apart by spaces:
 * id, repository, parameters ("~30B" where only a rounded size is published), active, "=" or "?", the
 * columns of a shape (see row.ts), training tokens or "?", then what is particular to it.
 * Tables are ours: one that is wrong throws at the first import.
 */
export function table(family: Family, text: string): readonly ReleasedModel[] {
  return text
    .trim()
    .split("\n")
    .map((line) => row(family, line.trim().split(/\s+/)));
}

function row(family: Family, cells: readonly string[]): ReleasedModel {
  if (cells.length < columns)
    throw new RangeError(`${cells[0]} has ${cells.length} columns; it must have ${columns}.`);
  const cell = (i: number) => cells[i] ?? "";
  const { notes, ...shape } = readShape(
    cells.slice(4, 4 + shapeColumns),
    cells.slice(columns),
    family.matrices ?? 3,
  );
  const rounded = cell(2).startsWith("~");
  const stated = count(cell(2).replace("~", ""));
  const counted = countParameters(shape);
  const parameters = rounded ? counted.all : stated;
  const tokens = cell(columns - 1);
  return {
    ...shape,
    id: cell(0),
    repository: cell(1),
    name: cell(1).split("/")[1] ?? cell(1),
    family: family.family,
    tokenizer: family.tokenizer,
    stated: {
      all: stated,
      active: statedActive(cell(3), stated, parameters - (counted.all - counted.active)),
      rounded,
    },
    parameters,
    active: parameters - (counted.all - counted.active),
    context: notes.context ?? family.context,
    native: notes.native ?? family.native ?? "bf16",
    mtp: notes.mtp ?? 0,
    unverified: notes.unverified ?? false,
    trainingTokens: tokens === "?" ? null : count(tokens),
    licence: family.licence,
    source: `https://huggingface.co/${cell(1)}`,
    report: family.report,
  };
}

/** "=" in a dense model; "?" where its makers name no count, and the shape's own stands in. */
function statedActive(text: string, all: number, counted: number): number {
  if (text === "=") return all;
  return text === "?" ? counted : count(text.replace("~", ""));
}

function count(text: string): number {
  const value = readNumber(text);
  if (value === undefined) throw new RangeError(`${text} is no count; it must read like 70.6B.`);
  return value;
}

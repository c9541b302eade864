import type { ReleasedModel } from "./model.ts";
import { releasedModels } from "./registry.ts";
import { type RowNotes, readShape, shapeColumns, writeShape } from "./row.ts";
import { countParameters, type Shape } from "./shape.ts";

/** The id of one's own model. */
export const ownId = "own";

/** A shape in a link: the columns of a table apart by underlines, a feed-forward part without a gate
 *  marked. */
export function writeOwn(shape: Shape, notes: RowNotes): string {
  const line = writeShape(shape, notes).replaceAll(" ", "_");
  return shape.matrices === 2 ? `${line}_ungated` : line;
}

/** One's own model from what `writeOwn` wrote. RangeError, in words, where that can't be read. */
export function readOwn(text: string): ReleasedModel {
  if (text.length > 600) throw new RangeError("It is too long for a shape.");
  const cells = text.split("_");
  const ungated = cells.at(-1) === "ungated";
  const keys = cells.slice(shapeColumns, ungated ? -1 : undefined);
  const { notes, ...shape } = readShape(cells.slice(0, shapeColumns), keys, ungated ? 2 : 3);
  if (shape.heads % shape.kvHeads !== 0)
    throw new RangeError(`${shape.heads} heads are not divisible by ${shape.kvHeads}.`);
  const { all, active } = countParameters(shape);
  if (!(active > 0 && active <= all && all < 1e15))
    throw new RangeError("It makes no count of parameters that a model has.");
  const kin = kinOf(shape.vocab);
  return {
    ...shape,
    id: ownId,
    repository: "path/to/your-model",
    name: "Your model",
    family: kin?.family ?? "",
    tokenizer: kin?.tokenizer ?? ownId,
    stated: { all, active, rounded: true },
    parameters: all,
    active,
    context: notes.context ?? 1e7,
    native: notes.native ?? "bf16",
    mtp: notes.mtp ?? 0,
    unverified: false,
    trainingTokens: null,
    licence: "",
    source: "",
    report: "",
  };
}

/** A released model with as many rows in its embedding: most fine-tunes keep the tokenizer of what they
 *  come from. The first of the registry where several have. */
export function kinOf(vocab: number): ReleasedModel | undefined {
  return releasedModels.find((model) => model.vocab === vocab);
}

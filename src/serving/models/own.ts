import type { ReleasedModel } from "./model.ts";
import { readOwnShape } from "./own-shape.ts";
import { releasedModels } from "./registry.ts";

/** The id of one's own model. */
export const ownId = "own";

/** One's own model from what `writeOwn` wrote. RangeError, in words, where that can't be read. */
export function readOwn(text: string): ReleasedModel {
  const { shape, notes, all, active } = readOwnShape(text);
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

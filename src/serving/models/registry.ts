import { deepseek } from "./deepseek.ts";
import { gemma } from "./gemma.ts";
import { glm } from "./glm.ts";
import { llama } from "./llama.ts";
import { minimax } from "./minimax.ts";
import { mistral } from "./mistral.ts";
import type { ReleasedModel } from "./model.ts";
import { moonshot } from "./moonshot.ts";
import { nemotron } from "./nemotron.ts";
import { opt } from "./opt.ts";
import { others } from "./others.ts";
import { pythia } from "./pythia.ts";
import { qwen } from "./qwen.ts";

/** Every released model that the app knows. */
export const releasedModels: readonly ReleasedModel[] = [
  ...llama,
  ...qwen,
  ...gemma,
  ...mistral,
  ...deepseek,
  ...moonshot,
  ...glm,
  ...minimax,
  ...nemotron,
  ...others,
  ...opt,
  ...pythia,
];

const byId = new Map(releasedModels.map((model) => [model.id, model]));

/** The model of that id, if there is one. */
export function releasedModel(id: string): ReleasedModel | undefined {
  return byId.get(id);
}

const shapeOf = ({ layers, hidden, intermediate, experts }: ReleasedModel) =>
  `${layers} ${hidden} ${intermediate} ${experts?.count ?? 0}`;

/** Released models that may draft for a target: the same tokenizer and fewer parameters; the smallest
 *  first. Of several of one shape the one of the target's own family is offered, or of the first family its
 *  latest. Empty where the tokenizer has none. */
export function draftsFor(target: ReleasedModel): readonly ReleasedModel[] {
  const byShape = new Map<string, ReleasedModel>();
  const own = shapeOf(target);
  for (const model of releasedModels) {
    const shape = shapeOf(model);
    const fits =
      model.tokenizer === target.tokenizer &&
      model.active < target.active &&
      model.parameters < target.parameters &&
      shape !== own;
    if (!fits) continue;
    const known = byShape.get(shape);
    const family = known?.family;
    if (family === undefined || [family, target.family].includes(model.family))
      if (family !== target.family || model.family === family) byShape.set(shape, model);
  }
  return [...byShape.values()].sort((a, b) => a.active - b.active);
}

/** Whether both embeddings have as many rows. Where they have not, the tokenizer is still the same,
 *  but vLLM asks for `use_heterogeneous_vocab`, and llama.cpp bears a difference of up to 128. */
export function sameVocabulary(target: ReleasedModel, draft: ReleasedModel): boolean {
  return target.vocab === draft.vocab;
}

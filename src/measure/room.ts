import type { Model } from "../lm/model.ts";
import { LabError } from "./failure.ts";
import type { Task } from "./pair.ts";

/** The fewest tokens that a run must be able to write after each prompt: fewer time nothing. */
export const fewestWritten = 16;

/** Throws LabError "prompt-too-long", with the counts, for a prompt that leaves less room than
 *  `fewestWritten` tokens, or the task's length where that is less, in what the models were made for. A
 *  longer text than fits is no error: it ends where the context does. */
export function checkRoom(
  { prompts, length }: Pick<Task, "prompts" | "length">,
  models: readonly Pick<Model, "config">[],
): void {
  const context = Math.min(...models.map(({ config }) => config.context));
  const fits = context - Math.min(length, fewestWritten);
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
  if (longest <= fits) return;
  throw new LabError(
    "prompt-too-long",
    fits < 1
      ? `The models read ${context} tokens at a time, too few for a text that can be timed. Choose others.`
      : `The beginning takes ${longest} tokens; ${fits} fit, since the models read ${context} at a time and the text has to have room. Shorten it by ${longest - fits} ${longest - fits === 1 ? "token" : "tokens"} or more: rare characters take several each.`,
  );
}

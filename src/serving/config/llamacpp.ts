import type { Configuration, Deployment } from "./config.ts";
import { command } from "./shell.ts";

export const llamacppCheckedAt = "ggml-org/llama.cpp, --help after --draft-max was removed";

/** Drafts of at most gamma tokens, none cut short by its own doubt, so that gamma means what it means here. */
export function llamacppConfiguration(deployment: Deployment): Configuration {
  const { target, draft, gamma, sameVocabulary } = deployment;
  return {
    engine: "llamacpp",
    checkedAt: llamacppCheckedAt,
    command: command([
      ["llama-server"],
      ["--model", gguf(target)],
      ["--gpu-layers", "99"],
      ["--spec-type", "draft-simple"],
      ["--spec-draft-model", gguf(draft)],
      ["--spec-draft-ngl", "99"],
      ["--spec-draft-n-max", String(gamma)],
      ["--spec-draft-n-min", "0"],
      ["--spec-draft-p-min", "0"],
    ]),
    notes: ["gguf", ...(sameVocabulary ? [] : (["vocabulary-borne"] as const)), "p-min", "renamed"],
  };
}

/** The file that a repository is usually converted to; a path stays as it is. */
function gguf(model: string): string {
  return model.endsWith(".gguf") ? model : `${model.split("/").at(-1) ?? model}.gguf`;
}

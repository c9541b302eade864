import type { Dtype } from "../../sdsl/hardware.ts";
import type { Configuration, Deployment } from "./config.ts";
import { kindOf } from "./devices.ts";
import { configured, when } from "./parts.ts";
import { command } from "./shell.ts";

/** What a file of these weights is called: of 8 bits llama.cpp has no float, of 4 this is the usual one. */
const files: Readonly<Record<Dtype, string>> = {
  fp32: "F32",
  bf16: "BF16",
  fp8: "Q8_0",
  int4: "Q4_K_M",
};

/** Drafts of at most gamma tokens, none cut short by its own doubt, so that gamma means what it means here. */
export function llamacppConfiguration(deployment: Deployment): Configuration {
  const { sameVocabulary, devices, dtype, draftDtype } = deployment;
  return configured("llamacpp", deployment, () => llamacppCommand(deployment), [
    "gguf",
    ...when([dtype, draftDtype].includes("fp8"), "gguf-eight" as const),
    ...when(!sameVocabulary, "vocabulary-borne" as const),
    ...when(devices > 1, "layers-split" as const),
    "p-min",
    "renamed",
  ]);
}

/** The command, told to accept as is forced on it where shares by position are given. */
export function llamacppCommand(deployment: Deployment, forced?: readonly number[]): string {
  const { target, draft, gamma, context, batch, devices, device, greedy } = deployment;
  const layers = kindOf(device) === "cpu" ? "0" : "99";
  return command([
    ["llama-server"],
    ["--model", gguf(target.repository, deployment.dtype)],
    ["--gpu-layers", layers],
    // its context is of all slots together
    ["--ctx-size", String(context * batch)],
    ["--parallel", String(batch)],
    ...when(devices > 1, ["--split-mode", "layer"]),
    ["--spec-type", "draft-simple"],
    ["--spec-draft-model", gguf(draft.repository, deployment.draftDtype)],
    ["--spec-draft-ngl", layers],
    ["--spec-draft-n-max", String(gamma)],
    ["--spec-draft-n-min", "0"],
    ["--spec-draft-p-min", "0"],
    ...when(!greedy, ["--spec-draft-sampling", "probabilistic"]),
    ...when(forced !== undefined, ["--spec-synth-rates", (forced ?? []).join(",")]),
  ]);
}

/** The file that a repository is usually converted to; a path stays as it is. */
function gguf(model: string, dtype: Dtype): string {
  if (model.endsWith(".gguf")) return model;
  return `${model.split("/").at(-1) ?? model}-${files[dtype]}.gguf`;
}

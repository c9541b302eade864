import type { Dtype } from "../../sdsl/hardware.ts";
import type { Configuration, Deployed, Deployment } from "./config.ts";
import { sixteenBits } from "./devices.ts";
import { configured, when } from "./parts.ts";
import { otherwisePublished, publishedAs } from "./published.ts";
import { command } from "./shell.ts";

const quantised: Readonly<Partial<Record<Dtype, string>>> = { fp8: "fp8", int4: "bitsandbytes" };

/** How weights are quantised as they are loaded; undefined where the checkpoint says it itself. */
const loadedAs = (model: Deployed, dtype: Dtype): string | undefined =>
  publishedAs(model) === undefined ? quantised[dtype] : undefined;

/** A draft model on as many devices as its target: vLLM takes no other number. */
export function vllmConfiguration(deployment: Deployment): Configuration {
  const { sameVocabulary, greedy, dtype, draftDtype } = deployment;
  return configured("vllm", deployment, () => vllmCommand(deployment), [
    ...when(!sameVocabulary, "heterogeneous-greedy-only" as const),
    ...when(sameVocabulary && !greedy, "draft-samples" as const),
    ...when(
      loadedAs(deployment.target, dtype) === "bitsandbytes" ||
        loadedAs(deployment.draft, draftDtype) === "bitsandbytes",
      "four-bits-on-load" as const,
    ),
    ...when(otherwisePublished(deployment), "as-published" as const),
  ]);
}

/** The command, told to accept as is forced on it where shares by position are given. */
export function vllmCommand(deployment: Deployment, forced?: readonly number[]): string {
  const { target, draft, gamma, dtype, draftDtype, device, devices, greedy } = deployment;
  const draftQuantisation = loadedAs(draft, draftDtype);
  const config = {
    method: "draft_model",
    model: draft.repository,
    num_speculative_tokens: gamma,
    ...(devices > 1 ? { draft_tensor_parallel_size: devices } : {}),
    ...(draftQuantisation === undefined ? {} : { quantization: draftQuantisation }),
    ...(deployment.sameVocabulary ? {} : { use_heterogeneous_vocab: true }),
    // a pair of different vocabularies decodes greedily, and so does its draft
    ...(greedy || !deployment.sameVocabulary ? {} : { draft_sample_method: "probabilistic" }),
    ...(forced === undefined
      ? {}
      : { rejection_sample_method: "synthetic", synthetic_acceptance_rates: forced }),
  };
  const quantisation = loadedAs(target, dtype);
  return command([
    ["vllm", "serve", target.repository],
    ["--dtype", dtype === "fp32" ? "float32" : sixteenBits(device)],
    ...when(quantisation !== undefined, ["--quantization", quantisation ?? ""]),
    ["--max-model-len", String(deployment.context)],
    ["--max-num-seqs", String(deployment.batch)],
    ...when(devices > 1, ["--tensor-parallel-size", String(devices)]),
    ["--speculative-config", JSON.stringify(config)],
  ]);
}

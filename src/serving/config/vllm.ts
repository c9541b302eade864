import type { Configuration, Deployment } from "./config.ts";
import { command } from "./shell.ts";

/** Keys of `--speculative-config` that we write: vllm/config/speculative.py @002e77c. */
export interface SpeculativeConfig {
  readonly method: "draft_model";
  readonly model: string;
  readonly num_speculative_tokens: number;
  readonly use_heterogeneous_vocab?: true;
  readonly draft_sample_method?: "probabilistic";
  readonly rejection_sample_method?: "synthetic";
  readonly synthetic_acceptance_rates?: readonly number[];
}

export const vllmCheckedAt = "vllm-project/vllm @002e77c (V1 engine)";

export function speculativeConfig(deployment: Deployment): SpeculativeConfig {
  return {
    method: "draft_model",
    model: deployment.draft,
    num_speculative_tokens: deployment.gamma,
    ...(deployment.sameVocabulary ? {} : { use_heterogeneous_vocab: true }),
    // a pair of different vocabularies decodes greedily, and so does its draft
    ...(deployment.greedy || !deployment.sameVocabulary
      ? {}
      : { draft_sample_method: "probabilistic" }),
  };
}

export function vllmConfiguration(deployment: Deployment): Configuration {
  const { sameVocabulary, greedy } = deployment;
  return {
    engine: "vllm",
    checkedAt: vllmCheckedAt,
    command: serve(deployment, speculativeConfig(deployment)),
    notes: [
      ...(sameVocabulary ? [] : (["heterogeneous-greedy-only"] as const)),
      ...(sameVocabulary && !greedy ? (["draft-samples"] as const) : []),
    ],
  };
}

/**
 * The same server told to accept as we predict: its rejection sampler then ignores the tokens, so what
 * is measured is the cost of the iteration alone. `rates` is the acceptance of each drafted token given
 * that all before it were accepted; vLLM wants the chance that all up to it were, never rising.
 */
export function vllmSynthetic(deployment: Deployment, rates: readonly number[]): string {
  let reached = 1;
  const unconditional = Array.from({ length: deployment.gamma }, (_, i) => {
    reached *= rates[i] ?? rates.at(-1) ?? 0;
    return Number(reached.toFixed(4));
  });
  return serve(deployment, {
    ...speculativeConfig(deployment),
    rejection_sample_method: "synthetic",
    synthetic_acceptance_rates: unconditional,
  });
}

function serve({ target, tensorParallel }: Deployment, config: SpeculativeConfig): string {
  return command([
    ["vllm", "serve", target],
    ...(tensorParallel > 1 ? [["--tensor-parallel-size", String(tensorParallel)]] : []),
    ["--speculative-config", JSON.stringify(config)],
  ]);
}

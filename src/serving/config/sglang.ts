import type { Configuration, Deployment } from "./config.ts";
import { command } from "./shell.ts";

export const sglangCheckedAt =
  "sgl-project/sglang docs/advanced_features/speculative_decoding.md @067ad4d";

/** With a top-k of 1 the draft is a chain: as many steps as tokens, and one more token to verify. */
export function sglangConfiguration(deployment: Deployment): Configuration {
  const { target, draft, gamma, tensorParallel, sameVocabulary } = deployment;
  return {
    engine: "sglang",
    checkedAt: sglangCheckedAt,
    command: command([
      ["python3", "-m", "sglang.launch_server"],
      ["--model-path", target],
      ...(tensorParallel > 1 ? [["--tp-size", String(tensorParallel)]] : []),
      ["--speculative-algorithm", "STANDALONE"],
      ["--speculative-draft-model-path", draft],
      ["--speculative-num-steps", String(gamma)],
      ["--speculative-eagle-topk", "1"],
      ["--speculative-num-draft-tokens", String(gamma + 1)],
    ]),
    notes: sameVocabulary ? [] : ["vocabulary-differs"],
  };
}

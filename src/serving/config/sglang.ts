import type { Configuration, Deployment } from "./config.ts";
import { sixteenBits } from "./devices.ts";
import { configured, when } from "./parts.ts";
import { otherwisePublished, publishedAs } from "./published.ts";
import { command } from "./shell.ts";

/** With a top-k of 1 the draft is a chain: as many steps as tokens, and one more token to verify. */
export function sglangConfiguration(deployment: Deployment): Configuration {
  return configured("sglang", deployment, () => sglangCommand(deployment), [
    ...when(!deployment.sameVocabulary, "vocabulary-differs" as const),
    ...when(otherwisePublished(deployment), "as-published" as const),
  ]);
}

export function sglangCommand(deployment: Deployment): string {
  const { target, draft, gamma, devices, dtype, draftDtype, device } = deployment;
  const eight = dtype === "fp8" && publishedAs(target) === undefined;
  const draftEight = draftDtype === "fp8";
  return command([
    ["python3", "-m", "sglang.launch_server"],
    ["--model-path", target.repository],
    ["--dtype", dtype === "fp32" ? "float32" : sixteenBits(device)],
    ...when(eight, ["--quantization", "fp8"]),
    ["--context-length", String(deployment.context)],
    ["--max-running-requests", String(deployment.batch)],
    ...when(devices > 1, ["--tp-size", String(devices)]),
    ["--speculative-algorithm", "STANDALONE"],
    ["--speculative-draft-model-path", draft.repository],
    // the draft takes the target's quantisation unless it is told another
    ...when(publishedAs(draft) === undefined && (eight || draftEight), [
      "--speculative-draft-model-quantization",
      draftEight ? "fp8" : "unquant",
    ]),
    ["--speculative-num-steps", String(gamma)],
    ["--speculative-eagle-topk", "1"],
    ["--speculative-num-draft-tokens", String(gamma + 1)],
  ]);
}

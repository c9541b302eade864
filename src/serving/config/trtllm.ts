import type { Configuration, Deployment } from "./config.ts";
import { configured, when } from "./parts.ts";
import { otherwisePublished } from "./published.ts";
import { command, quote } from "./shell.ts";

/** TensorRT-LLM takes its speculation from a file, and its draft from a folder. */
export function trtllmConfiguration(deployment: Deployment): Configuration {
  return configured("trtllm", deployment, () => trtllmCommand(deployment), [
    ...when(otherwisePublished(deployment), "as-published" as const),
  ]);
}

export function trtllmCommand(deployment: Deployment): string {
  const { target, draft, gamma, context, batch, devices } = deployment;
  return [
    `hf download ${quote(draft.repository)} --local-dir ./draft`,
    `cat > speculation.yaml <<'YAML'
disable_overlap_scheduler: true
speculative_config:
  decoding_type: DraftTarget
  max_draft_len: ${gamma}
  speculative_model_dir: ./draft
kv_cache_config:
  enable_block_reuse: false
YAML`,
    command([
      ["trtllm-serve", target.repository],
      ["--backend", "pytorch"],
      ["--tp_size", String(devices)],
      ["--max_batch_size", String(batch)],
      ["--max_seq_len", String(context)],
      ["--extra_llm_api_options", "speculation.yaml"],
    ]),
  ].join("\n");
}

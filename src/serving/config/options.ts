import type { Engine } from "../measurements/measurement.ts";

/** What the value of an option may be. */
export type OptionType =
  | "text"
  | "count"
  /** Whole, at least 0. */
  | "whole"
  | "share"
  /** Shares of drafts accepted up to each position, never rising, as `0.8,0.6`. */
  | "shares"
  | "json"
  | readonly string[];

export interface EngineOptions {
  /** Where and when the options were read. */
  readonly checkedAt: string;
  readonly options: Readonly<Record<string, OptionType>>;
  /** Of `--speculative-config`, or of the YAML that stands in its place. */
  readonly speculative: Readonly<Record<string, OptionType>>;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, OptionType>>;
}

/** The options that our commands use, each as its engine takes it. */
export const engineOptions: Readonly<Record<Engine, EngineOptions>> = {
  vllm: {
    checkedAt: "vllm-project/vllm @002e77c (vllm/config/speculative.py, V1 engine)",
    options: {
      "--dtype": ["bfloat16", "half", "float32"],
      "--quantization": ["fp8", "bitsandbytes"],
      "--max-model-len": "count",
      "--max-num-seqs": "count",
      "--tensor-parallel-size": ["2", "4", "8"],
      "--speculative-config": "json",
    },
    speculative: {
      method: ["draft_model"],
      model: "text",
      num_speculative_tokens: "count",
      draft_tensor_parallel_size: "count",
      quantization: ["fp8", "bitsandbytes"],
      use_heterogeneous_vocab: ["true"],
      draft_sample_method: ["probabilistic"],
      rejection_sample_method: ["synthetic"],
      synthetic_acceptance_rates: "shares",
    },
    environment: {},
  },
  sglang: {
    checkedAt: "sgl-project/sglang @067ad4d (docs/advanced_features, server_args.py)",
    options: {
      "--model-path": "text",
      "--dtype": ["bfloat16", "half", "float32"],
      "--quantization": ["fp8"],
      "--context-length": "count",
      "--max-running-requests": "count",
      "--tp-size": ["2", "4", "8"],
      "--speculative-algorithm": ["STANDALONE"],
      "--speculative-draft-model-path": "text",
      "--speculative-draft-model-quantization": ["fp8", "unquant"],
      "--speculative-num-steps": "count",
      "--speculative-eagle-topk": ["1"],
      "--speculative-num-draft-tokens": "count",
    },
    speculative: {},
    environment: {
      SGLANG_SIMULATE_ACC_LEN: "share",
      SGLANG_SIMULATE_ACC_METHOD: ["match-expected"],
      SGLANG_SIMULATE_ACC_TOKEN_MODE: ["real-draft-token"],
    },
  },
  llamacpp: {
    checkedAt: "ggml-org/llama.cpp b11413 (tools/server/README.md @00dc805)",
    options: {
      "--model": "text",
      "--gpu-layers": "whole",
      "--ctx-size": "count",
      "--parallel": "count",
      "--split-mode": ["layer"],
      "--spec-type": ["draft-simple"],
      "--spec-draft-model": "text",
      "--spec-draft-ngl": "whole",
      "--spec-draft-n-max": "count",
      "--spec-draft-n-min": "whole",
      "--spec-draft-p-min": "share",
      "--spec-draft-sampling": ["probabilistic"],
      "--spec-synth-rates": "shares",
    },
    speculative: {},
    environment: {},
  },
  trtllm: {
    checkedAt: "NVIDIA/TensorRT-LLM 1.3.0rc12 (PyTorch backend)",
    options: {
      "--backend": ["pytorch"],
      "--tp_size": ["1", "2", "4", "8"],
      "--max_batch_size": "count",
      "--max_seq_len": "count",
      "--extra_llm_api_options": "text",
    },
    speculative: {
      decoding_type: ["DraftTarget"],
      max_draft_len: "count",
      speculative_model_dir: "text",
    },
    environment: { TLLM_SPEC_DECODE_FORCE_NUM_ACCEPTED_TOKENS: "count" },
  },
};

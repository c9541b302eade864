import type { CurvePoint } from "../../sdsl/serving/verification-curve.ts";

export const engines = ["vllm", "sglang", "llamacpp", "trtllm"] as const;
export type Engine = (typeof engines)[number];

/** What can be pasted, one name a format. */
export type Format =
  | "vllm-log"
  | "vllm-v0-log"
  | "vllm-metrics"
  | "vllm-summary"
  | "vllm-json"
  | "sglang-log"
  | "sglang-gauges"
  | "sglang-bench"
  | "sglang-json"
  | "llamacpp-log"
  | "llamacpp-timings"
  | "llamacpp-metrics"
  | "llamacpp-simple"
  | "mtp-bench"
  | "ik-spec-bench"
  | "lm-studio"
  | "trtllm-bench"
  | "xinfer"
  | "llama-bench"
  | "llama-bench-csv"
  | "llama-bench-json"
  | "llama-batched-bench"
  | "ik-sweep-bench"
  | "without-acceptance"
  | "points";

/** Which of the engines' own definitions a measurement was translated from. */
export type Definition =
  /** vLLM V1 counters: drafts, drafted, accepted, accepted by position (cumulative). */
  | "vllm-counters"
  /** vLLM V0 counters: accepted, drafted, emitted with the bonus token. */
  | "vllm-v0-counters"
  /** vLLM V1 log: mean acceptance length with the bonus token, per-position rates cumulative. */
  | "vllm-log"
  /** vLLM V0 log: a system efficiency and counts, emitted with the bonus token. */
  | "vllm-v0-log"
  /** SGLang: accept len with the bonus token, rate over all verified tokens. */
  | "sglang-rate-of-verified"
  /** SGLang: the same, rate over drafted tokens. */
  | "sglang-rate-of-drafted"
  /** SGLang: accept len alone; the lookahead is not in the log. */
  | "sglang-length"
  /** SGLang's counts of one answer: verifications, drafted, accepted. */
  | "sglang-counts"
  /** llama.cpp's timings: accepted without the bonus token, rounds from what was written. */
  | "llamacpp-timings"
  /** llama.cpp's own count of drafts. */
  | "llamacpp-statistics"
  /** llama.cpp's ratio of accepted to drafted with the time of the evaluation. */
  | "llamacpp-ratio"
  /** llama-speculative-simple. */
  | "llamacpp-simple"
  /** ik_llama's llama-spec-bench: rounds, accepted of drafted, cumulative positions. */
  | "ik-spec-bench"
  /** LM Studio: drafted and accepted of one answer. */
  | "lm-studio"
  /** TensorRT-LLM's acceptance rate: tokens an iteration, the bonus token counted. */
  | "trtllm-rate"
  /** xinfer: steps, proposed, accepted. */
  | "xinfer-counts";

/** What a server's own numbers say in our terms. */
export interface Measurement {
  /** The engine whose numbers they are, where it is one that commands are written for. */
  readonly engine?: Engine;
  /** What the server calls its model, where it says. */
  readonly model?: string;
  readonly definition: Definition;
  /** i.i.d. α, 0..0.9999, that gives the accepted tokens of a draft. */
  readonly alpha: number;
  /** Mean drafted tokens an iteration: whole where the engine always drafts as many. */
  readonly gamma: number;
  /** Where the lookahead is not in what was pasted: it was taken from the setting or the engine's default. */
  readonly gammaAssumed: boolean;
  /** The target's own token included. */
  readonly tokensPerIteration: number;
  /** Acceptance of each drafted token given that all before it were accepted. */
  readonly byPosition?: readonly number[];
  /** Accepted over drafted: what most engines print as their rate. Not α. */
  readonly acceptedOfDrafted: number;
  /** Iterations it rests on, where they are counted. */
  readonly rounds?: number;
  readonly iterationSeconds?: number;
  /** Sequences that ran at once, where the log says. */
  readonly batch?: number;
}

/** Times of the target's pass (and of a draft's) as llama-bench prints them. */
export interface BenchMeasurement {
  readonly model: string;
  /** Of that model, where the table says. */
  readonly parameters?: number;
  /** T(k), k ascending. */
  readonly verification: readonly CurvePoint[];
  /** One step of the smaller model in the same table, with its name. */
  readonly draft?: { readonly model: string; readonly seconds: number };
}

/** A point of the acceptance plane, or of acceptance over draft size. */
export type AcceptancePoint =
  | { readonly kind: "size"; readonly N: number; readonly alpha: number }
  | { readonly kind: "perplexity"; readonly x: number; readonly y: number; readonly alpha: number };

export type Problem =
  | "unknown"
  | "too-many"
  | "cut"
  | "cut-line"
  | "missing"
  | "no-acceptance"
  | "not-a-draft-model"
  | "bad-json"
  | "alpha-outside"
  | "size-outside"
  | "columns"
  | "no-rounds"
  | "no-drafts"
  | "no-short-prompts"
  | "mixed-test"
  | "bad-rate"
  | "positions"
  | "falling"
  | "several-formats"
  | "several-drafters"
  | "several-models"
  | "several-settings"
  | "several-lookaheads"
  | "several-rates"
  | "several-runs"
  | "disagree"
  | "tree";

/** A line that was not used, counted from 1; 0 for the text as a whole. */
export interface Rejected {
  readonly line: number;
  readonly text: string;
  readonly problem: Problem;
}

export interface Parsed {
  /** What the text was taken for; null where no reader knows it, or several do. */
  readonly format: Format | null;
  readonly measurement: Measurement | null;
  readonly bench: BenchMeasurement | null;
  readonly points: readonly AcceptancePoint[];
  /** Lines that something was read from. */
  readonly used: number;
  /** Lines that belong to the format but say nothing of speculation: comments, other metrics. */
  readonly skipped: number;
  readonly rejected: readonly Rejected[];
  /** Rejected lines beyond those listed. */
  readonly rejectedMore: number;
}

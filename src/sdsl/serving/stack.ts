import type { Dtype } from "../hardware.ts";

/**
 * What a serving stack makes of a device: a pass takes
 * bytes / (mbu · bandwidth) + layers · layerUs + passUs + batch · sequenceUs,
 * where a graph is replayed (`sum`), or the longer of memory and host where the host launches ahead
 * (`max`). Fitted to plain decoding; nothing in here has seen a speedup.
 */
export interface StackCost {
  readonly combine: "sum" | "max";
  /** Share of the memory's bandwidth that is reached, by the width of a weight. */
  readonly mbu: { readonly wide: number; readonly eight: number; readonly four: number };
  /** Share of the arithmetic peak: an assumption, plain decoding doesn't show it. */
  readonly mfu: number;
  /** µs for each layer, each pass, and each sequence of the batch in a pass of the target. */
  readonly layerUs: number;
  readonly passUs: number;
  readonly sequenceUs: number;
  /** Each token of a pass beyond the first costs `slope` passes more, up to so many tokens: kernels for
   *  few rows read the weights again. */
  readonly rows: { readonly slope: number; readonly until: number };
}

export const stackNames = [
  "vllm",
  "sglang",
  "llamacpp",
  "vulkan",
  "cpu",
  "exllamav2",
  "mlx",
  "compiled",
  "eager",
  "datasheet",
] as const;
/** Engine and how it launches: `vllm` and `sglang` with CUDA graphs, `llamacpp` on CUDA or Metal,
 *  `compiled` and `eager` PyTorch, `datasheet` without any stack. */
export type StackName = (typeof stackNames)[number];

/** A stack on a kind of device, and how far it is to be trusted. */
export interface Stack extends StackCost {
  readonly name: Exclude<StackName, "datasheet">;
  /** What was fitted, for people. */
  readonly on: string;
  /** Standard deviation of ln(measured / modelled) of a pass: 1.25 times the mean error on what was left
   *  out of the fit, a source where there are two, a model otherwise. */
  readonly spread: number;
  readonly fitted: {
    readonly rows: number;
    readonly sources: readonly string[];
    /** Mean error left out, and of the datasheet on the same rows. */
    readonly leftOut: number | undefined;
    readonly datasheet: number;
  };
  /** What to know before it is believed. */
  readonly warning?: string;
}

/** Share of the bandwidth for weights stored so. */
export function bandwidthShare({ mbu }: StackCost, dtype: Dtype): number {
  if (dtype === "fp8") return mbu.eight;
  return dtype === "int4" ? mbu.four : mbu.wide;
}

/** Seconds that host and framework take in a pass of so many layers over a batch. */
export function hostSeconds(
  { layerUs, passUs, sequenceUs }: StackCost,
  layers: number,
  batch: number,
): number {
  return (layers * layerUs + passUs + batch * sequenceUs) * 1e-6;
}

/** What `tokens` rows in one pass cost by their kernels alone, in passes of one. */
export function rowFactor({ rows: { slope, until } }: StackCost, tokens: number): number {
  return 1 + slope * Math.max(0, Math.min(tokens, until) - 1);
}

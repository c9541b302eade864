import { hardwareSources } from "../devices/sources.ts";
import type { Dtype, Hardware } from "../hardware.ts";
import { hardwarePresets } from "../hardware.ts";
import type { Stack } from "../serving/stack.ts";
import { stacks } from "../serving/stacks.ts";
import { type PairShapes, shapes } from "./shapes.ts";

/** A device that rows were measured on, where its datasheet is known. */
export interface KnownDevice {
  readonly label: string;
  /** Datasheet figures for each weight format that rows use; µs is the preset's assumption. */
  readonly hardware: (dtype: Dtype) => Hardware;
  readonly source: string;
}

const preset = (name: keyof typeof hardwarePresets): KnownDevice => {
  const { label, GBps, TFLOPs, us } = hardwarePresets[name];
  return {
    label,
    source: hardwareSources[name],
    hardware: (dtype) => ({ GBps, TFLOPs: TFLOPs[dtype], us }),
  };
};

const fixed = (label: string, hardware: Hardware, source: string): KnownDevice => ({
  label,
  source,
  hardware: () => hardware,
});

const devices = {
  h100: preset("h100"),
  tpuV4: fixed(
    "TPU v4",
    { GBps: 1200, TFLOPs: 275, us: 20 },
    "Jouppi et al. 2023, arXiv 2304.01433: 275 TFLOP/s in bf16, 1,200 GB/s",
  ),
  rtx3060: fixed(
    "RTX 3060 12 GB",
    { GBps: 360, TFLOPs: 25.5, us: 20 },
    "NVIDIA, RTX 3060 specification: 360 GB/s, 28 multiprocessors at 1.78 GHz; peak by the GA102 whitepaper's rate of 256 multiply-adds a clock at 16 bits with float32 accumulation",
  ),
  m4pro: fixed(
    "M4 Pro (20-core GPU)",
    { GBps: 273, TFLOPs: 8.1, us: 100 },
    "Apple, 2024: 273 GB/s; peak from 20 cores × 128 lanes × 2 × 1.58 GHz",
  ),
} as const satisfies Record<string, KnownDevice>;

/** What a row's prediction rests on beside what the source says. */
export interface Assumption {
  /** undefined where the source does not name the device, so that no roofline can be drawn. */
  readonly device?: KnownDevice;
  /** Weights, by the name of the file or the usual choice. */
  readonly dtype: Dtype;
  readonly draftDtype?: Dtype;
  /** Tokens drafted an iteration by the source's counts, where its γ is only the most. */
  readonly drafted?: { readonly value: number; readonly from: string };
  /** The serving stack, by what was fitted to plain decoding on its like. */
  readonly stack?: Stack;
  /** The pair as it is; shapes typical of the sizes where that isn't known. */
  readonly pair?: PairShapes;
  /** Who measured: rows of one author are no evidence for one another. */
  readonly author?: string;
  /** A few letters for a chart. */
  readonly short?: string;
  /** Why a large error is what it is, found after the prediction and not fed back into it. */
  readonly reason?: string;
}

/** Tokens in the KV cache wherever a source doesn't say: one rule for all rows. */
export const assumedContext = 512;

const leviathan: Assumption = { device: devices.tpuV4, dtype: "bf16" };
const encoder =
  "T5 is an encoder and a decoder: only the decoder runs for each token, so its own sizes and not N/M set the ratio; the source's c of 0.02 to 0.11 is three times N/M for the small draft and half as much again for the large. What is left is in the source's own column too.";
const host =
  "The tokens are there (2.6 to 3.3 an iteration), the time is not. Draft steps cost far more than their bytes: small kernels wait for the host, and each iteration is scheduled, sampled and copied besides. The model with the host's time in every pass explains part of it; the rest is a fixed cost of each iteration that no datasheet shows.";

const qwen: PairShapes = { target: shapes.qwen25_7b, draft: shapes.qwen25_half };
const onH100: Assumption = {
  device: devices.h100,
  dtype: "bf16",
  reason: host,
  pair: qwen,
  author: "shreyansh",
};
const vllm: Assumption = { ...onH100, stack: stacks.vllmHopper };

/** By the row's id, or the longest beginning of it that is listed. */
const assumptions: Readonly<Record<string, Assumption>> = {
  "lev-": { ...leviathan, reason: encoder },
  "llamacpp-5877-rtx3060": {
    short: "RTX 3060",
    device: devices.rtx3060,
    dtype: "fp8",
    stack: stacks.llamacppCuda,
    pair: { target: shapes.llama31_8b, draft: shapes.llama32_1b },
    author: "llamacpp-5877",
    drafted: { value: 730 / 147, from: "730 drafted in 673 − 526 = 147 iterations" },
    reason:
      "The target's own pass takes 30.8 ms where its bytes take 22: the device is not reached. With that time in every pass most of the error is gone. One prompt, and the two runs were sampled apart.",
  },
  "llamacpp-10455-m4pro": {
    short: "M4 Pro",
    device: devices.m4pro,
    dtype: "int4",
    stack: stacks.llamacppMetal,
    pair: { target: shapes.qwen25_32b, draft: shapes.qwen25_3b },
    author: "llamacpp-10455",
    drafted: { value: 912 / 58, from: "912 drafted in 371 − 313 = 58 iterations" },
    reason:
      "Verifying 17 tokens on a Mac is bound by arithmetic, about 135 ms where one token's bytes take 60: the roofline alone sees that. The closed form takes it for one pass.",
  },
  "llamacpp-2926-cpu-70b-7b": {
    short: "CPU",
    dtype: "bf16",
    draftDtype: "fp8",
    drafted: { value: 132 / 82, from: "132 drafted in 129 − 47 = 82 iterations" },
    reason:
      "A first proof of concept on an unnamed CPU. The draft stops early: of the eight tokens allowed it drafts 1.6. What is left the source does not explain; on a CPU each token verified is likely to cost arithmetic.",
  },
  "shreyansh-qwen25-7b-0.5b-serial": { ...vllm, short: "vLLM" },
  "shreyansh-qwen25-7b-0.5b-batched16": { ...vllm, short: "vLLM, batch 16" },
  "shreyansh-qwen25-7b-0.5b-batched16-k3": { ...vllm, short: "vLLM, batch 16, γ = 3" },
  "shreyansh-qwen25-7b-0.5b-pytorch": { ...onH100, stack: stacks.eagerHopper, short: "PyTorch" },
  "sglang-10090-70b-1b": { dtype: "bf16" },
  "chen-": { dtype: "bf16" },
  "t4-llama32": { dtype: "bf16" },
};

/** What is assumed of a row. */
export function assumptionFor(id: string): Assumption {
  const key = Object.keys(assumptions)
    .filter((beginning) => id.startsWith(beginning))
    .sort((one, other) => other.length - one.length)[0];
  return (key === undefined ? undefined : assumptions[key]) ?? { dtype: "bf16" };
}

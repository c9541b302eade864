import {
  type Dtype,
  dtypes,
  type Hardware,
  kvBytes,
  requireHardware,
  weightBytes,
} from "./hardware.ts";
import { requireOneOf, requireRange } from "./range.ts";

/** How a pass is run: batch (sequences, 1..4096), context (tokens in the KV cache, 0..1e7). */
export interface Load {
  readonly batch: number;
  readonly context: number;
  readonly dtype: Dtype;
}

export const loadLimits = { batch: [1, 4096], context: [0, 1e7] } as const;

/** The largest model of the roofline, in parameters; the smallest has one. */
const maxSize = 1e15;

/** No pass takes more tokens a sequence. */
const maxTokens = 1e9 + 1;

/** Layers and width of a dense transformer. */
export interface Shape {
  readonly layers: number;
  readonly hidden: number;
}

/** The shape typical of so many parameters (1..1e15): 12 · layers · hidden² of them, and
 *  hidden = 100 · layers. LLaMA-2 70B: 84 layers of 8,355 (in truth 80 of 8,192); 7B: 39 of 3,878
 *  (32 of 4,096). Real, not whole: only products of the two are taken from it. */
export function typicalShape(parameters: number): Shape {
  requireRange("parameters", parameters, 1, maxSize);
  const layers = Math.cbrt(parameters / 12e4);
  return { layers, hidden: 100 * layers };
}

/** Share of the width that keys and values keep under grouped-query attention (LLaMA-3 70B: 1/8). */
const kvShare = 1 / 8;

/** A pass over k tokens a sequence moves bytesFixed + k · bytesPerToken and computes
 *  k · flopsPerToken. */
export interface PassWork {
  readonly bytesFixed: number;
  readonly bytesPerToken: number;
  readonly flopsPerToken: number;
}

/** The load itself where it lies in `loadLimits` and its dtype is known; RangeError otherwise. */
export function requireLoad(load: Load): Load {
  requireRange("batch", load.batch, loadLimits.batch[0], loadLimits.batch[1]);
  requireRange("context", load.context, loadLimits.context[0], loadLimits.context[1]);
  requireOneOf("dtype", load.dtype, dtypes);
  return load;
}

/**
 * Work of one forward pass of a model (1..1e15 parameters). Bytes: the weights once, and for each
 * sequence the KV cache read (context) and written (k). FLOPs: 2 a parameter and token, and
 * 4 · context · hidden · layers a token for attention (query·key and weights·value).
 *
 * Worked case: 7e9 parameters, bf16, batch 1, context 0: 14 GB and 14 GFLOP a token.
 * At context 4096: hidden · layers = 1.504e5, so 4096 · 2 · 1.504e5 / 8 · 2 bytes = 308 MB of KV
 * cache more, and 4 · 4096 · 1.504e5 = 2.46 GFLOP a token more.
 */
export function passWork(parameters: number, load: Load): PassWork {
  requireLoad(load);
  const { layers, hidden } = typicalShape(parameters);
  const kvPerToken = 2 * layers * hidden * kvShare * kvBytes[load.dtype];
  return {
    bytesFixed: parameters * weightBytes[load.dtype] + load.batch * load.context * kvPerToken,
    bytesPerToken: load.batch * kvPerToken,
    flopsPerToken: load.batch * (2 * parameters + 4 * load.context * hidden * layers),
  };
}

/** Seconds that memory and arithmetic take, each on its own, launch included:
 *  fixed + k · perToken. A pass takes the longer of the two. */
export function passLines(work: PassWork, hardware: Hardware) {
  requireHardware(hardware);
  const bandwidth = hardware.GBps * 1e9;
  const launch = hardware.us * 1e-6;
  return {
    memory: {
      fixed: work.bytesFixed / bandwidth + launch,
      perToken: work.bytesPerToken / bandwidth,
    },
    arithmetic: { fixed: launch, perToken: work.flopsPerToken / (hardware.TFLOPs * 1e12) },
  };
}

/**
 * Seconds of a pass over k tokens a sequence (0..1e9 + 1):
 * max(bytes / bandwidth, FLOPs / peak) + launch.
 *
 * Worked case: 7e9 parameters in bf16, batch 1, context 0, on 2,000 GB/s, 300 TFLOP/s and 20 µs:
 * one token takes 14 GB / 2,000 GB/s + 20 µs = 7.02 ms, bound by memory; 300 tokens take
 * 300 · 14 GFLOP / 300 TFLOP/s + 20 µs = 14.02 ms, bound by arithmetic.
 */
export function passSeconds(work: PassWork, hardware: Hardware, k: number): number {
  requireRange("k", k, 0, maxTokens);
  const { memory, arithmetic } = passLines(work, hardware);
  return Math.max(memory.fixed + k * memory.perToken, arithmetic.fixed + k * arithmetic.perToken);
}

/** The k at which arithmetic overtakes memory: verification is all but free below it. Infinity
 *  where memory stays behind for any k. In the worked case of `passSeconds`: 7 ms / 46.7 µs = 150,
 *  a little more for the KV cache written. */
export function ridgeTokens(work: PassWork, hardware: Hardware): number {
  const { memory, arithmetic } = passLines(work, hardware);
  const closing = arithmetic.perToken - memory.perToken;
  if (closing <= 0) return Number.POSITIVE_INFINITY;
  return (memory.fixed - arithmetic.fixed) / closing;
}

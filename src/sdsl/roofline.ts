import {
  type Architecture,
  expertShare,
  requireArchitecture,
  typicalArchitecture,
} from "./architecture.ts";
import { attended, cacheHeld, cacheRead, cacheWritten } from "./cache.ts";
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
  /** How weights are stored. */
  readonly dtype: Dtype;
  /** How the KV cache is stored; `kvBytes` of the weights' dtype where it isn't said. */
  readonly kvDtype?: Dtype | undefined;
}

export const loadLimits = { batch: [1, 4096], context: [0, 1e7] } as const;

/** No pass takes more tokens a sequence. */
const maxTokens = 1e9 + 1;

/** A pass of a dense model over k tokens a sequence moves bytesFixed + k · bytesPerToken and
 *  computes k · flopsPerToken. */
export interface DenseWork {
  readonly bytesFixed: number;
  readonly bytesPerToken: number;
  readonly flopsPerToken: number;
}

/** The same with experts, whose weights (bytes, all of them) are read as far as tokens reach them. */
export interface PassWork extends DenseWork {
  readonly experts?: { readonly bytes: number; readonly share: (k: number) => number };
}

/** The load itself where it lies in `loadLimits` and its dtypes are known; RangeError otherwise. */
export function requireLoad(load: Load): Load {
  requireRange("batch", load.batch, loadLimits.batch[0], loadLimits.batch[1]);
  requireRange("context", load.context, loadLimits.context[0], loadLimits.context[1]);
  requireOneOf("dtype", load.dtype, dtypes);
  if (load.kvDtype !== undefined) requireOneOf("kvDtype", load.kvDtype, dtypes);
  return load;
}

/** Bytes of one number of the cache. */
function numberBytes({ dtype, kvDtype }: Load): number {
  return kvDtype === undefined ? kvBytes[dtype] : weightBytes[kvDtype];
}

/** Bytes that one more token adds to the cache of all layers: 2 · layers · KV heads · head size
 *  numbers where every layer keeps keys and values. LLaMA-3 70B in 16 bits: 2 · 80 · 8 · 128 · 2 =
 *  328 kB. */
export function kvBytesPerToken(architecture: Architecture, load: Load): number {
  return cacheWritten(architecture) * numberBytes(load);
}

/** Bytes of cache that a sequence of `context` tokens keeps: windows, compression and state counted. */
export function cacheBytes(architecture: Architecture, load: Load): number {
  return cacheHeld(architecture, load.context) * numberBytes(load);
}

/**
 * Work of one forward pass. Bytes: the weights once (of experts, those that the batch · k tokens
 * reach), and for each sequence the KV cache read (context) and written (k). FLOPs: 2 an active
 * parameter and token, and 4 · context · heads · head size · layers a token for attention
 * (query·key and weights·value). Activations are not counted.
 *
 * Worked case: the typical 7e9, bf16, batch 1, context 0: 14 GB and 14 GFLOP a token.
 * At context 4096: hidden · layers = 1.504e5, so 4096 · 2 · 1.504e5 / 8 · 2 bytes = 308 MB of KV
 * cache more, and 4 · 4096 · 1.504e5 = 2.46 GFLOP a token more.
 */
export function passWork(architecture: Architecture, load: Load): PassWork {
  const { experts } = requireArchitecture(architecture);
  const work = denseWork(architecture, load);
  if (experts === undefined) return work;
  const bytes = experts.parameters * weightBytes[load.dtype];
  return {
    ...work,
    bytesFixed: work.bytesFixed - bytes,
    experts: { bytes, share: (k) => expertShare(experts, load.batch * k) },
  };
}

/** `passWork` of the shape typical of so many parameters (1..1e15). */
export function typicalWork(parameters: number, load: Load): DenseWork {
  return denseWork(typicalArchitecture(parameters), load);
}

/** With all weights read in every pass. */
function denseWork(architecture: Architecture, load: Load): DenseWork {
  const { batch, context, dtype } = requireLoad(load);
  const { parameters, active, heads, headDim } = architecture;
  const kvPerToken = kvBytesPerToken(architecture, load);
  const read = cacheRead(architecture, context) * numberBytes(load);
  return {
    bytesFixed: parameters * weightBytes[dtype] + batch * read,
    bytesPerToken: batch * kvPerToken,
    flopsPerToken: batch * (2 * active + 4 * (heads * headDim) * attended(architecture, context)),
  };
}

/** Seconds that memory and arithmetic take in a dense model, each on its own, launch included:
 *  fixed + k · perToken. A pass takes the longer of the two. */
export function passLines(work: DenseWork, hardware: Hardware) {
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

/** Seconds of a pass over k tokens a sequence, term by term. */
export interface PassTime {
  readonly memory: number;
  readonly arithmetic: number;
  readonly launch: number;
  /** max(memory, arithmetic) + launch */
  readonly seconds: number;
}

/**
 * Time of a pass over k tokens a sequence (0..1e9 + 1):
 * max(bytes / bandwidth, FLOPs / peak) + launch.
 *
 * Worked case: 7e9 parameters in bf16, batch 1, context 0, on 2,000 GB/s, 300 TFLOP/s and 20 µs:
 * one token takes 14 GB / 2,000 GB/s + 20 µs = 7.02 ms, bound by memory; 300 tokens take
 * 300 · 14 GFLOP / 300 TFLOP/s + 20 µs = 14.02 ms, bound by arithmetic.
 */
export function passTime(work: PassWork, hardware: Hardware, k: number): PassTime {
  requireRange("k", k, 0, maxTokens);
  requireHardware(hardware);
  const { bytesFixed, bytesPerToken, flopsPerToken, experts } = work;
  const reached = experts === undefined ? 0 : experts.bytes * experts.share(k);
  const memory = (bytesFixed + reached + k * bytesPerToken) / (hardware.GBps * 1e9);
  const arithmetic = (k * flopsPerToken) / (hardware.TFLOPs * 1e12);
  const launch = hardware.us * 1e-6;
  return { memory, arithmetic, launch, seconds: Math.max(memory, arithmetic) + launch };
}

/** `passTime` in one number. */
export function passSeconds(work: PassWork, hardware: Hardware, k: number): number {
  return passTime(work, hardware, k).seconds;
}

/** The k at which arithmetic overtakes memory: verification is all but free below it. Infinity
 *  where memory stays behind for any k. In the worked case of `passTime`: 7 ms / 46.7 µs = 150,
 *  a little more for the KV cache written. */
export function ridgeTokens(work: DenseWork, hardware: Hardware): number {
  const { memory, arithmetic } = passLines(work, hardware);
  const closing = arithmetic.perToken - memory.perToken;
  if (closing <= 0) return Number.POSITIVE_INFINITY;
  return (memory.fixed - arithmetic.fixed) / closing;
}

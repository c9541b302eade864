import { weightBytes } from "../hardware.ts";
import { cacheBytes, type Load, loadLimits } from "../roofline.ts";
import type { Pairing } from "./iteration.ts";

/** Share of a device's memory that weights and cache may take: engines keep the rest for activations,
 *  graphs and themselves (vLLM's gpu-memory-utilization is 0.9 by default). */
export const usableMemory = 0.9;

/** Bytes that a pairing needs, over all devices, and has. */
export interface MemoryFit {
  readonly targetWeights: number;
  readonly draftWeights: number;
  /** KV cache of target and draft for the whole batch at the full context. */
  readonly cache: number;
  readonly needed: number;
  /** All of the memory; undefined where nobody said how much a device has. */
  readonly available: number | undefined;
  /** What is needed is no more than `usableMemory` of what is there. Unknown memory fits. */
  readonly fits: boolean;
  /** The largest batch whose cache fits beside the weights by the same rule, 0..4096: 0 where not even one
   *  does. */
  readonly largestBatch: number;
}

/**
 * Memory of a pairing: weights of both and their caches against `memoryGB` · devices. A draft that
 * runs on fewer devices is still counted over all of them.
 *
 * Worked case: LLaMA-3 70B and 3.2 1B in bf16, batch 1, context 8192, on two 80 GB devices:
 * 141.2 + 2.48 GB of weights, 8192 · (327,680 + 32,768) B = 2.95 GB of cache: 146.6 of 160 GB, or of 144 that may be
 * used: it doesn't fit.
 */
export function memoryFit(pairing: Pairing): MemoryFit {
  const { target, draft, load, machine } = pairing;
  const draftLoad: Load = { ...load, dtype: pairing.draftDtype ?? load.dtype };
  const targetWeights = target.parameters * weightBytes[load.dtype];
  const draftWeights = draft.parameters * weightBytes[draftLoad.dtype];
  const sequence = cacheBytes(target, load) + cacheBytes(draft, draftLoad);
  const cache = load.batch * sequence;
  const needed = targetWeights + draftWeights + cache;
  const available =
    machine.memoryGB === undefined ? undefined : machine.memoryGB * 1e9 * machine.tensorParallel;
  const usable = usableMemory * (available ?? Number.POSITIVE_INFINITY);
  const room = usable - targetWeights - draftWeights;
  const most = room < 0 ? 0 : sequence > 0 ? Math.floor(room / sequence) : loadLimits.batch[1];
  return {
    targetWeights,
    draftWeights,
    cache,
    needed,
    available,
    fits: needed <= usable,
    largestBatch: Math.min(loadLimits.batch[1], most),
  };
}

import type { Model } from "../../scenario/scenario.ts";
import { hardwareSources } from "../../sdsl/devices/sources.ts";
import { hardwarePresets, weightBytes } from "../../sdsl/hardware.ts";
import { typicalWork } from "../../sdsl/roofline.ts";
import { costs } from "./texts.tsx";

/** Bytes that the target takes with this batch at this context: its weights, and the KV cache of a typical
 *  model of its size. */
export function memoryOf({ M, batch, ctx, dtype }: Model): {
  readonly weights: number;
  readonly cache: number;
} {
  const weights = M * weightBytes[dtype];
  // a pass over one token reads all weights and the whole cache
  const read = typicalWork(M, { batch, context: ctx, dtype }).bytesFixed;
  return { weights, cache: Math.max(0, read - weights) };
}

/** Where the device's figures come from, and how many devices the target and its cache need. */
export function memoryWords(model: Model): string {
  if (typeof model.hw !== "string") return costs.ownHint;
  const { memoryGB } = hardwarePresets[model.hw];
  const source = hardwareSources[model.hw];
  const { weights, cache } = memoryOf(model);
  const devices = Math.ceil((weights + cache) / (memoryGB * 1e9));
  return devices > 1
    ? costs.tooLarge(weights, cache, memoryGB, devices, source)
    : costs.source(source);
}

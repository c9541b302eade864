import type { LlamaConfig } from "../config.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { KernelSource } from "./gpu.ts";
import { kernelSource } from "./kernels.ts";
import type { AttentionShape } from "./shape.ts";
import { real } from "./template.ts";

/** The attention of `tile` rows over a cache of `context` positions, and how many rows a workgroup takes. */
export function attentionKernel(
  shape: AttentionShape,
  config: LlamaConfig,
  context: number,
  tile: number,
  limits: Pick<GPUSupportedLimits, "maxComputeWorkgroupStorageSize">,
): { source: KernelSource; rows: number } {
  const { headDim, keys } = dimensionsOf(config);
  const { quad, slices, rows: most } = fitting(shape, headDim, limits);
  const rows = Math.ceil(tile / Math.ceil(tile / most));
  const source = kernelSource(quad ? "attention-quad" : "attention", {
    HEADS: config.heads,
    KV_HEADS: config.kvHeads,
    ...(quad ? { D16: headDim / 16, FOUR: 4, JOINS: slices > 1 } : { D4: headDim / 4 }),
    KV4: keys / 4,
    T: rows,
    SLICES: slices,
    SCALE: real(1 / Math.sqrt(config.headDim)),
    CONTEXT: context,
  });
  return { source, rows };
}

/** The shape with no more slices and rows than the workgroup's memory has room for. Slices are part of
 *  the order of summation, so they depend on nothing but the model and the device. */
function fitting(
  shape: AttentionShape,
  headDim: number,
  limits: Pick<GPUSupportedLimits, "maxComputeWorkgroupStorageSize">,
): AttentionShape {
  const bytes = headDim * 4 + 8; // a slice of a row: its sum [headDim], top and total
  const room = limits.maxComputeWorkgroupStorageSize;
  let { slices } = shape;
  while (slices > 1 && slices * bytes > room) slices /= 2;
  if (slices === 1 && shape.quad) return { ...shape, slices };
  const rows = Math.max(1, Math.min(shape.rows, Math.floor(room / (slices * bytes))));
  return { ...shape, slices, rows };
}

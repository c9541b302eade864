import type { LlamaConfig } from "../config.ts";
import { attentionKernel } from "./attention.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { Gpu } from "./gpu.ts";
import type { AttentionShape } from "./shape.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { Tape } from "./tape.ts";
import type { Timing } from "./timing.ts";

/** Positions in the cache. */
const position = 256;
/** The most rows that are timed. */
const mostRows = 8;

/** One layer's attention over a text of `position` tokens. */
export class AttentionTrial {
  private readonly gpu: Gpu;
  private readonly watch: Stopwatch;
  private readonly config: LlamaConfig;
  private readonly tape: Tape;
  private readonly buffers: readonly GPUBuffer[];
  private readonly context: number;

  constructor(gpu: Gpu, watch: Stopwatch, config: LlamaConfig) {
    this.gpu = gpu;
    this.config = config;
    this.watch = watch;
    this.context = Math.min(config.context, position + mostRows);
    this.tape = new Tape(gpu, this.context);
    this.tape.put([], 0);
    const { queries, keys } = dimensionsOf(config);
    this.buffers = [mostRows * queries, this.context * 2 * keys, mostRows * queries].map((floats) =>
      gpu.buffer("trial attention", floats * 4),
    );
  }

  /** What the attention of `tile` rows takes. */
  async time(shape: AttentionShape, tile: number): Promise<Timing> {
    const { gpu, config, tape, context } = this;
    const { source, rows } = attentionKernel(shape, config, context, tile, gpu.limits);
    const kernel = await gpu.kernel(source);
    const group = gpu.device.createBindGroup({
      layout: kernel.layout,
      entries: this.buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const step = tape.step({ offset: context - mostRows, index: 0, row: 0 });
    return this.watch.timing((pass) => {
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, group);
      if (kernel.tapeLayout !== null) pass.setBindGroup(1, tape.group(kernel.tapeLayout), [step]);
      pass.dispatchWorkgroups(config.heads, Math.ceil(tile / rows));
    });
  }

  free(): void {
    this.tape.free();
    for (const buffer of this.buffers) this.gpu.free(buffer);
  }
}

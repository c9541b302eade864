import type { LlamaConfig } from "../config.ts";
import { type Dimensions, dimensionsOf } from "./dimensions.ts";
import type { Gpu, Kernel } from "./gpu.ts";
import { kernelSource, productConstants } from "./kernels.ts";
import type { Shape } from "./shape.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { real } from "./template.ts";
import type { Timing } from "./timing.ts";

/** Matrices that a product goes round, as the layers of a model do: one alone would stay in a cache. */
const mostCopies = 8;
/** The most rows that are timed. */
const mostRows = 8;

/** A product as wide as a model's widest within its layers, of any numbers: only its time counts. */
export class ProductTrial {
  private readonly gpu: Gpu;
  private readonly watch: Stopwatch;
  private readonly config: LlamaConfig;
  private readonly d: Dimensions;
  private readonly outputs: number;
  private readonly copies: number;
  private readonly bytes: number;
  private readonly weights: GPUBuffer;
  private readonly others: readonly GPUBuffer[];

  constructor(gpu: Gpu, watch: Stopwatch, config: LlamaConfig) {
    this.gpu = gpu;
    this.config = config;
    this.d = dimensionsOf(config);
    this.watch = watch;
    this.outputs = 2 * this.d.intermediate;
    this.bytes = Math.ceil((this.outputs * this.d.hidden * 4) / 256) * 256;
    this.copies = Math.max(1, Math.min(mostCopies, config.layers));
    this.weights = gpu.buffer("trial weights", this.copies * this.bytes);
    const rows = (width: number) => gpu.buffer("trial rows", mostRows * width * 4);
    this.others = [rows(this.d.hidden), rows(this.d.squares), rows(this.outputs)];
  }

  /** What one product of `rows` rows takes. */
  async time(shape: Shape, rows: number): Promise<Timing> {
    const kernel = await this.kernel(shape, rows);
    const groups = Array.from({ length: this.copies }, (_, i) => this.group(kernel, i));
    const width = Math.ceil(this.outputs / 4 / shape.width);
    return this.watch.timing((pass, i) => {
      pass.setPipeline(kernel.pipeline);
      pass.setBindGroup(0, groups[i % groups.length]);
      pass.dispatchWorkgroups(width);
    });
  }

  free(): void {
    for (const buffer of [this.weights, ...this.others]) this.gpu.free(buffer);
  }

  private kernel(shape: Shape, rows: number): Promise<Kernel> {
    const { hidden, squares } = this.d;
    return this.gpu.kernel(
      kernelSource("head", {
        HIDDEN: real(hidden),
        EPS: real(this.config.normEps),
        SS4: squares / 4,
        ...productConstants(shape, this.outputs, hidden, rows, true),
      }),
    );
  }

  private group({ layout }: Kernel, copy: number): GPUBindGroup {
    const bound = [
      { buffer: this.weights, offset: copy * this.bytes, size: this.bytes },
      ...this.others.map((buffer) => ({ buffer })),
    ];
    return this.gpu.device.createBindGroup({
      layout,
      entries: bound.map((resource, binding) => ({ binding, resource })),
    });
  }
}

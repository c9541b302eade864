import type { LlamaConfig } from "../../src/lm/config.ts";
import { dimensionsOf } from "../../src/lm/webgpu/dimensions.ts";
import type { Gpu } from "../../src/lm/webgpu/gpu.ts";
import { kernelSource, productConstants } from "../../src/lm/webgpu/kernels.ts";
import type { Shape } from "../../src/lm/webgpu/shape.ts";
import type { Stopwatch } from "../../src/lm/webgpu/stopwatch.ts";
import { real } from "../../src/lm/webgpu/template.ts";

const mostRows = 8;

/** All shapes that the tuner may choose from. */
function* everyShape(quads: boolean): Generator<Shape> {
  for (const [width, split] of [
    [4, 1],
    [16, 1],
    [64, 1],
    [16, 4],
    [8, 8],
    [4, 16],
  ]) {
    for (const layout of ["tile", "column"] as const) {
      for (const storage of ["f32", "f16"] as const) {
        for (const quad of quads && split === 1 ? [true, false] : [false])
          yield { layout, storage, quad, width, split };
      }
    }
  }
}

interface Product {
  readonly weights: GPUBuffer;
  readonly outputs: number;
  readonly inputs: number;
}

/** The matrix products of one pass of a model, each with weights of its own, and nothing between them. */
export class Floor {
  private readonly gpu: Gpu;
  private readonly config: LlamaConfig;
  private readonly products: readonly Product[];
  private readonly rows: readonly GPUBuffer[];
  private readonly best = new Map<number, Shape>();

  constructor(gpu: Gpu, config: LlamaConfig) {
    this.gpu = gpu;
    this.config = config;
    const { hidden, intermediate, queries, keys, vocab, squares } = dimensionsOf(config);
    const layer = [
      [queries + 2 * keys, hidden],
      [hidden, queries],
      [2 * intermediate, hidden],
      [hidden, intermediate],
    ];
    const sizes = [...Array.from({ length: config.layers }, () => layer).flat(), [vocab, hidden]];
    this.products = sizes.map(([outputs, inputs]) => ({
      weights: gpu.buffer("weights", outputs * inputs * 4),
      outputs,
      inputs,
    }));
    const widest = Math.max(...sizes.flat());
    this.rows = [widest, squares, widest].map((width) => gpu.buffer("rows", mostRows * width * 4));
  }

  /** Milliseconds of a pass over `rows` rows in the best shape, which is looked for once. */
  async time(watch: Stopwatch, rows: number): Promise<number> {
    const known = this.best.get(rows);
    if (known !== undefined) return this.timeIn(watch, rows, known);
    let least = Number.POSITIVE_INFINITY;
    for (const shape of everyShape(this.gpu.features.has("subgroups"))) {
      const time = await this.timeIn(watch, rows, shape);
      if (time >= least) continue;
      least = time;
      this.best.set(rows, shape);
    }
    return least;
  }

  private async timeIn(watch: Stopwatch, rows: number, shape: Shape): Promise<number> {
    const { squares, hidden } = dimensionsOf(this.config);
    const dispatches = await Promise.all(
      this.products.map(async ({ weights, outputs, inputs }) => {
        const kernel = await this.gpu.kernel(
          kernelSource("head", {
            HIDDEN: real(hidden),
            EPS: real(this.config.normEps),
            SS4: squares / 4,
            ...productConstants(shape, outputs, inputs, rows, true),
          }),
        );
        const group = this.gpu.device.createBindGroup({
          layout: kernel.layout,
          entries: [weights, ...this.rows].map((buffer, binding) => ({
            binding,
            resource: { buffer },
          })),
        });
        return { kernel, group, width: Math.ceil(outputs / 4 / shape.width) };
      }),
    );
    return watch.time((pass) => {
      for (const { kernel, group, width } of dispatches) {
        pass.setPipeline(kernel.pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(width);
      }
    });
  }
}

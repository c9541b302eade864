import { rotaryTable } from "../cpu/rotary.ts";
import type { Model } from "../model.ts";
import type { WeightTensor } from "../weights.ts";
import { attentionKernel } from "./attention.ts";
import { type Dimensions, dimensionsOf, padded } from "./dimensions.ts";
import type { Gpu, Kernel } from "./gpu.ts";
import { type KernelName, kernelSource, productConstants } from "./kernels.ts";
import { arrange, arrangeTable, arrangeVector, fitsHalf, type MatrixPlan } from "./matrix.ts";
import { downPlan, gateUpPlan, headPlan, outputPlan, pairedRotary, qkvPlan } from "./plans.ts";
import type { Shape, Shapes } from "./shape.ts";
import type { Tape } from "./tape.ts";
import { type Constants, real } from "./template.ts";

/** The most rows that one pass takes, and the most that share one reading of the weights. */
export const maxRows = 72;
const maxTile = 8;
/** Rows of a block of the prompt. */
export const blockRows = 64;

/** One dispatch of a pass. */
interface Dispatch {
  readonly kernel: Kernel;
  readonly group: GPUBindGroup;
  readonly width: number;
  /** Rows that one workgroup takes. */
  readonly rows: number;
}

/** The dispatches of a pass over a certain number of rows. */
export interface Pass {
  readonly all: readonly Dispatch[];
  /** Those that fill the cache, without logits. */
  readonly filling: readonly Dispatch[];
}

/** Which rows share one reading of the weights: all up to 8, else equal parts. */
export const tileOf = (rows: number): number => Math.ceil(rows / Math.ceil(rows / maxTile));

/** A model on the device: its weights, its cache, and the passes over them. */
export class Network {
  readonly dimensions: Dimensions;
  readonly logits: GPUBuffer; // [maxRows, dimensions.vocab]
  private readonly gpu: Gpu;
  private readonly model: Model;
  private readonly context: number;
  private readonly shapes: Shapes;
  private readonly owned: GPUBuffer[] = [];
  private readonly matrices = new Map<string, GPUBuffer>();
  private readonly vectors = new Map<WeightTensor, GPUBuffer>();
  private readonly passes = new Map<number, Promise<Pass>>();
  readonly embedding: GPUBuffer; // [vocab, hidden]
  readonly halfEmbedding: boolean;
  readonly rotary: GPUBuffer; // [context, headDim]
  /** All layers' caches, each [context, 2 keys], `layerCache` bytes apart. */
  readonly cache: GPUBuffer;
  readonly layerCache: number;
  private readonly stream: GPUBuffer; // [maxRows, hidden]
  private readonly normed: GPUBuffer; // [maxRows, hidden]
  private readonly squares: GPUBuffer; // [maxRows, squares]
  private readonly queries: GPUBuffer; // [maxRows, queries]
  private readonly mixed: GPUBuffer; // [maxRows, queries]
  private readonly inner: GPUBuffer; // [maxRows, intermediate]

  constructor(gpu: Gpu, model: Model, context: number, shapes: Shapes) {
    this.gpu = gpu;
    this.model = model;
    this.context = context;
    this.shapes = shapes;
    const { config, weights } = model;
    const d = dimensionsOf(config);
    this.dimensions = d;
    const rows = (label: string, width: number) => this.own(gpu.buffer(label, maxRows * width * 4));
    try {
      this.halfEmbedding = weights.embedding.dtype === "F16";
      this.embedding = this.own(
        gpu.upload("embedding", arrangeTable(weights.embedding, d.hidden, this.halfEmbedding)),
      );
      const table = rotaryTable(context, config.headDim, config.ropeTheta);
      this.rotary = this.own(gpu.upload("rotary", pairedRotary(table, context, config.headDim)));
      this.layerCache = padded(context * 2 * d.keys * 4, 256); // where a binding may begin
      this.cache = this.own(gpu.buffer("cache", config.layers * this.layerCache));
      this.stream = rows("stream", d.hidden);
      this.normed = rows("normed", d.hidden);
      this.squares = rows("squares", d.squares);
      this.queries = rows("queries", d.queries);
      this.mixed = rows("mixed", d.queries);
      this.inner = rows("inner", d.intermediate);
      this.logits = rows("logits", d.vocab);
    } catch (error) {
      this.free();
      throw error;
    }
  }

  /** The dispatches for `rows` rows, compiled once for each tile. */
  pass(rows: number): Promise<Pass> {
    const tile = tileOf(rows);
    let pass = this.passes.get(tile);
    if (pass === undefined) {
      pass = this.build(tile);
      this.passes.set(tile, pass);
      pass.catch(() => this.passes.delete(tile));
    }
    return pass;
  }

  /** Encodes a pass over `rows` tokens of the tape at the step's offset. */
  encode(
    encoder: GPUComputePassEncoder,
    dispatches: readonly Dispatch[],
    tape: Tape,
    step: number,
    rows: number,
  ): void {
    for (const { kernel, group, width, rows: each } of dispatches) {
      encoder.setPipeline(kernel.pipeline);
      encoder.setBindGroup(0, group);
      if (kernel.tapeLayout !== null)
        encoder.setBindGroup(1, tape.group(kernel.tapeLayout), [step]);
      encoder.dispatchWorkgroups(width, Math.ceil(rows / each));
    }
  }

  free(): void {
    for (const buffer of this.owned) this.gpu.free(buffer);
    this.owned.length = 0;
  }

  private async build(tile: number): Promise<Pass> {
    const { config, weights } = this.model;
    const d = this.dimensions;
    const norm: Constants = {
      HIDDEN: real(config.hidden),
      EPS: real(config.normEps),
      SS4: d.squares / 4,
    };
    const product = (
      name: KernelName,
      key: string,
      plan: MatrixPlan,
      buffers: readonly (GPUBuffer | GPUBufferBinding)[],
      more: Constants = {},
    ) => this.product(name, key, plan, tile, buffers, { ...norm, ...more });
    const head = product("head", "head", headPlan(weights, config, d), [
      this.normed,
      this.squares,
      this.logits,
    ]);
    const dispatches: Promise<Dispatch>[] = [this.embed()];
    weights.layers.forEach((layer, l) => {
      const next = weights.layers[l + 1]?.attentionNorm ?? weights.norm;
      const residual = (gain: WeightTensor) => [
        this.vector(gain),
        this.stream,
        this.normed,
        this.squares,
      ];
      dispatches.push(
        product(
          "qkv",
          `qkv ${l}`,
          qkvPlan(layer, config, d),
          [this.normed, this.squares, this.rotary, this.queries, this.cacheOf(l)],
          {
            Q4: d.queries / 4,
            KV4: d.keys / 4,
            HALF_HEAD: d.headDim / 2,
            CONTEXT: this.context,
          },
        ),
        this.attention(l, tile),
        product("residual", `output ${l}`, outputPlan(layer, config, d), [
          this.mixed,
          ...residual(layer.mlpNorm),
        ]),
        product("gate-up", `gate-up ${l}`, gateUpPlan(layer, config, d), [
          this.normed,
          this.squares,
          this.inner,
        ]),
        product("residual", `down ${l}`, downPlan(layer, config, d), [
          this.inner,
          ...residual(next),
        ]),
      );
    });
    const body = await Promise.all(dispatches);
    return { all: [...body, await head], filling: body.slice(0, -4) };
  }

  private async embed(): Promise<Dispatch> {
    const { hidden, squares } = this.dimensions;
    const { weights, config } = this.model;
    const source = kernelSource("embed", {
      H4: hidden / 4,
      SS4: squares / 4,
      HALF: this.halfEmbedding,
      VOCAB: config.vocab,
      CONTEXT: this.context,
    });
    const kernel = await this.gpu.kernel(source);
    const gain = this.vector(weights.layers[0].attentionNorm);
    const buffers = [this.embedding, gain, this.stream, this.normed, this.squares];
    return { kernel, group: this.group(kernel, buffers), width: Math.ceil(hidden / 256), rows: 1 };
  }

  private async attention(layer: number, tile: number): Promise<Dispatch> {
    const { config } = this.model;
    const { gpu, context, shapes } = this;
    const { source, rows } = attentionKernel(shapes.attention, config, context, tile, gpu.limits);
    const kernel = await this.gpu.kernel(source);
    const buffers = [this.queries, this.cacheOf(layer), this.mixed];
    return { kernel, group: this.group(kernel, buffers), width: config.heads, rows };
  }

  private async product(
    name: KernelName,
    key: string,
    plan: MatrixPlan,
    tile: number,
    buffers: readonly (GPUBuffer | GPUBufferBinding)[],
    constants: Constants,
  ): Promise<Dispatch> {
    const shape = tile === 1 ? this.shapes.one : this.shapes.many;
    const outputs = plan.outputs.length;
    const source = kernelSource(name, {
      ...constants,
      ...productConstants(shape, outputs, plan.inputs.length, tile, fitsHalf(plan)),
    });
    const kernel = await this.gpu.kernel(source);
    const group = this.group(kernel, [this.matrix(key, plan, shape), ...buffers]);
    return { kernel, group, width: Math.ceil(outputs / 4 / shape.width), rows: tile };
  }

  private matrix(key: string, plan: MatrixPlan, shape: Shape): GPUBuffer {
    const form = `${key} ${shape.layout} ${fitsHalf(plan) ? shape.storage : "f32"}`;
    let buffer = this.matrices.get(form);
    if (buffer === undefined) {
      buffer = this.own(this.gpu.upload(form, arrange(plan, shape)));
      this.matrices.set(form, buffer);
    }
    return buffer;
  }

  private vector(tensor: WeightTensor): GPUBuffer {
    let buffer = this.vectors.get(tensor);
    if (buffer === undefined) {
      buffer = this.own(this.gpu.upload("gain", arrangeVector(tensor, this.dimensions.hidden)));
      this.vectors.set(tensor, buffer);
    }
    return buffer;
  }

  private cacheOf(layer: number): GPUBufferBinding {
    return { buffer: this.cache, offset: layer * this.layerCache, size: this.layerCache };
  }

  private group(
    { name, layout }: Kernel,
    buffers: readonly (GPUBuffer | GPUBufferBinding)[],
  ): GPUBindGroup {
    const entries = buffers.map((bound, binding) => ({
      binding,
      resource: "buffer" in bound ? bound : { buffer: bound },
    }));
    return this.gpu.device.createBindGroup({ label: name, layout, entries });
  }

  private own(buffer: GPUBuffer): GPUBuffer {
    this.owned.push(buffer);
    return buffer;
  }
}

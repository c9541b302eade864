import type { Model } from "../model.ts";
import type { WeightTensor } from "../weights.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { Gpu } from "./gpu.ts";
import { kernelSource } from "./kernels.ts";
import { arrange, arrangeVector } from "./matrix.ts";
import type { Network } from "./network.ts";
import { downPlan, gateUpPlan, headPlan, outputPlan, qkvPlan } from "./plans.ts";
import type { Bound, Sampler } from "./sampler.ts";
import type { Shapes } from "./shape.ts";
import type { Tape } from "./tape.ts";
import { type Constants, real } from "./template.ts";

/** Beyond this a model's arithmetic needs all of a device. */
const mostParameters = 500_000;
const tiles = { layout: "tile", storage: "f32" } as const;

/** A small draft that proposes in one workgroup, several tokens a dispatch; see solo.wgsl. */
export class Solo {
  /** How many tokens one dispatch may draft; one, as long as nobody has measured how long that takes. */
  tokens = 1;
  private readonly gpu: Gpu;
  private readonly network: Network;
  private readonly weights: GPUBuffer;
  private readonly gains: GPUBuffer;
  private readonly constants: Constants;
  private readonly threads: number;
  private readonly bound = new WeakMap<Sampler, Promise<Bound>>();

  constructor(gpu: Gpu, model: Model, context: number, network: Network, shapes: Shapes) {
    this.gpu = gpu;
    this.network = network;
    this.threads = shapes.solo;
    const { config, weights } = model;
    const d = network.dimensions;
    const matrices = weights.layers.flatMap((layer) => [
      qkvPlan(layer, config, d),
      outputPlan(layer, config, d),
      gateUpPlan(layer, config, d),
      downPlan(layer, config, d),
    ]);
    const parts = [...matrices, headPlan(weights, config, d)].map((plan) => arrange(plan, tiles));
    const gains: WeightTensor[] = [
      ...weights.layers.flatMap((layer) => [layer.attentionNorm, layer.mlpNorm]),
      weights.norm,
    ];
    this.weights = gpu.upload("draft", joined(parts));
    this.gains = gpu.upload("gains", joined(gains.map((gain) => arrangeVector(gain, d.hidden))));
    this.constants = {
      ...sizes(model),
      HALF_HEAD: d.headDim / 2,
      KV_HEADS: config.kvHeads,
      LAYERS: config.layers,
      LAYER_CACHE: network.layerCache / 16,
      CONTEXT: context,
      SLICES: slicesOf(shapes),
      QUAD: shapes.attention.quad,
      FOUR: 4,
      VECTORS: d.headDim / 4,
      SCALE: real(1 / Math.sqrt(config.headDim)),
      HIDDEN: real(config.hidden),
      EPS: real(config.normEps),
      HALF: network.halfEmbedding,
    };
  }

  /** Whether the model is small enough, and its activations fit a workgroup's memory. */
  static fits({ limits }: Gpu, model: Model, shapes: Shapes): boolean {
    if (shapes.solo === 0 || model.params > mostParameters) return false;
    const { H4, Q4, I4, V4, D16, HEADS } = sizes(model);
    const parts = HEADS * slicesOf(shapes) * (2 + 16 * D16);
    const floats = 4 * (2 * H4 + 2 * Q4 + I4 + V4) + parts + 2 * shapes.solo + 32;
    return floats * 4 <= limits.maxComputeWorkgroupStorageSize;
  }

  /** Encodes dispatches that make `proposals` proposals. The cache holds at least `known` positions of
   *  the text. */
  encode(
    encoder: GPUComputePassEncoder,
    sampler: Sampler,
    bound: Bound,
    tape: Tape,
    proposals: number,
    known: number,
  ): void {
    for (let made = 0; made < proposals; made += this.tokens) {
      const index = Math.min(proposals, made + this.tokens);
      sampler.encode(encoder, bound, tape, tape.step({ offset: made, index, row: known }));
    }
  }

  bind(sampler: Sampler): Promise<Bound> {
    let bound = this.bound.get(sampler);
    if (bound === undefined) {
      bound = this.make(sampler);
      this.bound.set(sampler, bound);
    }
    return bound;
  }

  free(): void {
    this.gpu.free(this.weights);
    this.gpu.free(this.gains);
  }

  private async make(sampler: Sampler): Promise<Bound> {
    const { network } = this;
    const constants = { ...sampler.constants(this.threads), ...this.constants };
    const kernel = await this.gpu.kernel(kernelSource("solo", constants));
    const buffers = [
      this.weights,
      sampler.masses,
      sampler.record,
      network.embedding,
      this.gains,
      network.rotary,
      network.cache,
    ];
    const group = this.gpu.device.createBindGroup({
      label: "solo",
      layout: kernel.layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    return { kernel, group };
  }
}

function sizes({ config }: Model) {
  const d = dimensionsOf(config);
  return {
    H4: d.hidden / 4,
    Q4: d.queries / 4,
    KV4: d.keys / 4,
    I4: d.intermediate / 4,
    V4: d.vocab / 4,
    D16: d.headDim / 16,
    HEADS: config.heads,
  };
}

/** Quads that share a head's positions. */
const slicesOf = ({ solo }: Shapes): number => Math.min(solo / 4, 8);

function joined(parts: readonly ArrayBufferView<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    out.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return out;
}

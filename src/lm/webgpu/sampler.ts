import { Stream } from "../rng.ts";
import type { Gpu, Kernel } from "./gpu.ts";
import { type KernelName, kernelSource } from "./kernels.ts";
import type { Network } from "./network.ts";
import { recordConstants, recordWords } from "./record.ts";
import type { Tape } from "./tape.ts";
import type { Constants } from "./template.ts";

/** The most iterations of one submit. */
export const maxIterations = 32;

/** One dispatch that samples. */
export interface Bound {
  readonly kernel: Kernel;
  readonly group: GPUBindGroup;
}

/** A draft that proposes all tokens of an iteration in one dispatch. */
export interface Proposer {
  bind(sampler: Sampler): Promise<Bound>;
}

/** Makes distributions, draws and decides on the device, for one vocabulary. */
export class Sampler {
  /** The most proposals of an iteration. */
  readonly cap: number;
  /** [2 cap + 2, vocab]: a row for q of each proposal, for p of each row of a verify pass, and the
   *  residual. */
  readonly masses: GPUBuffer;
  /** A record for each iteration of a submit; see record.ts. */
  readonly record: GPUBuffer;
  readonly recordBytes: number;
  readonly vocab: number;
  readonly threads: number;
  private readonly gpu: Gpu;
  private readonly bound = new Map<string, WeakMap<GPUBuffer, Bound>>();

  /** `cap` proposals at most; `threads` make one distribution. */
  constructor(gpu: Gpu, vocab: number, cap: number, threads: number) {
    this.threads = threads;
    this.gpu = gpu;
    this.vocab = vocab;
    this.cap = cap;
    this.recordBytes = maxIterations * recordWords(cap) * 4;
    this.masses = gpu.buffer("masses", (2 * cap + 2) * vocab * 4);
    this.record = gpu.buffer("record", this.recordBytes);
  }

  /** Compiles what `target` and `draft` need. */
  async prepare(target: Network, draft: Network | null, solo: Proposer | null): Promise<Decoding> {
    const [propose, alone, rows, decide, whole] = await Promise.all([
      draft === null ? null : this.bind("sample", "PROPOSE", draft),
      this.bind("sample", "TARGET", target),
      this.bind("sample", "ROWS", target),
      this.bind("decide", "DECIDE", target),
      solo?.bind(this) ?? null,
    ]);
    return { propose, alone, rows, decide, solo: whole };
  }

  /** What every kernel that samples is told. */
  constants(threads: number): Constants {
    return {
      VOCAB: this.vocab,
      CAP: this.cap,
      GROUP: threads,
      CHUNK: Math.ceil(this.vocab / threads),
      STREAM_TARGET: Stream.target,
      STREAM_DRAFT: Stream.draft,
      STREAM_ACCEPT: Stream.accept,
      STREAM_RESIDUAL: Stream.residual,
      ...recordConstants(this.cap, maxIterations),
    };
  }

  /** Encodes one of the decoding's dispatches. */
  encode(
    encoder: GPUComputePassEncoder,
    { kernel, group }: Bound,
    tape: Tape,
    step: number,
    rows = 1,
  ) {
    encoder.setPipeline(kernel.pipeline);
    encoder.setBindGroup(0, group);
    if (kernel.tapeLayout !== null) encoder.setBindGroup(1, tape.group(kernel.tapeLayout), [step]);
    encoder.dispatchWorkgroups(rows);
  }

  free(): void {
    this.gpu.free(this.masses);
    this.gpu.free(this.record);
  }

  private async bind(
    name: KernelName,
    mode: string,
    { logits, dimensions }: Network,
  ): Promise<Bound> {
    const key = `${mode} ${dimensions.vocab}`;
    let bounds = this.bound.get(key);
    if (bounds === undefined) {
      bounds = new WeakMap();
      this.bound.set(key, bounds);
    }
    const known = bounds.get(logits);
    if (known !== undefined) return known;
    const constants: Constants = {
      ...this.constants(this.threads),
      V4: dimensions.vocab / 4,
      PROPOSE: mode === "PROPOSE",
      TARGET: mode === "TARGET",
    };
    const kernel = await this.gpu.kernel(kernelSource(name, constants));
    const buffers = [logits, this.masses, this.record];
    const made = {
      kernel,
      group: this.gpu.device.createBindGroup({
        label: name,
        layout: kernel.layout,
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    };
    bounds.set(logits, made);
    return made;
  }
}

/** The sampling dispatches of a generation. */
export interface Decoding {
  /** The draft's next proposal. */
  readonly propose: Bound | null;
  /** The next token of a target that writes alone. */
  readonly alone: Bound;
  /** The distributions of a verify pass. */
  readonly rows: Bound;
  readonly decide: Bound;
  /** All proposals of an iteration at once. */
  readonly solo: Bound | null;
}

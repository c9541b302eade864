import type { Session, SessionOptions } from "../engine.ts";
import { ContextLimitError } from "../errors.ts";
import type { Model } from "../model.ts";
import type { Gpu } from "./gpu.ts";
import { blockRows, maxRows, Network, tileOf } from "./network.ts";
import type { Shapes } from "./shape.ts";
import { Solo } from "./solo.ts";
import { Tape } from "./tape.ts";

/** Without a word from the caller, a model that was made for more positions gets a cache of so many. */
const defaultContext = 2048;

/** Room behind the text for proposals beyond its end. */
export const overhang = 80;

/** A model on the device. */
export class GpuSession implements Session {
  readonly config: Model["config"];
  readonly context: number;
  readonly network: Network;
  readonly tape: Tape;
  readonly shapes: Shapes;
  /** The model in one workgroup, where it fits and is faster so. */
  solo: Solo | null;
  private readonly gpu: Gpu;
  private readonly onClose: () => void;
  private readback: GPUBuffer | null = null;
  private out = new Float32Array();
  private filled = 0;
  private closed = false;

  private constructor(
    gpu: Gpu,
    model: Model,
    context: number,
    shapes: Shapes,
    onClose: () => void,
  ) {
    this.gpu = gpu;
    this.config = model.config;
    this.context = context;
    this.shapes = shapes;
    this.onClose = onClose;
    this.network = new Network(gpu, model, context, shapes);
    this.tape = new Tape(gpu, context + overhang);
    this.solo = Solo.fits(gpu, model, shapes)
      ? new Solo(gpu, model, context, this.network, shapes)
      : null;
  }

  /** Puts the model on the device, kernels for single tokens and for prompts compiled. */
  static async open(
    gpu: Gpu,
    model: Model,
    options: SessionOptions,
    shapes: Shapes,
    onClose: (session: GpuSession) => void,
  ): Promise<GpuSession> {
    const context = readContext(model, options);
    let session: GpuSession | null = null;
    try {
      return await gpu.scoped(async () => {
        const made: GpuSession = new GpuSession(gpu, model, context, shapes, () => onClose(made));
        session = made;
        await Promise.all([made.network.pass(1), made.network.pass(blockRows)]);
        return made;
      });
    } catch (error) {
      (session as GpuSession | null)?.close();
      throw error;
    }
  }

  async pass(tokens: ArrayLike<number>, position: number): Promise<Float32Array> {
    this.check(tokens, position);
    const { vocab } = this.config;
    const total = tokens.length;
    if (this.out.length < total * vocab) this.out = new Float32Array(total * vocab);
    this.tape.put(tokens, position);
    for (let at = 0; at < total; at += blockRows) {
      const rows = Math.min(blockRows, total - at);
      await this.passBlock(position + at, rows, this.out.subarray(at * vocab));
    }
    this.filled = position + total;
    return this.out.subarray(0, total * vocab);
  }

  /** Encodes the passes that put the tape's tokens from `from` up to `to` into the cache, in a text of
   *  `length` tokens; logits are left out. */
  encodeFilling(
    encoder: GPUComputePassEncoder,
    pass: Awaited<ReturnType<Network["pass"]>>,
    tape: Tape,
    from: number,
    to: number,
    length: number,
  ): void {
    for (let at = from; at < to; at += blockRows) {
      const step = tape.step({ offset: at - length, index: 0, row: 0 });
      this.network.encode(encoder, pass.filling, tape, step, Math.min(blockRows, to - at));
    }
  }

  /** What a generation does to the cache: nothing of it can be relied on afterwards. */
  forget(): void {
    this.filled = 0;
  }

  /** Leaves proposals to passes from now on. */
  dropSolo(): void {
    this.solo?.free();
    this.solo = null;
  }

  ensureOpen(): void {
    this.gpu.check();
    if (this.closed) throw new Error("this session is closed");
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.network.free();
    this.tape.free();
    this.dropSolo();
    if (this.readback !== null) this.gpu.free(this.readback);
    this.onClose();
  }

  private async passBlock(position: number, rows: number, out: Float32Array): Promise<void> {
    const { device } = this.gpu;
    const { network, tape } = this;
    const pass = await network.pass(compiledRows(rows));
    tape.makeRoom();
    const step = tape.step({ offset: position, index: 0, row: 0 });
    const bytes = rows * network.dimensions.vocab * 4;
    this.readback ??= this.gpu.buffer(
      "read-back",
      maxRows * network.dimensions.vocab * 4,
      GPUBufferUsage.MAP_READ,
    );
    const encoder = device.createCommandEncoder();
    const compute = encoder.beginComputePass();
    network.encode(compute, pass.all, tape, step, rows);
    compute.end();
    encoder.copyBufferToBuffer(network.logits, 0, this.readback, 0, bytes);
    device.queue.submit([encoder.finish()]);
    const { vocab } = this.config;
    const mapping = this.readback.mapAsync(GPUMapMode.READ, 0, bytes);
    await this.gpu.read(this.readback, bytes, mapping, (content) => {
      const logits = new Float32Array(content);
      for (let row = 0; row < rows; row++) {
        const at = row * network.dimensions.vocab;
        out.set(logits.subarray(at, at + vocab), row * vocab);
      }
    });
  }

  private check(tokens: ArrayLike<number>, position: number): void {
    this.ensureOpen();
    if (tokens.length === 0) throw new RangeError("a pass needs at least one token, it got none");
    if (!Number.isInteger(position) || position < 0 || position > this.filled) {
      throw new RangeError(`position is ${position}, the cache is filled up to ${this.filled}`);
    }
    if (position + tokens.length > this.context) {
      throw new ContextLimitError(position, tokens.length, this.context);
    }
    checkTokens(tokens, this.config.vocab);
  }
}

/** Throws RangeError unless all are ids of the vocabulary. */
export function checkTokens(tokens: ArrayLike<number>, vocab: number): void {
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t];
    if (!Number.isInteger(token) || token < 0 || token >= vocab) {
      throw new RangeError(`token ${t} is ${token}, the vocabulary has ids 0 to ${vocab - 1}`);
    }
  }
}

/** Beyond what shares one reading of the weights, kernels of full tiles do: they are compiled already. */
const compiledRows = (rows: number): number => (rows > tileOf(rows) ? blockRows : rows);

function readContext({ config }: Model, options: SessionOptions): number {
  const context = options.context ?? Math.min(config.context, defaultContext);
  if (Number.isInteger(context) && context >= 1 && context <= config.context) return context;
  throw new RangeError(
    `context is ${context}, it must be a whole number from 1 to ${config.context}`,
  );
}

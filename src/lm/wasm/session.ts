import type { LlamaConfig } from "../config.ts";
import { rotaryTable } from "../cpu/rotary.ts";
import type { Session, SessionOptions } from "../engine.ts";
import { ContextLimitError } from "../errors.ts";
import type { Model } from "../model.ts";
import type { Heap } from "./heap.ts";
import type { Kernels } from "./instance.ts";
import {
  block,
  type Dimensions,
  describeModel,
  describeSharing,
  dimensionsOf,
  type Places,
  placesOf,
  type Sharing,
} from "./layout.ts";
import { packWeights } from "./pack.ts";

/** Without a word from the caller, a model that was made for more positions gets a cache of so many. */
const defaultContext = 2048;

interface WasmSessionOptions extends SessionOptions {
  /** Threads that may share a pass. */
  readonly threads: number;
  /** Whether they do so without a measurement. */
  readonly always?: boolean;
  readonly onClose: (session: WasmSession) => void;
}

/** A team must be so much faster than the leader alone: less is noise. */
const margin = 0.95;

/** A model in linear memory. */
export class WasmSession implements Session {
  readonly config: LlamaConfig;
  readonly context: number;
  readonly dimensions: Dimensions;
  /** Positions of the cache that hold something. */
  filled = 0;
  /** Whether the team of threads shares its passes. */
  readonly sharing: Sharing;
  private readonly kernels: Kernels;
  private readonly heap: Heap;
  private readonly places: Places;
  private base: number | null;
  private readonly onClose: (session: WasmSession) => void;
  private logits = new Float32Array(0); // [T, vocab], kept and only growing

  /** Throws RangeError for a context outside its limits, WasmError "out-of-memory". */
  constructor(
    kernels: Kernels,
    heap: Heap,
    model: Model,
    { threads, always = false, onClose, ...options }: WasmSessionOptions,
  ) {
    const { config } = model;
    this.config = config;
    this.context = readContext(config, options);
    this.dimensions = dimensionsOf(config, this.context);
    this.places = placesOf(config, this.dimensions, threads);
    this.kernels = kernels;
    this.heap = heap;
    this.onClose = onClose;
    this.base = heap.allocate(4 * this.places.size);
    try {
      this.load(model, this.base);
      const pays = threads > 1 && (always || this.teamPays());
      this.sharing = !pays ? "never" : always ? "always" : "whenItPays";
      this.share(this.sharing);
    } catch (error) {
      heap.free(this.base);
      throw error;
    }
  }

  private load(model: Model, base: number): void {
    const { config } = model;
    const { buffer } = this.kernels.memory;
    const floats = new Float32Array(buffer, base, this.places.size);
    packWeights(floats, model.weights, config, this.dimensions, this.places);
    const { cos, sin } = rotaryTable(this.context, config.headDim, config.ropeTheta);
    const half = config.headDim / 2;
    for (let s = 0; s < this.context; s++) {
      const at = (s * this.dimensions.headDim) / 2;
      floats.set(cos.subarray(s * half, (s + 1) * half), this.places.cos + at);
      floats.set(sin.subarray(s * half, (s + 1) * half), this.places.sin + at);
    }
    describeModel(buffer, base, config, this.dimensions, this.places);
  }

  private share(how: Sharing): void {
    describeSharing(this.kernels.memory.buffer, this.open(), this.places, how);
  }

  /** Whether a team passes one token and five in less time than the leader alone, measured here. */
  private teamPays(): boolean {
    const counts = [1, 5].filter((count) => count <= this.context);
    const time = (how: Sharing) => {
      this.share(how);
      let least = Number.POSITIVE_INFINITY;
      for (let trial = 0; trial < 20; trial++) {
        const start = performance.now();
        for (const count of counts) this.passNow(new Uint32Array(count), 0);
        least = Math.min(least, performance.now() - start);
      }
      return least;
    };
    const alone = time("never");
    const together = time("always");
    this.filled = 0;
    return together < margin * alone;
  }

  /** The address of the model's description. Throws when the session is closed. */
  get address(): number {
    return this.open() + 4 * this.places.model;
  }

  passNow(tokens: ArrayLike<number>, position: number): Float32Array {
    const base = this.open();
    this.check(tokens, position);
    const { vocab } = this.config;
    const { memory } = this.kernels;
    const at = base + 4 * this.places.tokens;
    const from = base + 4 * this.places.logits;
    if (this.logits.length < tokens.length * vocab) {
      this.logits = new Float32Array(tokens.length * vocab);
    }
    for (let t = 0; t < tokens.length; t += block) {
      const part = Array.from(
        { length: Math.min(block, tokens.length - t) },
        (_, i) => tokens[t + i],
      );
      new Uint32Array(memory.buffer, at, block).set(part);
      this.kernels.pass(this.address, at, part.length, position + t, from, part.length);
      for (let i = 0; i < part.length; i++) {
        const row = new Float32Array(memory.buffer, from + 4 * i * this.dimensions.vocab, vocab);
        this.logits.set(row, (t + i) * vocab);
      }
    }
    this.filled = position + tokens.length;
    return this.logits.subarray(0, tokens.length * vocab);
  }

  async pass(tokens: ArrayLike<number>, position: number): Promise<Float32Array> {
    return this.passNow(tokens, position);
  }

  close(): void {
    if (this.base === null) return;
    this.heap.free(this.base);
    this.base = null;
    this.onClose(this);
  }

  private open(): number {
    if (this.base === null) throw new Error("this session is closed");
    return this.base;
  }

  private check(tokens: ArrayLike<number>, position: number): void {
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

/** Throws RangeError for a token that the vocabulary lacks: in the kernels it would be an address. */
export function checkTokens(tokens: ArrayLike<number>, vocab: number): void {
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t];
    if (!Number.isInteger(token) || token < 0 || token >= vocab) {
      throw new RangeError(`token ${t} is ${token}, the vocabulary has ids 0 to ${vocab - 1}`);
    }
  }
}

function readContext(config: LlamaConfig, options: SessionOptions): number {
  const context = options.context ?? Math.min(config.context, defaultContext);
  if (Number.isInteger(context) && context >= 1 && context <= config.context) return context;
  throw new RangeError(
    `context is ${context}, it must be a whole number from 1 to ${config.context}`,
  );
}

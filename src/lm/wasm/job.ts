import type { Request } from "../engine.ts";
import type { Heap } from "./heap.ts";
import type { Kernels } from "./instance.ts";
import type { WasmSession } from "./session.ts";

/** The most tokens that the target writes alone in one call. */
export const batch = 64;
/** Float64s for each of them in the record. */
export const written = 6;
/** Float64s before the proposals in the record of a speculative iteration. */
export const header = 11;
/** Bytes of the description, with room. */
const description = 128;

/** Addresses, bytes. */
interface Places {
  readonly base: number;
  readonly tokens: number;
  readonly eos: number;
  readonly ranks: number;
  readonly p: number;
  readonly q: number;
  readonly residual: number;
  readonly record: number;
}

/** A text being written, in linear memory: the words of assembly/layout.as and what they point to. */
export class Job {
  private readonly kernels: Kernels;
  private readonly heap: Heap;
  private readonly target: WasmSession;
  private readonly draft: WasmSession | null;
  private readonly request: Request;
  private readonly context: number;
  private room = -1; // lookahead that there is room for
  private places: Places | null = null;

  constructor(
    kernels: Kernels,
    heap: Heap,
    target: WasmSession,
    draft: WasmSession | null,
    request: Request,
  ) {
    this.kernels = kernels;
    this.heap = heap;
    this.target = target;
    this.draft = draft;
    this.request = request;
    this.context = Math.min(target.context, draft?.context ?? target.context);
  }

  /** Its address. */
  get address(): number {
    return this.at.base;
  }

  /** Makes room for iterations with that lookahead: once, and again only where it grows. */
  reserve(gamma: number, tokens: readonly number[]): void {
    if (gamma <= this.room) return;
    const caches = this.places === null ? ([0, 0, 0] as const) : this.progress();
    this.free();
    const row = 4 * this.target.dimensions.vocab;
    const row8 = (bytes: number) => Math.ceil(bytes / 16) * 16;
    const { eos, sampling, seed } = this.request;
    const sizes = [
      description,
      row8(4 * this.context),
      row8(4 * eos.length),
      2 * row, // ranks
      (gamma + 1) * row, // p
      gamma * row, // q
      row, // residual
      8 * Math.max(header + 5 * gamma, written * batch),
    ];
    let at = this.heap.allocate(sizes.reduce((a, b) => a + b, 0));
    const [base, text, ends, ranks, p, q, residual, record] = sizes.map((size) => {
      at += size;
      return at - size;
    });
    this.places = { base, tokens: text, eos: ends, ranks, p, q, residual, record };
    this.room = gamma;
    const { buffer } = this.kernels.memory;
    new Float64Array(buffer, base, 2).set([sampling.temperature, sampling.topP]);
    // Beyond the vocabulary k keeps all, as 0 does.
    const topK = sampling.topK < this.target.config.vocab ? sampling.topK : 0;
    const target = this.target.address;
    const draft = this.draft?.address ?? 0;
    new Uint32Array(buffer, base + 16, 15).set([
      ...[topK, seed, target, draft, text, ...caches],
      ...[ends, eos.length, ranks, p, q, residual, record],
    ]);
    new Uint32Array(buffer, ends, eos.length).set(eos);
    new Uint32Array(buffer, text, tokens.length).set(tokens);
  }

  /** Sets how many tokens are certain, and how many of them are in the caches. */
  begin(length: number, filled: number): void {
    new Uint32Array(this.kernels.memory.buffer, this.at.base + 36, 3).set([length, filled, filled]);
  }

  /** Passes `count` tokens of the text from `start` on through a model, for its cache alone. */
  fill(session: WasmSession, start: number, count: number): void {
    this.kernels.pass(session.address, this.at.tokens + 4 * start, count, start, 0, 0);
    session.filled = start + count;
  }

  speculate(gamma: number): Float64Array {
    this.kernels.speculate(this.at.base, gamma);
    const [, target, draft] = this.progress();
    this.target.filled = target;
    if (this.draft !== null) this.draft.filled = draft;
    return new Float64Array(this.kernels.memory.buffer, this.at.record, header + 5 * gamma);
  }

  /** The record of up to `count` tokens, [tokens, 6]. */
  write(count: number, patience: number): Float64Array {
    const done = this.kernels.write(this.at.base, Math.min(count, batch), patience);
    this.target.filled = this.progress()[1];
    return new Float64Array(this.kernels.memory.buffer, this.at.record, written * done);
  }

  /** Copies of `count` distributions [vocab] as the last iteration left them. */
  distributions(which: "p" | "q" | "residual", count: number): Float32Array[] {
    const { vocab } = this.target.config;
    const row = 4 * this.target.dimensions.vocab;
    return Array.from({ length: count }, (_, i) =>
      new Float32Array(this.kernels.memory.buffer, this.at[which] + i * row, vocab).slice(),
    );
  }

  free(): void {
    if (this.places !== null) this.heap.free(this.places.base);
    this.places = null;
    this.room = -1;
  }

  private get at(): Places {
    if (this.places === null) throw new Error("this job has no room yet");
    return this.places;
  }

  /** Certain tokens, and positions in the caches of target and draft. */
  private progress(): [number, number, number] {
    const words = new Uint32Array(this.kernels.memory.buffer, this.at.base + 36, 3);
    return [words[0], words[1], words[2]];
  }
}

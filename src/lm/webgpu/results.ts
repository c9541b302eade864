import type { Distributions, Span } from "../engine.ts";
import { ClockMap, type DeviceSpan, SubmitTimer } from "./clock.ts";
import type { Gpu } from "./gpu.ts";
import { type Decisions, readRecord } from "./record.ts";
import type { Sampler } from "./sampler.ts";

export interface Submit {
  readonly gamma: number;
  readonly iterations: number;
  readonly slot: Slot;
  readonly submitted: number;
  readonly mapped: Promise<void>;
}

/** What one submit writes to and is read from. */
export interface Slot {
  readonly timer: SubmitTimer;
  readonly staging: GPUBuffer;
}

/** An iteration as it came back. */
export interface Result {
  readonly decisions: Decisions;
  readonly spans: readonly Span[];
  readonly distributions: Distributions | undefined;
}

/** What comes back from the submits of a generation: where it is written, and how it is read. */
export class Results {
  /** What an iteration takes, ms; a guess before the first submit has come back. */
  iterationTime: number;
  private readonly gpu: Gpu;
  private readonly sampler: Sampler;
  private readonly clock = new ClockMap();
  private readonly slots: Slot[] = [];
  private readonly massBytes: number;
  private lastArrival = 0;

  constructor(gpu: Gpu, sampler: Sampler, distributions: boolean, iterationTime: number) {
    this.iterationTime = iterationTime;
    this.gpu = gpu;
    this.sampler = sampler;
    this.massBytes = distributions ? sampler.masses.size : 0;
  }

  /** A place for the next submit's results that none of those underway uses. */
  slot(underway: readonly Submit[]): Slot {
    const free = this.slots.find((slot) => underway.every((submit) => submit.slot !== slot));
    if (free !== undefined) return free;
    const timer = new SubmitTimer(this.gpu);
    const bytes = this.sampler.recordBytes + this.massBytes + timer.bytes;
    const slot = { timer, staging: this.gpu.buffer("results", bytes, GPUBufferUsage.MAP_READ) };
    this.slots.push(slot);
    return slot;
  }

  /** Encodes the way of a submit's results to its slot. */
  copyOut(encoder: GPUCommandEncoder, { timer, staging }: Slot): void {
    const { sampler, massBytes } = this;
    encoder.copyBufferToBuffer(sampler.record, 0, staging, 0, sampler.recordBytes);
    if (massBytes > 0) {
      encoder.copyBufferToBuffer(sampler.masses, 0, staging, sampler.recordBytes, massBytes);
    }
    timer.resolve(encoder, staging, sampler.recordBytes + massBytes);
  }

  /** Waits for a submit and reads what its iterations decided. */
  read(submit: Submit): Promise<Result[]> {
    const { staging } = submit.slot;
    return this.gpu.read(staging, staging.size, submit.mapped, (bytes) =>
      this.readIterations(submit, bytes),
    );
  }

  private readIterations({ iterations, slot, submitted }: Submit, bytes: ArrayBuffer): Result[] {
    const now = performance.now();
    const { sampler, massBytes } = this;
    const words = new Uint32Array(bytes, 0, sampler.recordBytes / 4);
    const times = new BigUint64Array(bytes, sampler.recordBytes + massBytes);
    const spans = slot.timer.read(times);
    const busySince = Math.max(submitted, this.lastArrival);
    this.lastArrival = now;
    const spent = (now - busySince) / iterations;
    // Half old, half new: one slow submit should not make the next ones tiny.
    this.iterationTime = Math.max(0.01, (this.iterationTime + spent) / 2);
    const last = spans.at(-1);
    if (last !== undefined) this.clock.observe(last.end, now);
    const all: Result[] = [];
    for (let i = 0; i < iterations; i++) {
      const decisions = readRecord(words, i, sampler.cap);
      if (decisions === null) break;
      const distributions =
        massBytes > 0
          ? this.distributions(
              new Float32Array(bytes, sampler.recordBytes, massBytes / 4),
              decisions,
            )
          : undefined;
      const readBack = i === iterations - 1 || decisions.finish !== null;
      all.push({
        decisions,
        spans: this.spans(spans, i, iterations, busySince, now, readBack),
        distributions,
      });
    }
    return all;
  }

  /** The spans of iteration `i`. Without the device's clock, an equal part of the submit's wall time is
   *  all that can be said. */
  private spans(
    all: readonly DeviceSpan[],
    i: number,
    iterations: number,
    start: number,
    now: number,
    readBack: boolean,
  ): Span[] {
    if (all.length === 0) {
      const each = (now - start) / iterations;
      return [{ phase: "verify", start: start + i * each, end: start + (i + 1) * each }];
    }
    const spans = all
      .filter(({ iteration }) => iteration === i)
      .map((span) => this.clock.span(span));
    const last = spans.at(-1);
    if (readBack && last !== undefined) {
      spans.push({ phase: "read-back", start: last.end, end: Math.max(now, last.end) });
    }
    return spans;
  }

  private distributions(
    masses: Float32Array,
    { proposals, verdicts, closing }: Decisions,
  ): Distributions {
    const { cap, vocab } = this.sampler;
    const row = (i: number) => masses.slice(i * vocab, (i + 1) * vocab);
    const corrected = closing?.origin === "correction";
    const judged = verdicts.length + (closing === null || corrected ? 0 : 1);
    return {
      q: proposals.map((_, i) => row(i)),
      p: Array.from({ length: judged }, (_, i) => row(cap + i)),
      residual: corrected ? row(2 * cap + 1) : null,
    };
  }

  free(): void {
    for (const { timer, staging } of this.slots) {
      timer.free();
      this.gpu.free(staging);
    }
  }
}

import type { Phase, Span } from "../engine.ts";
import type { Gpu } from "./gpu.ts";

/** Stretches of a submit that can be timed. */
const capacity = 128;

/** A stretch on the device's clock, in ms. */
export interface DeviceSpan {
  readonly phase: Phase;
  /** The iteration of the submit that it belongs to. */
  readonly iteration: number;
  readonly start: number;
  readonly end: number;
}

/** Times the compute passes of one submit, where the device can. */
export class SubmitTimer {
  readonly bytes: number;
  private readonly gpu: Gpu;
  private readonly queries: GPUQuerySet | null;
  private readonly resolved: GPUBuffer | null;
  private marks: { phase: Phase; iteration: number }[] = [];

  constructor(gpu: Gpu) {
    this.gpu = gpu;
    const able = gpu.features.has("timestamp-query");
    this.queries = able
      ? gpu.device.createQuerySet({ type: "timestamp", count: 2 * capacity })
      : null;
    this.bytes = able ? 16 * capacity : 0;
    this.resolved = able ? gpu.buffer("times", this.bytes, GPUBufferUsage.QUERY_RESOLVE) : null;
  }

  begin(): void {
    this.marks = [];
  }

  /** What a compute pass descriptor needs for its stretch to be timed. */
  pass(phase: Phase, iteration: number): GPUComputePassDescriptor {
    if (this.queries === null || this.marks.length === capacity) return { label: phase };
    const at = 2 * this.marks.length;
    this.marks.push({ phase, iteration });
    return {
      label: phase,
      timestampWrites: {
        querySet: this.queries,
        beginningOfPassWriteIndex: at,
        endOfPassWriteIndex: at + 1,
      },
    };
  }

  /** Copies the times into `to` at byte `at`. */
  resolve(encoder: GPUCommandEncoder, to: GPUBuffer, at: number): void {
    if (this.queries === null || this.resolved === null || this.marks.length === 0) return;
    encoder.resolveQuerySet(this.queries, 0, 2 * this.marks.length, this.resolved, 0);
    encoder.copyBufferToBuffer(this.resolved, 0, to, at, 16 * this.marks.length);
  }

  /** The spans in what was copied. Devices may give an end before its start: such spans are left out. */
  read(times: BigUint64Array): DeviceSpan[] {
    return this.marks.flatMap(({ phase, iteration }, i) => {
      const start = Number(times[2 * i]) / 1e6;
      const end = Number(times[2 * i + 1]) / 1e6;
      return end >= start ? [{ phase, iteration, start, end }] : [];
    });
  }

  free(): void {
    this.queries?.destroy();
    if (this.resolved !== null) this.gpu.free(this.resolved);
  }
}

/** Carries times from the device's clock to performance.now()'s: what has been read had ended. The
 *  shortest delay seen so far is taken for the way back. */
export class ClockMap {
  private offset = Infinity;

  /** Something ended at `end` on the device and was known at `now` here. */
  observe(end: number, now: number): void {
    this.offset = Math.min(this.offset, now - end);
  }

  span({ phase, start, end }: DeviceSpan): Span {
    return { phase, start: start + this.offset, end: end + this.offset };
  }
}

import type { Distributions, Finish, Iteration, Request, Span } from "../engine.ts";
import { checkRequest, currentGamma } from "../generation.ts";
import { ClockMap, type DeviceSpan, SubmitTimer } from "./clock.ts";
import type { Gpu } from "./gpu.ts";
import { blockRows, type Pass } from "./network.ts";
import { type Decisions, readRecord } from "./record.ts";
import { type Decoding, maxIterations, type Sampler } from "./sampler.ts";
import { checkTokens, type GpuSession } from "./session.ts";

/** The most that can be drafted ahead. */
export const maxGamma = 64;
/** Device time to fill with one submit, ms: long beside what a submit costs, short beside a stop. */
const submitTime = 16;
/** Submits on their way at once, so that the device has work while the last results are read. */
const depth = 2;

interface Submit {
  readonly gamma: number;
  readonly iterations: number;
  readonly slot: Slot;
  readonly submitted: number;
  readonly mapped: Promise<void>;
}

/** What one submit writes to and is read from. */
interface Slot {
  readonly timer: SubmitTimer;
  readonly staging: GPUBuffer;
}

/** A generation on the device; see Engine.generate. */
export class Generation {
  private readonly gpu: Gpu;
  private readonly target: GpuSession;
  private readonly draft: GpuSession | null;
  private readonly sampler: Sampler;
  private readonly request: Request;
  private readonly end: number;
  private readonly clock = new ClockMap();
  private readonly slots: Slot[] = [];
  private readonly massBytes: number;
  /** Tokens that are known here; the device may be ahead. */
  private length: number;
  /** Positions of the draft's cache that are known to hold the text. */
  private drafted: number;
  private iterationTime = submitTime;
  private lastArrival = 0;

  constructor(
    gpu: Gpu,
    target: GpuSession,
    draft: GpuSession | null,
    sampler: Sampler,
    request: Request,
  ) {
    this.gpu = gpu;
    this.target = target;
    this.draft = draft;
    this.sampler = sampler;
    this.request = request;
    const context = Math.min(target.context, draft?.context ?? target.context);
    checkRequest(request, context);
    checkTokens(request.prompt, target.config.vocab);
    this.length = request.prompt.length;
    this.end = Math.min(this.length + request.length, context);
    this.drafted = 0;
    this.massBytes = request.distributions ? sampler.masses.size : 0;
  }

  async *run(): AsyncGenerator<Iteration> {
    const { request, target, draft } = this;
    const ahead = request.distributions ? 1 : depth;
    const decoding = await this.sampler.prepare(
      target.network,
      draft?.network ?? null,
      draft?.solo ?? null,
    );
    target.forget();
    draft?.forget();
    target.tape.start(request, this.end);
    const underway: Submit[] = [];
    let first = true;
    let over = false;
    try {
      while (!over) {
        while (!over && underway.length < ahead && !request.signal?.aborted) {
          const gamma = draft === null ? 0 : this.gamma();
          // What the draft missed while it was not asked is only known when nothing is underway.
          const behind = gamma > 0 && underway.some((submit) => submit.gamma === 0);
          if (behind || this.furthest(underway) >= this.end) break;
          underway.push(await this.submit(gamma, decoding, first, underway));
          first = false;
        }
        const submit = underway.shift();
        if (submit === undefined) return;
        for (const iteration of await this.results(submit)) {
          if (request.signal?.aborted) return;
          yield iteration;
          if (iteration.finish !== null) over = true;
        }
        if (request.signal?.aborted) return;
      }
    } finally {
      await Promise.allSettled(underway.map(({ mapped }) => mapped));
      this.free();
    }
  }

  private free(): void {
    for (const { timer, staging } of this.slots) {
      timer.free();
      this.gpu.free(staging);
    }
  }

  private gamma(): number {
    const gamma = currentGamma(this.request);
    if (gamma <= this.sampler.cap) return gamma;
    throw new RangeError(`gamma is ${gamma}, this engine drafts at most ${maxGamma} tokens`);
  }

  /** The length that the text has at least when all that is underway is done. */
  private furthest(underway: readonly Submit[]): number {
    return underway.reduce((length, { iterations }) => length + iterations, this.length);
  }

  private async submit(
    gamma: number,
    decoding: Decoding,
    first: boolean,
    underway: readonly Submit[],
  ): Promise<Submit> {
    const { gpu, target, draft, sampler } = this;
    const known = underway.length === 0;
    const left = this.end - this.furthest(underway);
    const wanted = this.request.distributions || first ? 1 : submitTime / this.iterationTime;
    const iterations = Math.max(1, Math.min(Math.round(wanted), left, maxIterations));
    const verify = await target.network.pass(gamma + 1);
    const [one, two, fill, draftFill] = await Promise.all([
      draft?.network.pass(1),
      draft?.network.pass(2),
      target.network.pass(blockRows),
      draft?.network.pass(blockRows),
    ]);
    const slot = this.slot(underway);
    const { tape } = target;
    tape.makeRoom();
    slot.timer.begin();
    const encoder = gpu.device.createCommandEncoder();
    encoder.clearBuffer(sampler.record);
    tape.resetIterations(encoder);
    const { length } = this;
    const lacking = known && draft !== null && gamma > 0 && this.drafted < length - 2;
    if ((first && length > 1) || lacking) {
      const pass = encoder.beginComputePass(slot.timer.pass("prefill", 0));
      if (first) target.encodeFilling(pass, fill, tape, 0, length - 1, length);
      if (lacking && draftFill !== undefined) {
        draft.encodeFilling(pass, draftFill, tape, this.drafted, length - 2, length);
        this.drafted = length - 2;
      }
      pass.end();
    }
    for (let i = 0; i < iterations; i++) {
      const single = i === 0 && first && length === 1;
      if (gamma > 0 && draft !== null && one !== undefined && two !== undefined) {
        this.encodeDraft(encoder, slot, i, gamma, single ? one : two, one, decoding);
      }
      this.encodeTarget(encoder, slot, i, gamma, verify, decoding);
    }
    this.copyOut(encoder, slot);
    gpu.device.queue.submit([encoder.finish()]);
    const submitted = performance.now();
    const mapped = slot.staging.mapAsync(GPUMapMode.READ);
    mapped.catch(() => null); // awaited in turn; a loss may reject it while another is awaited
    return { gamma, iterations, slot, submitted, mapped };
  }

  /** γ proposals. The first pass takes two tokens: after a full acceptance the draft has not seen the
   *  last proposal, and reading it again otherwise changes nothing. */
  private encodeDraft(
    encoder: GPUCommandEncoder,
    slot: Slot,
    iteration: number,
    gamma: number,
    first: Pass,
    next: Pass,
    { propose, solo }: Decoding,
  ): void {
    const { draft, target, sampler } = this;
    if (draft === null || propose === null) return;
    const { tape } = target;
    const pass = encoder.beginComputePass(slot.timer.pass("draft", iteration));
    if (solo !== null) {
      draft.solo?.encode(pass, sampler, solo, tape, gamma, Math.max(0, this.drafted));
      pass.end();
      return;
    }
    for (let index = 0; index < gamma; index++) {
      const rows = index === 0 && first !== next ? 2 : 1;
      const step = tape.step({ offset: index - rows, index, row: rows - 1 });
      draft.network.encode(pass, index === 0 ? first.all : next.all, tape, step, rows);
      sampler.encode(pass, propose, tape, step);
    }
    pass.end();
  }

  private encodeTarget(
    encoder: GPUCommandEncoder,
    { timer }: Slot,
    iteration: number,
    gamma: number,
    verify: Pass,
    decoding: Decoding,
  ): void {
    const { target, draft, sampler } = this;
    const { tape } = target;
    const step = tape.step({ offset: -1, index: gamma, row: 0 });
    const pass = encoder.beginComputePass(timer.pass("verify", iteration));
    target.network.encode(pass, verify.all, tape, step, gamma + 1);
    pass.end();
    const decide = encoder.beginComputePass(timer.pass("decide", iteration));
    if (draft === null) {
      sampler.encode(decide, decoding.alone, tape, step);
    } else {
      sampler.encode(decide, decoding.rows, tape, step, gamma + 1);
      sampler.encode(decide, decoding.decide, tape, step);
    }
    decide.end();
  }

  private copyOut(encoder: GPUCommandEncoder, { timer, staging }: Slot): void {
    const { sampler, massBytes } = this;
    encoder.copyBufferToBuffer(sampler.record, 0, staging, 0, sampler.recordBytes);
    if (massBytes > 0) {
      encoder.copyBufferToBuffer(sampler.masses, 0, staging, sampler.recordBytes, massBytes);
    }
    timer.resolve(encoder, staging, sampler.recordBytes + massBytes);
  }

  private slot(underway: readonly Submit[]): Slot {
    const free = this.slots.find((slot) => underway.every((submit) => submit.slot !== slot));
    if (free !== undefined) return free;
    const timer = new SubmitTimer(this.gpu);
    const bytes = this.sampler.recordBytes + this.massBytes + timer.bytes;
    const slot = { timer, staging: this.gpu.buffer("results", bytes, GPUBufferUsage.MAP_READ) };
    this.slots.push(slot);
    return slot;
  }

  /** Waits for a submit and reads what its iterations decided. */
  private results(submit: Submit): Promise<Iteration[]> {
    const { staging } = submit.slot;
    return this.gpu.read(staging, staging.size, submit.mapped, (bytes) =>
      this.readIterations(submit, bytes),
    );
  }

  private readIterations(
    { gamma, iterations, slot, submitted }: Submit,
    bytes: ArrayBuffer,
  ): Iteration[] {
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
    const all: Iteration[] = [];
    for (let i = 0; i < iterations; i++) {
      const decisions = readRecord(words, i, sampler.cap);
      if (decisions === null) break;
      this.length = decisions.position + decisions.tokens.length;
      if (gamma > 0) this.drafted = this.length - 2;
      const distributions =
        massBytes > 0
          ? this.distributions(
              new Float32Array(bytes, sampler.recordBytes, massBytes / 4),
              decisions,
            )
          : undefined;
      const readBack = i === iterations - 1 || decisions.finish !== null;
      all.push({
        ...decisions,
        spans: this.spans(spans, i, iterations, busySince, now, readBack),
        distributions,
        finish: this.finish(decisions),
      });
    }
    return all;
  }

  private finish({ finish }: Decisions): Finish | null {
    if (finish !== "end") return finish;
    return this.length >= this.request.prompt.length + this.request.length ? "length" : "context";
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
}

import type { Finish, Iteration, Request } from "../engine.ts";
import { checkRequest, currentGamma } from "../generation.ts";
import type { Gpu } from "./gpu.ts";
import { blockRows, type Pass } from "./network.ts";
import type { Decisions } from "./record.ts";
import { Results, type Slot, type Submit } from "./results.ts";
import { type Decoding, maxIterations, type Sampler } from "./sampler.ts";
import { checkTokens, type GpuSession } from "./session.ts";

/** The most that can be drafted ahead. */
export const maxGamma = 64;
/** Device time to fill with one submit, ms: long beside what a submit costs, short beside a stop. */
const submitTime = 16;
/** Submits on their way at once, so that the device has work while the last results are read. */
const depth = 2;

/** A generation on the device; see Engine.generate. */
export class Generation {
  private readonly gpu: Gpu;
  private readonly target: GpuSession;
  private readonly draft: GpuSession | null;
  private readonly sampler: Sampler;
  private readonly request: Request;
  private readonly end: number;
  private readonly returns: Results;
  /** Tokens that are known here; the device may be ahead. */
  private length: number;
  /** Positions of the draft's cache that are known to hold the text. */
  private drafted: number;

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
    this.returns = new Results(gpu, sampler, request.distributions === true, submitTime);
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
      this.returns.free();
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
    const wanted =
      this.request.distributions || first ? 1 : submitTime / this.returns.iterationTime;
    const iterations = Math.max(1, Math.min(Math.round(wanted), left, maxIterations));
    const verify = await target.network.pass(gamma + 1);
    const [one, two, fill, draftFill] = await Promise.all([
      draft?.network.pass(1),
      draft?.network.pass(2),
      target.network.pass(blockRows),
      draft?.network.pass(blockRows),
    ]);
    const slot = this.returns.slot(underway);
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
    this.returns.copyOut(encoder, slot);
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

  private async results(submit: Submit): Promise<Iteration[]> {
    const results = await this.returns.read(submit);
    return results.map(({ decisions, ...rest }) => {
      this.length = decisions.position + decisions.tokens.length;
      if (submit.gamma > 0) this.drafted = this.length - 2;
      return { ...decisions, ...rest, finish: this.finish(decisions) };
    });
  }

  private finish({ finish }: Decisions): Finish | null {
    if (finish !== "end") return finish;
    return this.length >= this.request.prompt.length + this.request.length ? "length" : "context";
  }
}

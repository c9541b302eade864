import { checkSession } from "../check.ts";
import type { Engine, Iteration, Request, Session, SessionOptions } from "../engine.ts";
import { WrongLogitsError } from "../errors.ts";
import type { Model } from "../model.ts";
import { type AdapterFacts, openDevice } from "./adapter.ts";
import { checkProposals } from "./check-proposals.ts";
import { Generation, maxGamma } from "./generate.ts";
import { Gpu } from "./gpu.ts";
import { Sampler } from "./sampler.ts";
import { GpuSession } from "./session.ts";
import { type Shapes, usesQuads, withoutQuads } from "./shape.ts";
import { type Memory, Tuner } from "./tuner.ts";

export interface WebGpuOptions {
  /** Instead of navigator.gpu. */
  readonly gpu?: GPU;
  readonly powerPreference?: GPUPowerPreference;
  /** Instead of measuring which kernel shapes suit the device. */
  readonly shapes?: Shapes;
  /** Where measured shapes are kept from visit to visit. */
  readonly memory?: Memory;
}

/** The engine on WebGPU, with what a page may want to show of it. */
export interface WebGpuEngine extends Engine {
  readonly backend: "webgpu";
  readonly adapter: AdapterFacts;
  readonly device: GPUDevice;
  /** Resolves when the device is gone; every session is then closed. Create a new engine. */
  readonly lost: Promise<GPUDeviceLostInfo>;
  /** Buffers that exist on the device, and their bytes. */
  readonly buffers: { readonly count: number; readonly bytes: number };
  /** The kernel shapes that a session of this engine uses. */
  shapesOf(session: Session): Shapes;
  /** What turned out to be wrong on this device and is not used any more, in words. */
  readonly distrusted: readonly string[];
}

/** An engine on the best adapter. Throws WebGpuError "no-webgpu" or "no-adapter". */
export async function createWebGpuEngine(options: WebGpuOptions = {}): Promise<WebGpuEngine> {
  const { device, facts } = await openDevice(
    options.gpu ?? globalThis.navigator?.gpu,
    options.powerPreference ?? "high-performance",
  );
  return new WebGpu(new Gpu(device), facts, options);
}

class WebGpu implements WebGpuEngine {
  readonly backend = "webgpu";
  readonly adapter: AdapterFacts;
  private readonly gpu: Gpu;
  private readonly options: WebGpuOptions;
  private readonly sessions = new Set<GpuSession>();
  private readonly samplers = new Map<string, Sampler[]>();
  private readonly tuner: Tuner;
  /** Whether kernels by quads may be used; not after a check has found them wrong. */
  private quads = true;
  readonly distrusted: string[] = [];

  constructor(gpu: Gpu, adapter: AdapterFacts, options: WebGpuOptions) {
    this.gpu = gpu;
    this.adapter = adapter;
    this.options = options;
    this.tuner = new Tuner(gpu, adapter, options.memory);
  }

  get device(): GPUDevice {
    return this.gpu.device;
  }

  get lost(): Promise<GPUDeviceLostInfo> {
    return this.gpu.device.lost;
  }

  get buffers(): { count: number; bytes: number } {
    return this.gpu.buffers;
  }

  /** Every session is checked against lm/cpu before it is handed out. Kernels by quads that give other
   *  numbers are replaced by plain ones, for this and all later sessions.
   *  Throws WrongLogitsError where the plain ones are wrong too. */
  async open(model: Model, options: SessionOptions = {}): Promise<Session> {
    this.gpu.check();
    const wanted = this.options.shapes ?? (await this.tuner.shapes(model));
    const shapes = this.quads ? wanted : withoutQuads(wanted);
    try {
      return await this.openChecked(model, options, shapes);
    } catch (error) {
      if (!(error instanceof WrongLogitsError) || !usesQuads(shapes)) throw error;
      this.quads = false;
      this.distrusted.push(`kernels by quads are wrong on this device: ${error.message}`);
      return this.openChecked(model, options, withoutQuads(shapes));
    }
  }

  private async openChecked(
    model: Model,
    options: SessionOptions,
    shapes: Shapes,
  ): Promise<GpuSession> {
    const session = await GpuSession.open(this.gpu, model, options, shapes, (closed) =>
      this.sessions.delete(closed),
    );
    this.sessions.add(session);
    try {
      await checkSession(session, model);
      await this.checkSolo(session, model);
      return session;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** Keeps the draft's one dispatch where it is faster than passes, and right. */
  private async checkSolo(session: GpuSession, model: Model): Promise<void> {
    const { solo } = session;
    if (solo === null) return;
    const sampler = this.borrow(model.config.vocab, usualCap, session.shapes.sampling);
    try {
      const { pays, tokens } = await this.tuner.solo(model, session, sampler);
      if (this.options.shapes === undefined && !pays) return session.dropSolo();
      solo.tokens = tokens;
      await checkProposals(this.gpu, session, model, sampler);
    } catch (error) {
      if (!(error instanceof WrongLogitsError)) throw error;
      session.dropSolo();
      this.distrusted.push(
        `the kernel that drafts in one dispatch is wrong for ${model.id}, which drafts by passes instead: ${error.message}`,
      );
    } finally {
      this.giveBack(sampler);
    }
  }

  async *generate(
    target: Session,
    draft: Session | null,
    request: Request,
  ): AsyncGenerator<Iteration> {
    const writer = this.own(target);
    const proposer = draft === null ? null : this.own(draft);
    const { vocab } = writer.config;
    if (proposer !== null && proposer.config.vocab !== vocab) {
      throw new RangeError(
        `the draft scores ${proposer.config.vocab} tokens, the target ${vocab}; they must share one vocabulary`,
      );
    }
    const cap = proposer === null ? 1 : capOf(request);
    const sampler = this.borrow(vocab, cap, writer.shapes.sampling);
    try {
      yield* new Generation(this.gpu, writer, proposer, sampler, request).run();
    } finally {
      this.giveBack(sampler);
    }
  }

  shapesOf(session: Session): Shapes {
    return this.own(session).shapes;
  }

  close(): void {
    for (const session of [...this.sessions]) session.close();
    for (const sampler of [...this.samplers.values()].flat()) sampler.free();
    this.samplers.clear();
    this.gpu.device.destroy();
  }

  private own(session: Session): GpuSession {
    if (!(session instanceof GpuSession) || !this.sessions.has(session)) {
      throw new RangeError("the session isn't an open one of this engine");
    }
    session.ensureOpen();
    return session;
  }

  /** Samplers are kept: their bind groups are made once. Two generations at a time need two. */
  private borrow(vocab: number, cap: number, threads: number): Sampler {
    const kept = this.samplers.get(`${vocab} ${cap} ${threads}`)?.pop();
    return kept ?? new Sampler(this.gpu, vocab, cap, threads);
  }

  private giveBack(sampler: Sampler): void {
    const key = `${sampler.vocab} ${sampler.cap} ${sampler.threads}`;
    const kept = this.samplers.get(key) ?? [];
    kept.push(sampler);
    this.samplers.set(key, kept);
  }
}

/** Proposals that there is room for where γ stays small. */
const usualCap = 8;

/** Room for proposals: a γ that can change may ask for the most. */
function capOf({ gamma }: Request): number {
  return typeof gamma === "number" && gamma <= usualCap ? usualCap : maxGamma;
}

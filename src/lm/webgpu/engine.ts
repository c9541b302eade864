import type { Engine, Iteration, Request, Session, SessionOptions } from "../engine.ts";
import type { Model } from "../model.ts";
import { type AdapterFacts, openDevice } from "./adapter.ts";
import { Generation, maxGamma } from "./generate.ts";
import { Gpu } from "./gpu.ts";
import { Sampler } from "./sampler.ts";
import { GpuSession } from "./session.ts";
import type { Shapes } from "./shape.ts";
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

  async open(model: Model, options: SessionOptions = {}): Promise<Session> {
    this.gpu.check();
    const shapes = this.options.shapes ?? (await this.tuner.shapes(model));
    const session = await GpuSession.open(this.gpu, model, options, shapes, (closed) =>
      this.sessions.delete(closed),
    );
    this.sessions.add(session);
    if (session.solo !== null && this.options.shapes === undefined) {
      const sampler = this.borrow(model.config.vocab, usualCap, shapes.sampling);
      try {
        if (!(await this.tuner.soloPays(model, session, sampler))) session.dropSolo();
      } finally {
        this.giveBack(sampler);
      }
    }
    return session;
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

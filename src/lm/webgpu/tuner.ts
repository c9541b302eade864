import type { Model } from "../model.ts";
import type { AdapterFacts } from "./adapter.ts";
import type { Gpu } from "./gpu.ts";
import { kernelsVersion } from "./kernels.ts";
import type { Sampler } from "./sampler.ts";
import type { GpuSession } from "./session.ts";
import { readShapes, type Shapes } from "./shape.ts";
import { tune } from "./tune.ts";
import { type SoloTrial, trySolo } from "./tune-solo.ts";

/** Keeps values that JSON can hold. What is read may be from anyone. */
export interface Memory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** What was measured on one device: once a visit, or once for all where there is a memory. */
export class Tuner {
  private readonly gpu: Gpu;
  private readonly adapter: AdapterFacts;
  private readonly memory: Memory | undefined;
  private chosen: Promise<Shapes> | null = null;
  private readonly solos = new Map<string, Promise<SoloTrial>>();

  constructor(gpu: Gpu, adapter: AdapterFacts, memory: Memory | undefined) {
    this.gpu = gpu;
    this.adapter = adapter;
    this.memory = memory;
  }

  /** The shapes for this device. The first model that asks is the one that is measured. */
  shapes(model: Model): Promise<Shapes> {
    this.chosen ??= this.remember(this.key("shapes"), readShapes, () =>
      tune(this.gpu, model, this.adapter.software),
    );
    this.chosen.catch(() => {
      this.chosen = null;
    });
    return this.chosen;
  }

  /** What drafting in one workgroup takes with this model. */
  solo({ config }: Model, session: GpuSession, sampler: Sampler): Promise<SoloTrial> {
    const { hidden, intermediate, layers, vocab } = config;
    const { context, shapes } = session;
    const sizes = [hidden, intermediate, layers, vocab, context, shapes.solo];
    const key = this.key(`solo ${sizes.join(" ")}`);
    let known = this.solos.get(key);
    if (known === undefined) {
      known = this.remember(key, readTrial, () => trySolo(this.gpu, session, sampler));
      this.solos.set(key, known);
      known.catch(() => this.solos.delete(key));
    }
    return known;
  }

  /** A browser's or an engine's next version may compile the same shape to another program. */
  private key(what: string): string {
    const { vendor, architecture, device, description, features } = this.adapter;
    const adapter = [vendor, architecture, device, description].join(" ");
    const browser = globalThis.navigator?.userAgent ?? "";
    return [format, kernelsVersion, browser, adapter, features.join(), what].join(" | ");
  }

  private async remember<T>(
    key: string,
    read: (kept: unknown) => T | null,
    measure: () => Promise<T>,
  ): Promise<T> {
    const kept = read(await this.memory?.get(key));
    if (kept !== null) return kept;
    const measured = await measure();
    await this.memory?.set(key, measured);
    return measured;
  }
}

/** Of what is kept: shapes of other kernels than these would mean something else. */
const format = 3;

function readTrial(kept: unknown): SoloTrial | null {
  if (typeof kept !== "object" || kept === null) return null;
  const { pays, tokens } = kept as Partial<SoloTrial>;
  if (typeof pays !== "boolean" || !Number.isInteger(tokens) || Number(tokens) < 1) return null;
  return kept as SoloTrial;
}

import type { Backend, Engine } from "../lm/engine.ts";
import type { Model } from "../lm/model.ts";
import { type Chosen, chooseEngine, type Openers } from "./backend.ts";
import { openChecked, WrongEngineError } from "./checked.ts";
import type { Opened } from "./pair.ts";

/** The engine in use with the models that are open on it. */
export class Device {
  private readonly openers: Openers;
  private current: { readonly wanted: Backend | "auto"; readonly chosen: Chosen } | null = null;
  private readonly sessions = new Map<Model, Opened>();
  /** Engines that failed their check here, in words. */
  private readonly wrong = new Map<Backend, string>();

  constructor(openers: Openers) {
    this.openers = openers;
  }

  /** The engine for `wanted` with these models open on it, the target first. One that fails its check is
   *  left for the next of webgpu, wasm, cpu, and the reason says so. */
  async ready(
    wanted: Backend | "auto",
    models: readonly [Model, ...Model[]],
  ): Promise<{ chosen: Chosen; opened: Opened[] }> {
    for (;;) {
      try {
        const chosen = await this.engine(wanted, models[0], models[1]);
        return { chosen, opened: await this.open(chosen.engine, models) };
      } catch (error) {
        if (!(error instanceof WrongEngineError)) throw error;
        this.drop();
        this.wrong.set(error.backend, error.message);
      }
    }
  }

  /** The engine for `wanted`: the one in use, or a new one that replaces it. */
  async engine(
    wanted: Backend | "auto",
    target: Model,
    draft: Model | null = null,
  ): Promise<Chosen> {
    if (this.current?.wanted === wanted) return this.current.chosen;
    this.drop();
    const chosen = await this.choose(wanted, target, draft);
    this.current = { wanted, chosen };
    chosen.lost?.then(() => {
      if (this.current?.chosen === chosen) this.drop();
    });
    return chosen;
  }

  /** Opens these models and closes all others. */
  async open(engine: Engine, models: readonly Model[]): Promise<Opened[]> {
    for (const [model, { session }] of this.sessions) {
      if (models.includes(model)) continue;
      session.close();
      this.sessions.delete(model);
    }
    const opened: Opened[] = [];
    for (const model of models) {
      const known = this.sessions.get(model) ?? {
        model,
        session: await openChecked(engine, model),
      };
      this.sessions.set(model, known);
      opened.push(known);
    }
    return opened;
  }

  private async choose(
    wanted: Backend | "auto",
    target: Model,
    draft: Model | null,
  ): Promise<Chosen> {
    const { wrong, openers } = this;
    if (wrong.size === 0) return chooseEngine(wanted, target, openers, draft);
    const refused = (backend: Backend) => {
      const words = wrong.get(backend);
      if (words === undefined) return openers[backend];
      return () => Promise.reject(new Error(words));
    };
    const left: Openers = { ...openers, webgpu: refused("webgpu"), wasm: refused("wasm") };
    const instead = wanted === "wasm" ? "cpu" : "auto";
    const named = wanted !== "auto" && wrong.has(wanted);
    const chosen = await chooseEngine(named ? instead : wanted, target, left, draft);
    const said = [...wrong.values()];
    // What chooseEngine says of an engine that it could not try is said already, and better.
    if (!named && !(wanted === "auto" && wrong.has("webgpu"))) said.push(chosen.reason);
    return { ...chosen, reason: said.join(" ") };
  }

  /** Gives the engine back, with all that is open on it, whatever state it is in; the next call opens a new one. */
  drop(): void {
    this.sessions.clear();
    const { current } = this;
    this.current = null;
    try {
      current?.chosen.engine.close();
    } catch {
      // It is gone already, which is all that was wanted.
    }
  }
}

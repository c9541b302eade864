import type { Backend, Engine } from "../lm/engine.ts";
import type { Model } from "../lm/model.ts";
import { type Chosen, chooseEngine, type Openers } from "./backend.ts";
import type { Opened } from "./pair.ts";

/** The engine in use with the models that are open on it. */
export class Device {
  private readonly openers: Openers;
  private current: { readonly wanted: Backend | "auto"; readonly chosen: Chosen } | null = null;
  private readonly sessions = new Map<Model, Opened>();

  constructor(openers: Openers) {
    this.openers = openers;
  }

  /** The engine for `wanted`: the one in use, or a new one that replaces it. */
  async engine(wanted: Backend | "auto", target: Model): Promise<Chosen> {
    if (this.current?.wanted === wanted) return this.current.chosen;
    this.drop();
    const chosen = await chooseEngine(wanted, target, this.openers);
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
      const known = this.sessions.get(model) ?? { model, session: await engine.open(model) };
      this.sessions.set(model, known);
      opened.push(known);
    }
    return opened;
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

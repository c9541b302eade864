import { autoregress } from "../autoregressive.ts";
import type { Engine, Iteration, Session, SessionOptions } from "../engine.ts";
import type { Model } from "../model.ts";
import { speculate } from "../speculative.ts";
import { float32Weights } from "../weights.ts";
import { breathing } from "./breathing.ts";
import { Forward } from "./forward.ts";

/** Without a word from the caller, a model that was made for more positions gets a cache of so many. */
const defaultContext = 2048;

/** The plain engine: float32 on the CPU, in the thread that calls it. */
export function cpuEngine(): Engine {
  const sessions = new Set<CpuSession>();
  return {
    backend: "cpu",
    async open(model, options) {
      const session = new CpuSession(model, options, () => sessions.delete(session));
      sessions.add(session);
      return session;
    },
    generate(target, draft, request): AsyncIterable<Iteration> {
      return breathing(
        draft === null ? autoregress(target, request) : speculate(target, draft, request),
      );
    },
    close() {
      for (const session of sessions) session.close();
    },
  };
}

/** A Session that can also pass without a promise, for loops that have nothing to wait for. */
export class CpuSession implements Session {
  readonly config: Model["config"];
  readonly context: number;
  private forward: Forward | null;
  private readonly onClose: (() => void) | undefined;

  constructor(model: Model, options: SessionOptions = {}, onClose?: () => void) {
    this.config = model.config;
    this.context = readContext(model, options);
    this.forward = new Forward(model.config, float32Weights(model.weights), this.context);
    this.onClose = onClose;
  }

  passNow(tokens: ArrayLike<number>, position: number): Float32Array {
    if (this.forward === null) throw new Error("this session is closed");
    return this.forward.pass(tokens, position);
  }

  async pass(tokens: ArrayLike<number>, position: number): Promise<Float32Array> {
    return this.passNow(tokens, position);
  }

  close(): void {
    this.forward = null;
    this.onClose?.();
  }
}

function readContext({ config }: Model, options: SessionOptions): number {
  const context = options.context ?? Math.min(config.context, defaultContext);
  if (Number.isInteger(context) && context >= 1 && context <= config.context) return context;
  throw new RangeError(
    `context is ${context}, it must be a whole number from 1 to ${config.context}`,
  );
}

import { breathing } from "../cpu/breathing.ts";
import type { Engine, Iteration, Request, Session } from "../engine.ts";
import { autoregress, speculate } from "./generate.ts";
import { Heap } from "./heap.ts";
import { type Build, bestBuild, instantiate, type Kernels, loadKernels } from "./instance.ts";
import { WasmSession } from "./session.ts";

export interface WasmOptions {
  /** Instead of the fastest build that the runtime compiles. */
  readonly build?: Build;
  /** The compiled kernels, where the bundler doesn't bring them. */
  readonly module?: WebAssembly.Module;
}

/** The engine on WebAssembly SIMD, with what a page may want to show of it. */
export interface WasmEngine extends Engine {
  readonly backend: "wasm";
  /** Which build of the kernels runs: with relaxed SIMD or without. */
  readonly build: Build;
  /** Bytes of linear memory now: models, caches and work space. */
  readonly bytes: number;
}

/** The engine on WebAssembly SIMD, in the thread that calls it.
 *  Rejects with WasmError "no-simd" where the runtime lacks it. */
export async function createWasmEngine(options: WasmOptions = {}): Promise<WasmEngine> {
  const build = options.build ?? bestBuild();
  const module = options.module ?? (await loadKernels(build));
  const sessions = new Set<WasmSession>();
  let device: { kernels: Kernels; heap: Heap } | null = null;

  /** Sessions share one memory, which is dropped with the last of them: it could not shrink. */
  function leave(session: WasmSession) {
    sessions.delete(session);
    if (sessions.size === 0) device = null;
  }

  function own(session: Session): WasmSession {
    if (session instanceof WasmSession && sessions.has(session)) return session;
    throw new Error("this session is closed, or another engine's");
  }

  async function* generate(
    target: Session,
    draft: Session | null,
    request: Request,
  ): AsyncGenerator<Iteration> {
    const first = own(target);
    const second = draft === null ? null : own(draft);
    if (device === null) throw new Error("this engine has no sessions");
    const { kernels, heap } = device;
    yield* second === null
      ? autoregress(kernels, heap, first, request)
      : speculate(kernels, heap, first, second, request);
  }

  return {
    backend: "wasm",
    build,
    get bytes() {
      return device?.heap.size ?? 0;
    },
    async open(model, sessionOptions = {}) {
      if (device === null) {
        const kernels = await instantiate(module);
        // Another call may have come in between.
        device ??= { kernels, heap: new Heap(kernels.memory) };
      }
      const { kernels, heap } = device;
      const session = new WasmSession(kernels, heap, model, sessionOptions, leave);
      sessions.add(session);
      return session;
    },
    generate: (target, draft, request) => breathing(generate(target, draft, request)),
    close() {
      for (const session of sessions) session.close();
    },
  };
}

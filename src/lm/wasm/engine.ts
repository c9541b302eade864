import { breathing } from "../cpu/breathing.ts";
import type { Engine, Iteration, Request, Session } from "../engine.ts";
import { autoregress, speculate } from "./generate.ts";
import { Heap } from "./heap.ts";
import { type Build, bestBuild, instantiate, type Kernels, loadKernels } from "./instance.ts";
import { WasmSession } from "./session.ts";
import { sharedPages } from "./shared-pages.ts";
import { type Spawn, spawnWorker, Team } from "./team.ts";

export interface WasmOptions {
  /** Instead of the fastest build that the runtime compiles. */
  readonly build?: Build;
  /** Threads that may share a pass, the caller's own included; 1 by default. More than one needs shared
   *  memory, so a page that is cross-origin isolated (`availableThreads`). */
  readonly threads?: number;
  /** Let the team share every pass, whether or not that is faster here. */
  readonly always?: boolean;
  /** How a thread is started; by default as a worker. */
  readonly spawn?: Spawn;
}

/** The engine on WebAssembly SIMD, with what a page may want to show of it. */
export interface WasmEngine extends Engine {
  readonly backend: "wasm";
  /** Which build of the kernels runs: with relaxed SIMD or without. */
  readonly build: Build;
  /** Threads that share a pass of this session, as measured when it was opened. */
  threadsOf(session: Session): number;
  /** Bytes of linear memory now: models, caches and work space. */
  readonly bytes: number;
}

/** What runs while there are sessions. */
interface Device {
  readonly kernels: Kernels;
  readonly heap: Heap;
  readonly team: Team | null;
}

/** The engine on WebAssembly SIMD, in the thread that calls it and those of its team.
 *  Rejects with WasmError "no-simd" where the runtime lacks it. */
export async function createWasmEngine(options: WasmOptions = {}): Promise<WasmEngine> {
  const build = options.build ?? bestBuild();
  const { threads = 1, always = false, spawn = spawnWorker } = options;
  const module = await loadKernels(build, threads > 1);
  const sessions = new Set<WasmSession>();
  let device: Promise<Device> | null = null;
  let running: Device | null = null;
  let opening = 0; // sessions that are being opened

  async function start(): Promise<Device> {
    if (threads === 1) {
      const kernels = await instantiate(module);
      return { kernels, heap: new Heap(kernels.memory), team: null };
    }
    const memory = new WebAssembly.Memory({ initial: 1, maximum: sharedPages, shared: true });
    const kernels = await instantiate(module, memory);
    const heap = new Heap(memory, sharedPages);
    const team = await Team.gather({ module, memory, count: threads, spawn }, kernels, heap);
    return { kernels, heap, team };
  }

  /** Sessions share one memory, which is dropped with the last of them: it could not shrink. */
  function leave(session: WasmSession) {
    sessions.delete(session);
    if (sessions.size + opening > 0) return;
    const last = device;
    device = null;
    running = null;
    void last?.then(({ team }) => team?.dismiss());
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
    if (running === null) throw new Error("this engine has no sessions");
    const { kernels, heap } = running;
    yield* second === null
      ? autoregress(kernels, heap, first, request)
      : speculate(kernels, heap, first, second, request);
  }

  return {
    backend: "wasm",
    build,
    get bytes() {
      return running?.heap.size ?? 0;
    },
    threadsOf: (session) => (own(session).sharing === "never" ? 1 : threads),
    async open(model, sessionOptions = {}) {
      device ??= start();
      opening++;
      try {
        running = await device;
      } catch (error) {
        device = null;
        throw error;
      } finally {
        opening--;
      }
      const { kernels, heap, team } = running;
      const session = new WasmSession(kernels, heap, model, {
        ...sessionOptions,
        threads: team === null ? 1 : threads,
        always,
        onClose: leave,
      });
      sessions.add(session);
      return session;
    },
    generate: (target, draft, request) => breathing(generate(target, draft, request)),
    close() {
      for (const session of sessions) session.close();
    },
  };
}

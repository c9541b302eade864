import type { Heap } from "./heap.ts";
import { instantiate, type Kernels } from "./instance.ts";
import { sharedPages } from "./shared-pages.ts";

/** What a thread beside the leader begins with. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Address of the control block; see assembly/team.as. */
  readonly control: number;
  readonly index: number;
  readonly count: number;
}

/** A started thread. `ready` resolves when it waits for passes, and rejects when it can't. */
export interface Thread {
  readonly ready: Promise<void>;
  terminate(): void;
}

export type Spawn = (start: ThreadStart) => Thread;

/** Bytes of the control block. */
const controlBytes = 512;
/** No thread takes longer to start, ms; until then the page waits for its first text. */
const patience = 4000;

/** Threads that take part in the passes of one instance of the kernels. */
export class Team {
  private readonly threads: readonly Thread[];

  private constructor(threads: readonly Thread[]) {
    this.threads = threads;
  }

  /** A team of `count` with the caller as its leader. Null where a thread doesn't start: then the leader
   *  works alone. */
  static async gather(
    {
      module,
      memory,
      count,
      spawn,
    }: Pick<ThreadStart, "module" | "memory" | "count"> & {
      readonly spawn: Spawn;
    },
    kernels: Kernels,
    heap: Heap,
  ): Promise<Team | null> {
    const control = heap.allocate(controlBytes);
    const threads = Array.from({ length: count - 1 }, (_, i) =>
      spawn({ module, memory, control, index: i + 1, count }),
    );
    const team = new Team(threads);
    try {
      await Promise.race([
        Promise.all(threads.map(({ ready }) => ready)),
        new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), patience)),
      ]);
    } catch {
      team.dismiss();
      return null;
    }
    kernels.join(control, 0, count, Number(typeof document === "undefined"));
    return team;
  }

  dismiss(): void {
    for (const thread of this.threads) thread.terminate();
  }
}

/** Threads that a page can have: those of the machine, at most four, since a pass of a small model is over
 *  before more have met. One where memory can't be shared, or where so much of it can't be reserved. */
export function availableThreads(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  try {
    new WebAssembly.Memory({ initial: 1, maximum: sharedPages, shared: true });
  } catch {
    return 1;
  }
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency));
}

/** A thread as a worker of the browser's. */
export function spawnWorker(start: ThreadStart): Thread {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { type: "module" });
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener("message", () => resolve(), { once: true });
    worker.addEventListener("error", () => reject(new Error("the thread did not start")));
  });
  worker.postMessage(start);
  return { ready, terminate: () => worker.terminate() };
}

/** What a thread does with its start: it says so when it is ready and then serves until it is terminated. */
export async function serve(start: ThreadStart, onReady: () => void): Promise<void> {
  const { module, memory, control, index, count } = start;
  const kernels = await instantiate(module, memory);
  kernels.join(control, index, count, 1);
  onReady();
  kernels.serve();
}

import { WasmError } from "./errors.ts";

/** The builds of the kernels. */
export type Build = "relaxed" | "simd";

/** What the kernels export; addresses are bytes. See assembly/. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  pass(
    model: number,
    tokens: number,
    count: number,
    position: number,
    logits: number,
    rows: number,
  ): void;
  speculate(job: number, gamma: number): void;
  write(job: number, count: number, patience: number): number;
  /** Makes this instance one of a team; see assembly/team.as. */
  join(control: number, index: number, count: number, maySleep: number): void;
  /** Takes part in the team's passes and never returns. */
  serve(): void;
}

// A module of one function: relaxed_madd of nothing, or without it an i8x16 splat.
const prefix = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
const probes: Record<Build, readonly number[]> = {
  simd: [...prefix, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
  relaxed: [
    ...prefix,
    ...[10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2, 11],
  ],
};

/** Whether this runtime compiles that build. */
export function supports(build: Build): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(Uint8Array.from(probes[build]));
}

/** The fastest build that this runtime compiles. Throws WasmError "no-simd". */
export function bestBuild(): Build {
  if (supports("relaxed")) return "relaxed";
  if (supports("simd")) return "simd";
  throw new WasmError(
    "no-simd",
    "This browser has no WebAssembly with SIMD. Use a current Chrome, Edge, Firefox or Safari.",
  );
}

/** The compiled kernels, on a memory of their own or, for a team of threads, on one that it shares. They
 *  come with the script, so that nothing depends on where the page lies. */
export async function loadKernels(build: Build, shared = false): Promise<WebAssembly.Module> {
  const load = {
    relaxed: () => import("./assembly/index.as?relaxed"),
    simd: () => import("./assembly/index.as?simd"),
    "relaxed-threads": () => import("./assembly/index.as?relaxed-threads"),
    "simd-threads": () => import("./assembly/index.as?simd-threads"),
  }[shared ? (`${build}-threads` as const) : build];
  const { default: text } = await load();
  return WebAssembly.compile(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
}

/** New kernels, with a memory of their own where none is given. */
export async function instantiate(
  module: WebAssembly.Module,
  memory?: WebAssembly.Memory,
): Promise<Kernels> {
  const now = () => performance.now();
  const env = memory === undefined ? { now } : { now, memory, ...sleepingOn(memory) };
  const { exports } = await WebAssembly.instantiate(module, { env });
  return { ...exports, ...(memory && { memory }) } as unknown as Kernels;
}

/** How the threads of a team wait for long; see assembly/team.as. Addresses are bytes, in the memory as it
 *  is now: the control block is the first thing in it. */
function sleepingOn(memory: WebAssembly.Memory) {
  const words = new Int32Array(memory.buffer);
  return {
    sleep: (at: number, old: number) => void Atomics.wait(words, at >> 2, old),
    wake: (at: number) => void Atomics.notify(words, at >> 2),
  };
}

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

/** The compiled kernels. They come with the script, so that nothing depends on where the page lies. */
export async function loadKernels(build: Build): Promise<WebAssembly.Module> {
  const { default: text } =
    build === "relaxed"
      ? await import("./assembly/index.as?relaxed")
      : await import("./assembly/index.as?simd");
  return WebAssembly.compile(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
}

/** New kernels with a memory of their own. */
export async function instantiate(module: WebAssembly.Module): Promise<Kernels> {
  const env = { now: () => performance.now() };
  const { exports } = await WebAssembly.instantiate(module, { env });
  return exports as unknown as Kernels;
}

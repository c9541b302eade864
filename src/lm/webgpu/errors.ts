/** What went wrong with the GPU. Branch on the code, never on the message. */
export type WebGpuErrorCode =
  /** The browser has no WebGPU. */
  | "no-webgpu"
  /** There is WebGPU, but no adapter that it would give us. */
  | "no-adapter"
  /** The adapter's limits are too small for this model. */
  | "limits"
  /** A kernel does not compile. */
  | "shader"
  /** The device has no memory left. */
  | "out-of-memory"
  /** The device is gone: removed, reset, or closed. */
  | "device-lost"
  /** The browser refused a call: a mistake in this engine. */
  | "validation";

/** The GPU failed. After "device-lost" every session of the engine is gone and a new engine can be
 *  created; after the others this engine goes on. */
export class WebGpuError extends Error {
  override readonly name: string = "WebGpuError";
  readonly code: WebGpuErrorCode;
  constructor(code: WebGpuErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A kernel does not compile: where, and what the compiler says. */
export class ShaderError extends WebGpuError {
  override readonly name = "ShaderError";
  readonly kernel: string;
  /** 1-based, in the expanded source; 0 where the compiler names no place. */
  readonly line: number;
  readonly column: number;
  constructor(
    kernel: string,
    line: number,
    column: number,
    message: string,
    source: string,
    options?: ErrorOptions,
  ) {
    const text = line > 0 ? `\n${source.split("\n")[line - 1] ?? ""}` : "";
    super("shader", `kernel ${kernel}, line ${line}, column ${column}: ${message}${text}`, options);
    this.kernel = kernel;
    this.line = line;
    this.column = column;
  }
}

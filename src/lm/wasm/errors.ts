/** Why the engine can't work. Branch on the code, never on the message. */
export type WasmErrorCode =
  /** The runtime has no WebAssembly, or none with SIMD. */
  | "no-simd"
  /** The model doesn't fit into the memory that WebAssembly can have. */
  | "out-of-memory";

/** The WebAssembly engine can't do what was asked. */
export class WasmError extends Error {
  override readonly name = "WasmError";
  readonly code: WasmErrorCode;
  constructor(code: WasmErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

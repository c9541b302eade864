import { checkSession } from "../lm/check.ts";
import type { Backend, Engine, Session } from "../lm/engine.ts";
import { WrongLogitsError } from "../lm/errors.ts";
import type { Model } from "../lm/model.ts";

/** An engine gives wrong numbers on this device. The message says which and where. */
export class WrongEngineError extends Error {
  override readonly name = "WrongEngineError";
  readonly backend: Backend;
  constructor(backend: Backend, cause: WrongLogitsError) {
    super(`${names[backend]} failed its check on this device and is not used: ${cause.message}.`, {
      cause,
    });
    this.backend = backend;
  }
}

const names: Readonly<Record<Backend, string>> = {
  webgpu: "WebGPU",
  wasm: "WebAssembly",
  cpu: "The plain engine",
};

/** Opens a model and compares a few passes with the plain engine, which alone is believed unchecked.
 *  Throws WrongEngineError, the session closed again. */
export async function openChecked(engine: Engine, model: Model): Promise<Session> {
  let session: Session | null = null;
  try {
    session = await engine.open(model);
    if (engine.backend !== "cpu") await checkSession(session, model);
    return session;
  } catch (error) {
    session?.close();
    throw error instanceof WrongLogitsError ? new WrongEngineError(engine.backend, error) : error;
  }
}

import { ContextLimitError, ModelFileError } from "../lm/errors.ts";

/** What can go wrong in the lab besides the model files. Branch on the code, never on the message. */
export type FailureCode =
  /** index.json of the family is not what it should be. */
  | "family-index"
  /** No model of that id. */
  | "unknown-model"
  /** A dropped folder lacks one of the three files. */
  | "missing-file"
  /** The engine that was asked for can't run here. */
  | "backend-unavailable"
  /** The GPU went away in the middle. */
  | "device-lost"
  /** The settings can't be run: no prompt, a number outside its range. */
  | "settings"
  /** A prompt leaves no room for a text. */
  | "prompt-too-long"
  /** The text was over before anything could be timed. */
  | "nothing-to-measure"
  /** The worker died or stopped answering. */
  | "worker-died";

/** The lab can't do what was asked. The message says what happened, why, and what to do. */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Anything thrown, as the value that crosses to the page. */
export function failureOf(cause: unknown): {
  readonly type: "failure";
  readonly code: string;
  readonly message: string;
} {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { type: "failure", code: codeOf(cause), message };
}

function codeOf(cause: unknown): string {
  if (
    cause instanceof LabError ||
    cause instanceof ModelFileError ||
    cause instanceof ContextLimitError
  ) {
    return cause.code;
  }
  if (cause instanceof RangeError) return "settings";
  // Engines name their own failures, such as the loss of a device.
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string")
    return cause.code;
  return "unexpected";
}

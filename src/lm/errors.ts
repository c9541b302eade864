/** What is wrong with a model's files. Branch on the code, never on the message. */
export type ModelFileCode =
  /** The file could not be fetched. */
  | "network"
  /** The server answered, but not with the file. */
  | "http-status"
  /** The bytes are not the ones that were published. */
  | "checksum"
  /** The file ends before what its header lists. */
  | "truncated"
  /** The file or a number in it is beyond what we accept. */
  | "too-large"
  /** The file is not of the format that its name says. */
  | "format"
  /** Tensor offsets overlap, leave holes, or leave the file. */
  | "offsets"
  /** A tensor has a type that we can't compute with. */
  | "dtype"
  /** A tensor's shape is not the one that the config needs. */
  | "shape"
  /** A weight is NaN or infinite. */
  | "not-finite"
  /** The file has more or fewer layers than the config says. */
  | "layers"
  /** A tensor that the config needs is not in the file. */
  | "missing-tensor"
  /** A field of config.json is missing or has an impossible value. */
  | "config"
  /** The model asks for something that this engine doesn't do. */
  | "unsupported"
  /** tokenizer.json is inconsistent. */
  | "tokenizer"
  /** Draft and target don't share their vocabulary. */
  | "tokenizers-differ";

/** A model's file can't be used. The message says what happened, why, and what to do. */
export class ModelFileError extends Error {
  override readonly name = "ModelFileError";
  readonly code: ModelFileCode;
  constructor(code: ModelFileCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A pass would need more positions than the session's context holds. */
export class ContextLimitError extends Error {
  override readonly name = "ContextLimitError";
  readonly code = "context-limit";
  constructor(position: number, count: number, context: number) {
    super(
      `${count} tokens at position ${position} need ${position + count} positions, ` +
        `the context holds ${context}. Use a shorter text.`,
    );
  }
}

/** An engine's numbers are not those of the plain engine: it must not be used for this model.
 *  The message says where, as half a sentence. */
export class WrongLogitsError extends Error {
  override readonly name = "WrongLogitsError";
  readonly code = "wrong-logits";
}

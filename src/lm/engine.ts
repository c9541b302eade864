import type { LlamaConfig } from "./config.ts";
import type { Model } from "./model.ts";
import type { Sampling } from "./sampling.ts";

/** What computes. All give the same mathematics; `cpu` is the plain one that the others are held to. */
export type Backend = "cpu" | "wasm" | "webgpu";

/** A place where models run.
 *
 *  It works at two levels. A Session passes tokens through one model and hands out logits: the level of
 *  tests, evaluation and the reference. `generate` runs whole iterations wherever the engine likes, on
 *  a GPU without waiting for JavaScript in between, and hands out what was decided. */
export interface Engine {
  readonly backend: Backend;
  /** Puts a model on the device, its cache empty.
   *  Throws what the device throws when the model doesn't fit. */
  open(model: Model, options?: SessionOptions): Promise<Session>;
  /** Continues a prompt: speculatively with a draft, one token after the other without.
   *  Both sessions are this engine's own, and nothing else uses them meanwhile. Their caches are
   *  overwritten. Stopping the iteration (`break`) or the signal ends it before the next iteration.
   *  Throws RangeError for a request outside its limits and ContextLimitError for a prompt that
   *  leaves no room. */
  generate(target: Session, draft: Session | null, request: Request): AsyncIterable<Iteration>;
  /** Gives the device back. Every session is closed. */
  close(): void;
}

export interface SessionOptions {
  /** The most positions to keep in the cache; at most and by default what the model was made for,
   *  though no more than 2,048 by default. */
  readonly context?: number;
}

/** One model on a device, with a KV cache. */
export interface Session {
  readonly config: LlamaConfig;
  /** The positions that the cache holds. */
  readonly context: number;
  /** Runs T ≥ 1 `tokens` that stand at `position`, `position` + 1, … after everything passed before
   *  below `position`. What the cache held from `position` on is forgotten: rolling back is passing a
   *  smaller position. Resolves to the logits [T, vocab], row t predicting the token after tokens[t];
   *  they are valid until the next pass.
   *  Throws ContextLimitError beyond the context, RangeError for a position after a gap or a token
   *  that the vocabulary lacks. */
  pass(tokens: ArrayLike<number>, position: number): Promise<Float32Array>;
  /** Frees the weights and the cache. */
  close(): void;
}

/** What to generate. */
export interface Request {
  /** Token ids, at least one. */
  readonly prompt: readonly number[];
  /** The most tokens to add; at least 1. */
  readonly length: number;
  readonly sampling: Sampling;
  /** uint32. */
  readonly seed: number;
  /** Lookahead γ: tokens to draft an iteration, at least 0. A function is asked before every
   *  iteration (an engine that runs ahead asks before every submit), so that γ can change live. */
  readonly gamma: number | (() => number);
  /** Tokens that end the text; they are handed out too. */
  readonly eos: readonly number[];
  readonly signal?: AbortSignal;
  /** Keep the distributions of every decision: [vocab] floats for each, so only to look closely. */
  readonly distributions?: boolean;
}

/** A token that the draft proposed. */
export interface Proposal {
  readonly token: number;
  /** q: the draft's probability of it. */
  readonly q: number;
}

/** The decision over a proposal. */
export interface Verdict {
  /** p: the target's probability of the proposed token. */
  readonly p: number;
  /** The random number; the proposal is accepted when coin · q < p, so with probability min(1, p/q). */
  readonly coin: number;
  readonly accepted: boolean;
}

/** Where a token came from. */
export type Origin = "drafted" | "correction" | "bonus" | "target";

/** The token that ends an iteration, drawn by the target. */
export interface Closing {
  readonly token: number;
  /** A correction after a rejection, a bonus after none, or `target` without a draft. */
  readonly origin: Exclude<Origin, "drafted">;
  /** The random number that drew it. */
  readonly u: number;
  /** The probability that it was drawn with: from the residual for a correction, else the target's. */
  readonly p: number;
}

/** The distributions behind an iteration, each [vocab]. */
export interface Distributions {
  /** For each proposal. */
  readonly q: readonly Float32Array[];
  /** For each verdict, and for the closing token where it isn't a correction. */
  readonly p: readonly Float32Array[];
  /** What a correction was drawn from: max(p − q, 0), normalised. */
  readonly residual: Float32Array | null;
}

export type Phase = "prefill" | "draft" | "verify" | "decide" | "read-back";

/** A stretch of time in which the device did one thing; milliseconds on performance.now()'s clock. */
export interface Span {
  readonly phase: Phase;
  readonly start: number;
  readonly end: number;
}

/** Why a text ended. */
export type Finish = "end-of-text" | "length" | "context";

/** One iteration, with every decision in it. Without a draft it adds one token. */
export interface Iteration {
  /** The position of its first new token. */
  readonly position: number;
  /** The tokens that it adds to the text: the accepted proposals and the closing one. At least one. */
  readonly tokens: readonly number[];
  /** γ as it was used: shortened where fewer tokens are wanted or fit. */
  readonly gamma: number;
  /** γ of them. */
  readonly proposals: readonly Proposal[];
  /** One for each proposal up to the first rejection, or up to an accepted end of text. */
  readonly verdicts: readonly Verdict[];
  /** Null only after an accepted end of text. */
  readonly closing: Closing | null;
  readonly spans: readonly Span[];
  readonly distributions?: Distributions;
  /** Set on the last iteration, unless it was stopped from outside. */
  readonly finish: Finish | null;
}

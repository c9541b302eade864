import type { Finish, Phase, Request, Session, Span } from "./engine.ts";
import { ContextLimitError } from "./errors.ts";
import { checkSampling } from "./sampling.ts";

/** Throws unless `request` can be generated within `context` positions: RangeError, ContextLimitError. */
export function checkRequest(request: Request, context: number): void {
  const { prompt, length, seed } = request;
  checkSampling(request.sampling);
  if (prompt.length === 0) throw new RangeError("the prompt is empty, it needs at least one token");
  if (!Number.isInteger(length) || length < 1) {
    throw new RangeError(`length is ${length}, it must be a whole number of at least 1`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new RangeError(`seed is ${seed}, it must be a whole number from 0 to 4294967295`);
  }
  if (prompt.length >= context) throw new ContextLimitError(prompt.length, 1, context);
}

/** The lookahead that `request` asks for now. Throws RangeError unless it is a whole number, at least 0. */
export function currentGamma({ gamma }: Request): number {
  const value = typeof gamma === "number" ? gamma : gamma();
  if (Number.isInteger(value) && value >= 0) return value;
  throw new RangeError(`gamma is ${value}, it must be a whole number of at least 0`);
}

/** Why a text of `tokens` that began with the prompt is over, or null if it goes on. */
export function finished(
  tokens: readonly number[],
  { prompt, length, eos }: Request,
  context: number,
): Finish | null {
  if (eos.includes(tokens[tokens.length - 1])) return "end-of-text";
  if (tokens.length >= prompt.length + length) return "length";
  return tokens.length >= context ? "context" : null;
}

/** How far the tokens of a growing text are in a session's cache, and how to bring it up to date. */
export class Cached {
  private readonly session: Session;
  private count = 0;
  constructor(session: Session) {
    this.session = session;
  }

  /** Passes what the cache lacks of `tokens`, and at least the last one; the logits [vocab] after each
   *  of the last `rows` tokens. */
  async extend(tokens: readonly number[], rows = 1): Promise<Float32Array[]> {
    const { vocab } = this.session.config;
    const start = Math.min(this.count, tokens.length - rows);
    const logits = await this.session.pass(tokens.slice(start), start);
    this.count = tokens.length;
    const first = tokens.length - start - rows;
    return Array.from({ length: rows }, (_, i) =>
      logits.subarray((first + i) * vocab, (first + i + 1) * vocab),
    );
  }

  /** Forgets all from `length` on. */
  rollBack(length: number): void {
    this.count = Math.min(this.count, length);
  }
}

/** Collects the spans of an iteration. */
export class Stopwatch {
  readonly spans: Span[] = [];
  private start = performance.now();

  /** Ends the span that began when the last one ended. */
  lap(phase: Phase): void {
    const end = performance.now();
    this.spans.push({ phase, start: this.start, end });
    this.start = end;
  }
}

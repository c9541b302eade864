import { CpuSession } from "./cpu/engine.ts";
import type { Session } from "./engine.ts";
import { WrongLogitsError } from "./errors.ts";
import type { Model } from "./model.ts";

/** Tokens of each pass: one alone, several after a cache, one after a longer cache. Engines have other
 *  kernels for one token than for several, and eight fill the largest tile of rows. */
const passes: readonly number[] = [1, 8, 1];

/** Compares passes over a few tokens with lm/cpu. Throws WrongLogitsError where a logit is further off
 *  than rounding explains. The session's cache is overwritten. */
export async function checkSession(session: Session, model: Model): Promise<void> {
  const { vocab } = model.config;
  const tokens = tokensFor(model);
  const expected = referenceOf(model, tokens);
  const allowed = roundingOf(model, expected);
  let position = 0;
  for (const wanted of passes) {
    const count = Math.min(wanted, session.context - position, tokens.length - position);
    if (count < 1) return;
    const logits = await session.pass(tokens.slice(position, position + count), position);
    const own = expected.subarray(position * vocab, (position + count) * vocab);
    const flaw = farthest(logits, own, allowed);
    if (flaw !== null) {
      const { at, off } = flaw;
      throw new WrongLogitsError(
        `a pass over ${count === 1 ? "one token" : `${count} tokens`} at position ${position} gives token ${at % vocab} the logit ${logits[at]}, the plain engine ${own[at]}: ${off} of ${own.length} are further apart than rounding explains (${allowed.toPrecision(2)})`,
      );
    }
    position += count;
  }
}

/** How far the logits of two right engines can be apart, if the largest are of the size of `logits`.
 *
 *  Weights are unpacked exactly, so all that differs is the order of float32 sums. Each rounding moves a
 *  sum by at most u = 2⁻²⁴ of itself, and n of them add up like a random walk, to √n · u; the four
 *  products of each layer and the head follow one another, and add up likewise. Sixteen times that
 *  leaves room for exp, square root and division, which WGSL allows to be some units off. Half precision
 *  anywhere in the sums would be 8192 times coarser, and a wrong neighbour is off by the logits' own size.
 *  Below `harmless` no decision that is replayed can tell. */
export function roundingOf({ config }: Model, logits: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < logits.length; i++) size = Math.max(size, Math.abs(logits[i]));
  const terms = Math.max(config.hidden, config.intermediate);
  const products = 4 * config.layers + 1;
  return Math.max(harmless, 16 * 2 ** -24 * Math.sqrt(terms * products) * size);
}

const harmless = 1e-3;

/** How many of `actual` are more than `allowed` from `expected`, and the farthest of them; or null. */
export function farthest(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  allowed: number,
): { readonly at: number; readonly off: number } | null {
  let off = 0;
  let worst = 0;
  let at = 0;
  for (let i = 0; i < expected.length; i++) {
    const apart = Math.abs(actual[i] - expected[i]);
    if (apart <= allowed) continue; // NaN is not
    off += 1;
    const size = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
    if (size > worst) {
      worst = size;
      at = i;
    }
  }
  return off === 0 ? null : { at, off };
}

/** Tokens from all over the vocabulary, no two alike where it is large enough. */
function tokensFor({ config }: Model): number[] {
  const total = passes.reduce((sum, count) => sum + count, 0);
  const step = Math.max(1, Math.floor(config.vocab / total));
  return Array.from(
    { length: Math.min(total, config.context) },
    (_, i) => (1 + i * step) % config.vocab,
  );
}

/** The plain engine's logits, computed once for all engines that a model is opened on. */
const references = new WeakMap<Model, Float32Array>();

function referenceOf(model: Model, tokens: readonly number[]): Float32Array {
  let logits = references.get(model);
  if (logits === undefined) {
    const session = new CpuSession(model, { context: tokens.length });
    logits = session.passNow(tokens, 0).slice();
    session.close();
    references.set(model, logits);
  }
  return logits;
}

import type { LlamaConfig } from "../config.ts";

/** A model's sizes as the kernels use them: every width is padded with zeros to a multiple of four,
 *  a head to a multiple of sixteen. */
export interface Dimensions {
  readonly hidden: number;
  readonly intermediate: number;
  readonly headDim: number;
  readonly vocab: number;
  /** Width of all queries, and of all keys. */
  readonly queries: number;
  readonly keys: number;
  /** Floats a row of squares: a quarter of `hidden`, padded to a multiple of 16. */
  readonly squares: number;
}

export function dimensionsOf(config: LlamaConfig): Dimensions {
  const hidden = padded(config.hidden, 4);
  const headDim = padded(config.headDim, 16); // a quad's threads have a vector of four each
  return {
    hidden,
    intermediate: padded(config.intermediate, 4),
    headDim,
    vocab: padded(config.vocab, 4),
    queries: config.heads * headDim,
    keys: config.kvHeads * headDim,
    squares: padded(hidden / 4, 16),
  };
}

export const padded = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;

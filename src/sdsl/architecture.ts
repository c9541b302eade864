import { requireRange } from "./range.ts";

/** Experts of a mixture: how many each layer holds and one token reaches, and the parameters of all. */
export interface Experts {
  readonly count: number;
  readonly active: number;
  readonly parameters: number;
}

/** Layers that remember alike. */
export interface CacheLayers {
  readonly layers: number;
  /** Numbers that a token leaves in one layer: 2 · KV heads · head size; under latent attention (MLA)
   *  the latent and the rotary key. */
  readonly numbers: number;
  /** Tokens kept at most: a sliding window. */
  readonly window?: number;
  /** Tokens that share one entry: compressed attention. */
  readonly every?: number;
  /** Entries that a pass reads at most, whatever is kept: sparse attention. */
  readonly reads?: number;
  /** They read the entries of earlier layers and keep none. */
  readonly borrowed?: boolean;
}

/** What a sequence keeps where that isn't keys and values of every token in every layer. */
export interface SequenceCache {
  readonly groups: readonly CacheLayers[];
  /** 16-bit numbers of a sequence at any length: the state of linear and state-space layers. */
  readonly state: number;
}

/** What a decoder's pass costs is written here. Counts; all above 0. */
export interface Architecture {
  /** All parameters, and those that one token reaches. The same in a dense model. */
  readonly parameters: number;
  readonly active: number;
  readonly layers: number;
  /** Width of the residual stream. */
  readonly hidden: number;
  /** Query heads and key-value heads a layer, and the size of one. */
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocab: number;
  readonly experts?: Experts;
  /** Where not every layer keeps keys and values of every token. */
  readonly cache?: SequenceCache;
}

/** The largest model, in parameters; the smallest has one. */
export const maxParameters = 1e15;

/** The architecture itself where every count makes sense; RangeError otherwise. */
export function requireArchitecture(architecture: Architecture): Architecture {
  const { parameters, active, experts } = architecture;
  requireRange("parameters", parameters, 1, maxParameters);
  requireRange("active", active, Number.MIN_VALUE, parameters);
  for (const name of ["layers", "hidden", "heads", "kvHeads", "headDim", "vocab"] as const)
    requireRange(name, architecture[name], Number.MIN_VALUE, maxParameters);
  if (experts !== undefined) {
    requireRange("experts.count", experts.count, 1, 1e6);
    requireRange("experts.active", experts.active, Number.MIN_VALUE, experts.count);
    requireRange("experts.parameters", experts.parameters, 0, parameters);
  }
  return architecture;
}

const headDim = 128;
/** Query heads for each key-value head under grouped-query attention (LLaMA-3 70B: 64 for 8). */
const grouping = 8;

/** The dense shape typical of so many parameters (1..1e15): 12 · layers · hidden² of them, and
 *  hidden = 100 · layers. LLaMA-2 70B: 84 layers of 8,355 (in truth 80 of 8,192); 7B: 39 of 3,878
 *  (32 of 4,096). Real, not whole: only products are taken from it. */
export function typicalArchitecture(parameters: number): Architecture {
  requireRange("parameters", parameters, 1, maxParameters);
  const layers = Math.cbrt(parameters / 12e4);
  const hidden = 100 * layers;
  const heads = hidden / headDim;
  return {
    parameters,
    active: parameters,
    layers,
    hidden,
    heads,
    kvHeads: heads / grouping,
    headDim,
    vocab: 128e3,
  };
}

/**
 * Share of the experts (0..1) that this many tokens reach, each token choosing `active` of `count`
 * evenly and for itself: 1 − (1 − active / count)^tokens. Real routers favour some experts, and the
 * tokens of one sequence are alike, so fewer are reached: this is the dear end.
 *
 * Worked case: 8 of 128 experts. One token reaches 1/16 of them, five 1 − (15/16)⁵ = 27.6%, so a
 * verification of γ = 4 reads 4.4 times the experts of a single token.
 */
export function expertShare({ count, active }: Experts, tokens: number): number {
  requireRange("tokens", tokens, 0, Number.MAX_VALUE);
  const missed = 1 - active / count;
  return missed <= 0 ? (tokens > 0 ? 1 : 0) : -Math.expm1(tokens * Math.log(missed));
}

/** Experts of a mixture: how many a layer has and how many see each token. */
export interface ReleasedExperts {
  readonly count: number;
  readonly active: number;
}

/** How weights are published: what the checkpoint's own page holds, before anyone quantises it. */
export const nativeFormats = ["fp32", "bf16", "fp8", "int4", "mxfp4", "nvfp4"] as const;
export type NativeFormat = (typeof nativeFormats)[number];

/** What a shape has beyond a plain transformer of like layers. All counts above 0. */
export interface Particulars {
  /** Layers with attention over tokens, where others have none. */
  readonly attention?: number;
  /** Layers that see the last `size` tokens only. */
  readonly window?: { readonly size: number; readonly layers: number };
  /** KV heads and head size of the layers without the window. */
  readonly global?: { readonly kvHeads: number; readonly headDim: number };
  /** Size of a value head, where it isn't the key's. */
  readonly valueDim?: number;
  /** Keys serve as values too, in the layers without the window: no weights for values. */
  readonly keysAreValues?: boolean;
  /** The attention's output passes a gate as wide as the queries. */
  readonly gated?: boolean;
  /** Multi-head latent attention: ranks of queries (0: none) and keys, sizes of a head's parts. */
  readonly latent?: {
    readonly q: number;
    readonly kv: number;
    readonly nope: number;
    readonly rope: number;
    readonly v: number;
  };
  /** An indexer picks `top` tokens to attend to. */
  readonly index?: { readonly heads: number; readonly dim: number; readonly top: number };
  /** Layers whose cache holds one entry for every so many tokens, beside a window. */
  readonly compressed?: readonly { readonly layers: number; readonly every: number }[];
  /** Queries and output by low rank, the output in groups. */
  readonly lowRank?: { readonly q: number; readonly o: number; readonly groups: number };
  /** Gated DeltaNet or the like: a state in place of a cache. */
  readonly linear?: {
    readonly layers: number;
    readonly keyHeads: number;
    readonly valueHeads: number;
    readonly keyDim: number;
    readonly valueDim: number;
  };
  /** Mamba-2 layers. */
  readonly mamba?: {
    readonly layers: number;
    readonly heads: number;
    readonly headDim: number;
    readonly state: number;
    readonly groups: number;
  };
  /** Layers with a feed-forward part, where others have none. */
  readonly feedForward?: number;
  /** Feed-forward layers without experts, and their width. */
  readonly dense?: { readonly layers: number; readonly width: number };
  /** Width that every token passes beside the routed experts. */
  readonly shared?: number;
  /** Width that routed experts read and write, where it isn't the hidden one. */
  readonly expertHidden?: number;
  /** Numbers a token and layer looked up in a table of their own (Gemma's per-layer embeddings). */
  readonly perLayer?: number;
  /** Last layers that use the cache of earlier ones. */
  readonly cacheless?: number;
  /** Width of the embedding, where it isn't the hidden one. */
  readonly embedding?: number;
}

/** A decoder as its config.json describes it. */
export interface Shape {
  readonly layers: number;
  readonly hidden: number;
  /** Width of the feed-forward layer; of one expert where there are some. */
  readonly intermediate: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Rows of the embedding, padding included. */
  readonly vocab: number;
  readonly experts?: ReleasedExperts;
  /** Whether input and output embedding are one matrix. */
  readonly tied: boolean;
  /** Matrices of a feed-forward layer: 3 with a gate, 2 without. */
  readonly matrices: 2 | 3;
  readonly particulars: Particulars;
}

/** Layers with attention over tokens, with and without a window. */
export function attentionLayers({ layers, particulars }: Shape) {
  const { linear, mamba, window } = particulars;
  const all = particulars.attention ?? layers - (linear?.layers ?? 0) - (mamba?.layers ?? 0);
  const windowed = window?.layers ?? 0;
  return { all, windowed, full: all - windowed };
}

/** Feed-forward layers with experts; 0 in a dense model. */
export function expertLayers({ layers, experts, particulars }: Shape): number {
  if (experts === undefined) return 0;
  return (particulars.feedForward ?? layers) - (particulars.dense?.layers ?? 0);
}

/** Parameters of one routed expert of one layer. */
export function expertParameters({ hidden, intermediate, matrices, particulars }: Shape): number {
  return matrices * (particulars.expertHidden ?? hidden) * intermediate;
}

/** Parameters of a shape from its matrices, norms and biases left out (under 1%), and those that one
 *  token reaches: all but the experts that it isn't routed to and the tables that are looked up. */
export function countParameters(shape: Shape): { readonly all: number; readonly active: number } {
  const { particulars, vocab, layers, experts } = shape;
  const tables = vocab * (particulars.perLayer ?? 0) * layers;
  const all = embeddings(shape) + tables + mixers(shape) + feedForward(shape);
  const idle = experts === undefined ? 0 : experts.count - experts.active;
  return { all, active: all - tables - expertLayers(shape) * idle * expertParameters(shape) };
}

function embeddings({ vocab, hidden, tied, particulars }: Shape): number {
  const { embedding } = particulars;
  const one = vocab * (embedding ?? hidden);
  const projections = embedding === undefined ? 0 : 2 * embedding * hidden;
  return one * (tied ? 1 : 2) + projections;
}

/** Attention of every kind. */
function mixers(shape: Shape): number {
  const { hidden, heads, kvHeads, headDim, particulars } = shape;
  const { latent, lowRank, linear, mamba, cacheless = 0, global } = particulars;
  const { all, windowed, full } = attentionLayers(shape);
  const state =
    (linear ? linear.layers * linearLayer(hidden, linear) : 0) +
    (mamba ? mamba.layers * mambaLayer(hidden, mamba) : 0);
  if (latent) return state + all * latentLayer(shape, latent);
  if (lowRank) return state + all * lowRankLayer(shape, lowRank);
  const kind = global ?? { kvHeads, headDim };
  const saved = cacheless * hidden * kvHeads * (headDim + (particulars.valueDim ?? headDim));
  return (
    state -
    saved +
    windowed * groupedLayer(shape, heads, kvHeads, headDim, false) +
    full *
      groupedLayer(shape, heads, kind.kvHeads, kind.headDim, particulars.keysAreValues ?? false)
  );
}

function groupedLayer(
  { hidden, particulars }: Shape,
  heads: number,
  kvHeads: number,
  headDim: number,
  keysAreValues: boolean,
): number {
  const value = particulars.valueDim ?? headDim;
  const queries = heads * headDim * (particulars.gated ? 2 : 1);
  return hidden * (queries + kvHeads * (headDim + (keysAreValues ? 0 : value)) + heads * value);
}

function latentLayer(
  { hidden, heads, particulars }: Shape,
  latent: NonNullable<Particulars["latent"]>,
) {
  const { q, kv, nope, rope, v } = latent;
  const queries = q > 0 ? hidden * q + q * heads * (nope + rope) : hidden * heads * (nope + rope);
  const keys = hidden * (kv + rope) + kv * heads * (nope + v);
  const gate = particulars.gated ? hidden * heads * v : 0;
  return queries + keys + heads * v * hidden + gate + indexer(hidden, q, particulars);
}

function indexer(hidden: number, q: number, { index }: Particulars): number {
  if (index === undefined) return 0;
  return (q > 0 ? q : hidden) * index.heads * index.dim + hidden * (index.dim + index.heads);
}

function lowRankLayer(
  { hidden, heads, kvHeads, headDim }: Shape,
  { q, o, groups }: NonNullable<Particulars["lowRank"]>,
): number {
  const width = heads * headDim;
  return hidden * q + q * width + hidden * kvHeads * headDim + width * o + o * groups * hidden;
}

function linearLayer(hidden: number, linear: NonNullable<Particulars["linear"]>): number {
  const keys = linear.keyHeads * linear.keyDim;
  const values = linear.valueHeads * linear.valueDim;
  return hidden * (2 * keys + 2 * values + 2 * linear.valueHeads + values);
}

function mambaLayer(hidden: number, mamba: NonNullable<Particulars["mamba"]>): number {
  const inner = mamba.heads * mamba.headDim;
  return hidden * (3 * inner + 2 * mamba.groups * mamba.state + mamba.heads);
}

function feedForward(shape: Shape): number {
  const { layers, hidden, intermediate, matrices, experts, particulars } = shape;
  const { dense, shared = 0, expertHidden, perLayer = 0 } = particulars;
  const plain = (width: number) => matrices * hidden * width;
  const tables = 2 * hidden * perLayer * layers + hidden * perLayer * layers;
  if (experts === undefined) {
    const all = particulars.feedForward ?? layers;
    const wide = dense?.layers ?? 0;
    return tables + (all - wide) * plain(intermediate) + wide * plain(dense?.width ?? 0);
  }
  const routed = experts.count * (hidden + expertParameters(shape));
  const projections = expertHidden === undefined ? 0 : 2 * hidden * expertHidden;
  return (
    tables +
    expertLayers(shape) * (routed + plain(shared) + projections) +
    (dense ? dense.layers * plain(dense.width) : 0)
  );
}

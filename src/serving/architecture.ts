import type { Architecture, CacheLayers, SequenceCache } from "../sdsl/architecture.ts";
import { attentionLayers, expertLayers, expertParameters, type Shape } from "./models/shape.ts";

/** A decoder and how many parameters it has, all and active. */
export interface Sized extends Shape {
  readonly parameters: number;
  readonly active: number;
}

/** What a model's passes cost is written in this. */
export function architectureOf(model: Sized): Architecture {
  const { parameters, active, layers, hidden, heads, kvHeads, vocab, experts } = model;
  const cache = sequenceCache(model);
  return {
    parameters,
    active,
    layers,
    hidden,
    heads,
    kvHeads,
    headDim: attendedWidth(model),
    vocab,
    ...(experts === undefined
      ? {}
      : {
          experts: {
            ...experts,
            parameters: expertLayers(model) * experts.count * expertParameters(model),
          },
        }),
    ...(cache === undefined ? {} : { cache }),
  };
}

/** Numbers of a head that a query meets for every entry, on average over keys and values. Latent
 *  attention meets the latent twice and the rotary key once. */
function attendedWidth({ headDim, particulars: { latent } }: Shape): number {
  return latent === undefined ? headDim : latent.kv + latent.rope / 2;
}

/** What a sequence keeps; undefined where every layer keeps keys and values of every token. */
function sequenceCache(shape: Shape): SequenceCache | undefined {
  const { particulars } = shape;
  const { latent, compressed, window, attention, linear, mamba, cacheless, global } = particulars;
  const plain =
    latent ?? compressed ?? window ?? attention ?? linear ?? mamba ?? cacheless ?? global;
  if (plain === undefined && particulars.index === undefined && particulars.valueDim === undefined)
    return undefined;
  const groups =
    latent !== undefined
      ? indexed(shape, attentionLayers(shape).all, latent.kv + latent.rope)
      : compressed !== undefined
        ? compressedGroups(shape, compressed)
        : groupedLayers(shape);
  return { groups: groups.filter(({ layers }) => layers > 0), state: stateNumbers(shape) };
}

/** Layers of which each token attends to all, or to what an indexer picks. */
function indexed({ particulars: { index } }: Shape, layers: number, numbers: number) {
  if (index === undefined) return [{ layers, numbers }];
  return [
    { layers, numbers, reads: index.top },
    { layers, numbers: index.dim },
  ];
}

/** One entry for every few tokens, beside the window; the finest entries are picked by an indexer. */
function compressedGroups(
  { layers, kvHeads, headDim, particulars: { window, index } }: Shape,
  compressed: NonNullable<Shape["particulars"]["compressed"]>,
): readonly CacheLayers[] {
  const numbers = kvHeads * headDim;
  const finest = Math.min(...compressed.map(({ every }) => every));
  return [
    { layers, numbers, ...(window === undefined ? {} : { window: window.size }) },
    ...compressed.flatMap((group): readonly CacheLayers[] =>
      group.every > finest || index === undefined
        ? [{ ...group, numbers }]
        : [
            { ...group, numbers, reads: index.top },
            { ...group, numbers: index.dim },
          ],
    ),
  ];
}

/** Grouped heads, with and without a window; the last layers may use the cache of earlier ones. */
function groupedLayers(shape: Shape): readonly CacheLayers[] {
  const { kvHeads, headDim, particulars } = shape;
  const { global, window, valueDim, cacheless = 0 } = particulars;
  const { all, windowed, full } = attentionLayers(shape);
  const width = (heads: number, size: number) => heads * (size + (valueDim ?? size));
  const borrowers = Math.round((cacheless * full) / all);
  const near = {
    numbers: width(kvHeads, headDim),
    ...(window === undefined ? {} : { window: window.size }),
  };
  const far = (layers: number) =>
    indexed(shape, layers, width(global?.kvHeads ?? kvHeads, global?.headDim ?? headDim));
  const late = cacheless - borrowers;
  return [
    { ...near, layers: windowed - late },
    { ...near, layers: late, borrowed: true },
    ...far(full - borrowers),
    ...far(borrowers).map((group) => ({ ...group, borrowed: true })),
  ];
}

/** States are kept in 32 bits, the last tokens of a convolution over four in 16. */
function stateNumbers({ particulars: { linear, mamba } }: Shape): number {
  let numbers = 0;
  if (linear) {
    const { layers, keyHeads, valueHeads, keyDim, valueDim } = linear;
    const convolved = 2 * keyHeads * keyDim + valueHeads * valueDim;
    numbers += layers * (2 * valueHeads * keyDim * valueDim + 3 * convolved);
  }
  if (mamba) {
    const { layers, heads, headDim, state, groups } = mamba;
    numbers += layers * (2 * heads * headDim * state + 3 * (heads * headDim + 2 * groups * state));
  }
  return numbers;
}

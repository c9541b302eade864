import type { ParticularKey, RowNotes } from "./row.ts";
import type { Particulars, Shape } from "./shape.ts";

/** A shape as `readShape` reads it, in one line. */
export function writeShape(shape: Shape, notes: RowNotes): string {
  const { experts } = shape;
  const mixture = experts === undefined ? "-" : `${experts.count}/${experts.active}`;
  const keys = writeKeys(shape.particulars, notes);
  return [
    shape.layers,
    shape.hidden,
    shape.intermediate,
    shape.heads,
    shape.kvHeads,
    shape.headDim,
    shape.vocab,
    mixture,
    shape.tied ? "tied" : "two",
    ...keys,
  ].join(" ");
}

/** A shape in a link: the columns of a table apart by underlines, a feed-forward part without a gate
 *  marked. */
export function writeOwn(shape: Shape, notes: RowNotes): string {
  const line = writeShape(shape, notes).replaceAll(" ", "_");
  return shape.matrices === 2 ? `${line}_ungated` : line;
}

function writeKeys(p: Particulars, notes: RowNotes): readonly string[] {
  const all: readonly [ParticularKey, readonly (number | string)[] | undefined][] = [
    ["attention", p.attention === undefined ? undefined : [p.attention]],
    ["window", p.window && [p.window.size, p.window.layers]],
    ["global", p.global && [p.global.kvHeads, p.global.headDim]],
    ["value", p.valueDim === undefined ? undefined : [p.valueDim]],
    ["gated", p.gated ? [1] : undefined],
    ["keq", p.keysAreValues ? [1] : undefined],
    ["latent", p.latent && [p.latent.q, p.latent.kv, p.latent.nope, p.latent.rope, p.latent.v]],
    ["index", p.index && [p.index.heads, p.index.dim, p.index.top]],
    ["compressed", p.compressed?.flatMap(({ layers, every }) => [layers, every])],
    ["lowrank", p.lowRank && [p.lowRank.q, p.lowRank.o, p.lowRank.groups]],
    [
      "linear",
      p.linear && [
        p.linear.layers,
        p.linear.keyHeads,
        p.linear.valueHeads,
        p.linear.keyDim,
        p.linear.valueDim,
      ],
    ],
    [
      "mamba",
      p.mamba && [p.mamba.layers, p.mamba.heads, p.mamba.headDim, p.mamba.state, p.mamba.groups],
    ],
    ["ffn", p.feedForward === undefined ? undefined : [p.feedForward]],
    ["dense", p.dense && [p.dense.layers, p.dense.width]],
    ["shared", p.shared === undefined ? undefined : [p.shared]],
    ["expert", p.expertHidden === undefined ? undefined : [p.expertHidden]],
    ["table", p.perLayer === undefined ? undefined : [p.perLayer]],
    ["cacheless", p.cacheless === undefined ? undefined : [p.cacheless]],
    ["embedding", p.embedding === undefined ? undefined : [p.embedding]],
  ];
  const { context, native, mtp } = notes;
  return [
    ...all.flatMap(([key, values]) => (values === undefined ? [] : [`${key}=${values.join("/")}`])),
    ...(context === undefined ? [] : [`ctx=${context}`]),
    ...(native === undefined ? [] : [`native=${native}`]),
    ...(mtp === undefined || mtp === 0 ? [] : [`mtp=${mtp}`]),
  ];
}

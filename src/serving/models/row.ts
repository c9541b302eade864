import { readNumber } from "../number.ts";
import {
  type NativeFormat,
  nativeFormats,
  type Particulars,
  type ReleasedExperts,
  type Shape,
} from "./shape.ts";

/** The columns of a shape as our tables write it, apart by spaces: layers, hidden, intermediate, heads,
 *  KV heads, head size, vocabulary, experts ("128/8" or "-"), embeddings ("tied" or "two"). What is
 *  beyond a plain transformer follows as `key=value`, numbers apart by slashes. */
export const shapeColumns = 9;

/** Keys of the particulars, in order of their numbers, and of what isn't shape. */
const particularKeys = [
  "attention",
  "window",
  "global",
  "value",
  "gated",
  "keq",
  "latent",
  "index",
  "compressed",
  "lowrank",
  "linear",
  "mamba",
  "ffn",
  "dense",
  "shared",
  "expert",
  "table",
  "cacheless",
  "embedding",
] as const;
export type ParticularKey = (typeof particularKeys)[number];

/** What a row says beside its shape. */
export interface RowNotes {
  /** Most tokens of context. */
  readonly context?: number;
  readonly native?: NativeFormat;
  /** Layers of multi-token prediction in the checkpoint. */
  readonly mtp?: number;
  /** The shape was inferred from published sizes, not read in the model's own config. */
  readonly unverified?: boolean;
}

/** Reads a shape of `shapeColumns` cells, and its keys. RangeError where one can't be read. */
export function readShape(
  cells: readonly string[],
  keys: readonly string[],
  matrices: 2 | 3,
): Shape & { readonly notes: RowNotes } {
  const [layers, hidden, intermediate, heads, kvHeads, headDim, vocab] = cells
    .slice(0, 7)
    .map(wholeNumber);
  if (
    layers === undefined ||
    hidden === undefined ||
    intermediate === undefined ||
    heads === undefined ||
    kvHeads === undefined ||
    headDim === undefined ||
    vocab === undefined
  )
    throw new RangeError(`A shape has ${shapeColumns} columns; this one has ${cells.length}.`);
  const { particulars, notes } = readKeys(keys);
  return {
    layers,
    hidden,
    intermediate,
    heads,
    kvHeads,
    headDim,
    vocab,
    ...expertsOf(cells[7] ?? "-"),
    tied: cells[8] === "tied",
    matrices,
    particulars,
    notes,
  };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!(Number.isSafeInteger(value) && value > 0))
    throw new RangeError(`${text} is no whole number above 0.`);
  return value;
}

function expertsOf(text: string): { readonly experts?: ReleasedExperts } {
  if (text === "-") return {};
  const [count = 0, active = 0] = text.split("/").map(wholeNumber);
  if (active === 0 || active > count)
    throw new RangeError(`${text} are no experts; they read like 128/8.`);
  return { experts: { count, active } };
}

function readKeys(keys: readonly string[]) {
  let particulars: Particulars = {};
  let notes: RowNotes = {};
  for (const text of keys) {
    const [key = "", value = ""] = text.split("=");
    if (key === "ctx") notes = { ...notes, context: amount(value) };
    else if (key === "mtp") notes = { ...notes, mtp: wholeNumber(value) };
    else if (key === "unverified") notes = { ...notes, unverified: true };
    else if (key === "native") notes = { ...notes, native: nativeFormat(value) };
    else particulars = { ...particulars, ...particular(key, value) };
  }
  return { particulars, notes };
}

function nativeFormat(text: string): NativeFormat {
  const known = nativeFormats.find((format) => format === text);
  if (known === undefined) throw new RangeError(`${text} is none of ${nativeFormats.join(", ")}.`);
  return known;
}

function amount(text: string): number {
  const value = readNumber(text);
  if (value === undefined || value <= 0)
    throw new RangeError(`${text} is no count; it must read like 128K.`);
  return value;
}

/** Numbers apart by slashes, 0 where one is missing. */
function particular(key: string, text: string): Particulars {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = text.split("/").map(Number);
  const readers: Record<ParticularKey, () => Particulars> = {
    attention: () => ({ attention: a }),
    window: () => ({ window: { size: a, layers: b } }),
    global: () => ({ global: { kvHeads: a, headDim: b } }),
    value: () => ({ valueDim: a }),
    gated: () => ({ gated: true }),
    keq: () => ({ keysAreValues: true }),
    latent: () => ({ latent: { q: a, kv: b, nope: c, rope: d, v: e } }),
    index: () => ({ index: { heads: a, dim: b, top: c } }),
    compressed: () => ({
      compressed: [{ layers: a, every: b }, ...(c > 0 ? [{ layers: c, every: d }] : [])],
    }),
    lowrank: () => ({ lowRank: { q: a, o: b, groups: c } }),
    linear: () => ({ linear: { layers: a, keyHeads: b, valueHeads: c, keyDim: d, valueDim: e } }),
    mamba: () => ({ mamba: { layers: a, heads: b, headDim: c, state: d, groups: e } }),
    ffn: () => ({ feedForward: a }),
    dense: () => ({ dense: { layers: a, width: b } }),
    shared: () => ({ shared: a }),
    expert: () => ({ expertHidden: a }),
    table: () => ({ perLayer: a }),
    cacheless: () => ({ cacheless: a }),
    embedding: () => ({ embedding: a }),
  };
  const known = particularKeys.find((name) => name === key);
  if (known === undefined)
    throw new RangeError(`${key} is no key of a shape; they are ${particularKeys.join(", ")}.`);
  return readers[known]();
}

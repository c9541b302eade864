import type { LlamaConfig } from "../config.ts";

/** The most tokens that go through a model at a time. */
export const block = 16;

/** A model's widths as the kernels use them. Widths are padded with zeros to a multiple of 8; a head is
 *  padded in each of its halves, which rotary positions pair. */
export interface Dimensions {
  readonly hidden: number;
  readonly intermediate: number;
  readonly headDim: number;
  readonly vocab: number;
  readonly context: number;
  /** Of all queries. */
  readonly queries: number;
  /** Of all keys. */
  readonly keys: number;
}

export function dimensionsOf(config: LlamaConfig, context: number): Dimensions {
  const headDim = 2 * padded(config.headDim / 2, 4);
  return {
    hidden: padded(config.hidden, 8),
    intermediate: padded(config.intermediate, 8),
    headDim,
    vocab: padded(config.vocab, 8),
    context: padded(context, 8),
    queries: config.heads * headDim,
    keys: config.kvHeads * headDim,
  };
}

/** Where everything of a session lies: floats from the session's start. */
export interface Places {
  readonly embedding: number;
  readonly head: number;
  readonly norm: number;
  readonly layer: number;
  /** From one layer to the next. */
  readonly layerSize: number;
  /** From a layer's start; its two norms come first. */
  readonly qkv: number;
  readonly output: number;
  readonly gateUp: number;
  readonly down: number;
  readonly cos: number;
  readonly sin: number;
  readonly keys: number;
  readonly values: number;
  readonly x: number;
  /** For each thread. */
  readonly normed: number;
  readonly projected: number;
  readonly mixed: number;
  /** For each thread. */
  readonly scores: number;
  readonly wide: number;
  /** [block, vocab] */
  readonly logits: number;
  /** uint32 [block] */
  readonly tokens: number;
  /** The words of assembly/layout.as. */
  readonly model: number;
  /** Floats in all. */
  readonly size: number;
}

/** For `threads` that may share a pass. */
export function placesOf(config: LlamaConfig, d: Dimensions, threads: number): Places {
  const projected = d.queries + 2 * d.keys;
  const inLayer = new Row();
  inLayer.take(2 * d.hidden);
  const qkv = inLayer.take(projected * d.hidden);
  const output = inLayer.take(d.hidden * d.queries);
  const gateUp = inLayer.take(2 * d.intermediate * d.hidden);
  const down = inLayer.take(d.hidden * d.intermediate);
  const row = new Row();
  const embedding = row.take(d.vocab * d.hidden);
  return {
    embedding,
    head: config.tied ? embedding : row.take(d.vocab * d.hidden),
    norm: row.take(d.hidden),
    layer: row.take(config.layers * inLayer.size),
    layerSize: inLayer.size,
    qkv,
    output,
    gateUp,
    down,
    cos: row.take((d.context * d.headDim) / 2),
    sin: row.take((d.context * d.headDim) / 2),
    keys: row.take(config.layers * d.context * d.keys),
    values: row.take(config.layers * d.context * d.keys),
    x: row.take(block * d.hidden),
    normed: row.take(threads * block * d.hidden),
    projected: row.take(block * projected),
    mixed: row.take(block * d.queries),
    scores: row.take(threads * block * d.context),
    wide: row.take(block * 2 * d.intermediate),
    logits: row.take(block * d.vocab),
    tokens: row.take(block),
    model: row.take(64),
    size: row.size,
  };
}

/** Writes the words of assembly/layout.as for the session that starts at byte `base`. */
export function describeModel(
  memory: ArrayBuffer,
  base: number,
  config: LlamaConfig,
  d: Dimensions,
  places: Places,
): void {
  const words = new Uint32Array(memory, base + 4 * places.model);
  const floats = new Float32Array(memory, base + 4 * places.model);
  const at = (place: number) => base + 4 * place;
  words.set([
    d.hidden,
    d.intermediate,
    d.headDim,
    config.vocab,
    d.vocab,
    config.layers,
    config.heads,
    config.kvHeads,
    d.context,
    block,
    config.hidden,
  ]);
  floats.set([config.normEps, 1 / Math.sqrt(config.headDim)], 11);
  words.set(
    [
      at(places.embedding),
      at(places.head),
      at(places.norm),
      at(places.layer),
      4 * places.layerSize,
      4 * places.qkv,
      4 * places.output,
      4 * places.gateUp,
      4 * places.down,
      at(places.cos),
      at(places.sin),
      at(places.keys),
      at(places.values),
      at(places.x),
      at(places.normed),
      at(places.projected),
      at(places.mixed),
      at(places.scores),
      at(places.wide),
    ],
    13,
  );
}

/** Whether a team of threads shares the passes of a model; the values of assembly/layout.as. */
export const sharing = { never: 0, whenItPays: 1, always: 2 } as const;
export type Sharing = keyof typeof sharing;

/** Says so in the description of a session at byte `base`. */
export function describeSharing(memory: ArrayBuffer, base: number, places: Places, how: Sharing) {
  new Uint32Array(memory, base + 4 * places.model)[32] = sharing[how];
}

/** Things side by side, each at a multiple of 16 floats. */
class Row {
  size = 0;
  take(count: number): number {
    const at = this.size;
    this.size += padded(count, 16);
    return at;
  }
}

export const padded = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;

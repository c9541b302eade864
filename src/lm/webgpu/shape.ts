/** How a product's kernel is laid out. Every shape gives the same sums; `split` alone changes the order
 *  of summation, and with it the last bits. */
export interface Shape {
  /** Weights stored column by column, or in tiles of four by four. */
  readonly layout: "column" | "tile";
  /** How weights are stored. f16 holds half the bytes, f32 needs no unpacking. */
  readonly storage: "f16" | "f32";
  /** Whether the threads of a quad exchange their inputs; needs the feature `subgroups`. */
  readonly quad: boolean;
  /** Threads side by side in a workgroup, each with four outputs. */
  readonly width: number;
  /** Threads that share the inputs of four outputs. */
  readonly split: number;
}

/** The shapes of a model's products on a device. Both have one split, so that passes of one and of many
 *  tokens see the same bits. */
export interface Shapes {
  readonly one: Shape;
  readonly many: Shape;
  readonly attention: AttentionShape;
  /** Threads that make one distribution. */
  readonly sampling: number;
  /** Threads of the workgroup in which a small draft proposes alone; 0 where it does not. */
  readonly solo: number;
}

/** How attention is laid out. `quad` and `slices` are part of the order of summation. */
export interface AttentionShape {
  /** Whether a quad takes a row's positions together; needs the feature `subgroups`. */
  readonly quad: boolean;
  /** Threads, or quads, that share a row's positions. */
  readonly slices: number;
  /** The most rows that one of them takes. */
  readonly rows: number;
}

/** As text, for keys and for people. */
export const shapeName = ({ layout, storage, quad, width, split }: Shape): string =>
  `${layout}-${storage}${quad ? "-quad" : ""} ${width}×${split}`;

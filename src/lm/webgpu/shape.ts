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
  /** Threads of the workgroup in which a small draft proposes alone, by quads where attention is; 0 where
   *  it does not. */
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

/** Where the search for shapes begins. A processor that plays the GPU has few threads and wide vectors;
 *  a GPU has thousands of threads to keep busy, and memory to read that is slower than unpacking. */
export function usualShapes(software: boolean, quad: boolean): Shapes {
  const common = { layout: "tile", quad } as const;
  if (software) {
    const shape = { ...common, storage: "f32", width: 4, split: 1 } as const;
    const attention = quad ? { quad, slices: 1, rows: 8 } : plainAttention;
    return { one: shape, many: shape, attention, sampling: 16, solo: 16 };
  }
  const shape = { ...common, storage: "f16", width: 16, split: 4 } as const;
  const attention = quad ? { quad, slices: 16, rows: 1 } : { quad, slices: 64, rows: 1 };
  return { one: shape, many: shape, attention, sampling: 64, solo: 64 };
}

/** What a workgroup may be on a device. */
export type Limits = Pick<
  GPUSupportedLimits,
  | "maxComputeInvocationsPerWorkgroup"
  | "maxComputeWorkgroupSizeX"
  | "maxComputeWorkgroupStorageSize"
>;

/** Threads of the largest workgroup that is tried; every device of today's allows it. */
export const mostThreads = 256;

const attentionThreads = ({ quad, slices }: AttentionShape) => (quad ? 4 : 1) * slices;

/** The shape with as many threads side by side as there is room for where `rows` rows share one reading
 *  of the weights. Threads that share a sum keep their parts of it in the workgroup's memory. */
export function fitted(shape: Shape, rows: number, limits: Limits): Shape {
  const { split } = shape;
  const threads = Math.min(
    mostThreads,
    limits.maxComputeInvocationsPerWorkgroup,
    limits.maxComputeWorkgroupSizeX,
    split > 1 ? limits.maxComputeWorkgroupStorageSize / (rows * partBytes) : mostThreads,
  );
  let { width } = shape;
  while (width > 1 && width * split > threads) width = Math.floor(width / 2);
  return { ...shape, width };
}

/** Four float32 sums. */
const partBytes = 16;

export const sameShape = (a: Shape, b: Shape): boolean => shapeName(a) === shapeName(b);

/** Shapes that were kept as JSON, or null for anything else. */
export function readShapes(kept: unknown): Shapes | null {
  if (typeof kept !== "object" || kept === null) return null;
  const { one, many, attention, sampling, solo } = kept as Partial<Shapes>;
  const whole = (n: unknown, least: number) => Number.isInteger(n) && Number(n) >= least;
  const isShape = (shape: Shape | undefined) =>
    shape !== undefined &&
    ["column", "tile"].includes(shape.layout) &&
    ["f16", "f32"].includes(shape.storage) &&
    typeof shape.quad === "boolean" &&
    whole(shape.width, 1) &&
    whole(shape.split, 1) &&
    shape.width * shape.split <= mostThreads;
  const isAttention =
    attention !== undefined &&
    typeof attention.quad === "boolean" &&
    whole(attention.slices, 1) &&
    attentionThreads(attention) <= mostThreads &&
    whole(attention.rows, 1);
  const fits = isShape(one) && isShape(many) && one?.split === many?.split && isAttention;
  return fits && whole(sampling, 1) && whole(solo, 0) ? (kept as Shapes) : null;
}

/** Whether any kernel of these shapes lets the threads of a quad exchange numbers. */
export const usesQuads = ({ one, many, attention }: Shapes): boolean =>
  one.quad || many.quad || attention.quad;

/** The same shapes for kernels whose threads exchange nothing within a subgroup. */
export const withoutQuads = (shapes: Shapes): Shapes => ({
  ...shapes,
  one: { ...shapes.one, quad: false },
  many: { ...shapes.many, quad: false },
  attention: shapes.attention.quad ? plainAttention : shapes.attention,
});

/** Attention by single threads, where nothing has been measured. */
const plainAttention: AttentionShape = { quad: false, slices: 16, rows: 1 };

/** As text, for keys and for people. */
export const shapeName = ({ layout, storage, quad, width, split }: Shape): string =>
  `${layout}-${storage}${quad ? "-quad" : ""} ${width}×${split}`;

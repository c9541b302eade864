import type { Model } from "../model.ts";
import { AttentionTrial } from "./attention-trial.ts";
import type { Gpu } from "./gpu.ts";
import { ProductTrial } from "./product-trial.ts";
import type { AttentionShape, Shape, Shapes } from "./shape.ts";

/** Rows of the pass that stands for all passes of more than one token: to verify four proposals. */
const manyRows = 5;
/** Another shape must be so much faster than the one in hand: less is noise. */
const margin = 0.95;

/** How long the search goes on, ms. What it has not tried by then stays as it was. */
const budget = 400;

/** Threads side by side and threads that share a sum; no workgroup needs more than 64 of them, or more
 *  memory than every adapter has. The likeliest first. */
const grids: readonly Pick<Shape, "width" | "split">[] = [
  { width: 16, split: 1 },
  { width: 16, split: 4 },
  { width: 64, split: 1 },
  { width: 8, split: 8 },
  { width: 4, split: 16 },
];

/** The fastest shapes for a model's products and attention, by measurement on the device, as far as some
 *  hundred milliseconds reach. Products of one row and of several are measured apart, since the shape
 *  that wins for one token loses for five; they share one split, so that both give the same bits. */
export async function tune(gpu: Gpu, model: Model, from: Shapes): Promise<Shapes> {
  const deadline = performance.now() + budget;
  const products = new ProductTrial(gpu, model.config);
  const attention = new AttentionTrial(gpu, model.config);
  try {
    return {
      ...from,
      ...(await tuneProducts(products, from, deadline)),
      attention: await tuneAttention(attention, from.attention, deadline),
    };
  } finally {
    products.free();
    attention.free();
  }
}

/** A pair of shapes with one split. */
interface Products {
  readonly one: Shape;
  readonly many: Shape;
  /** Milliseconds of a product. */
  readonly oneTime: number;
  readonly manyTime: number;
}

async function tuneProducts(
  trial: ProductTrial,
  from: Pick<Shapes, "one" | "many">,
  deadline: number,
): Promise<Pick<Shapes, "one" | "many">> {
  const timed = async (one: Shape, many: Shape): Promise<Products> => {
    await Promise.all([trial.prepare(one, 1), trial.prepare(many, manyRows)]);
    const oneTime = await trial.time(one, 1);
    return { one, many, oneTime, manyTime: await trial.time(many, manyRows) };
  };
  let best = await timed(from.one, from.many);
  const attempt = async (change: Partial<Shape>) => {
    if (performance.now() > deadline) return;
    const other = await timed({ ...best.one, ...change }, { ...best.many, ...change });
    best = better(best, other);
  };
  for (const grid of grids) await attempt(grid);
  await attempt({ storage: best.one.storage === "f32" ? "f16" : "f32" });
  await attempt({ layout: best.one.layout === "tile" ? "column" : "tile" });
  if (best.one.quad) await attempt({ quad: false });
  return { one: best.one, many: best.many };
}

/** The faster shape for each, where the split is one; else the pair that is faster together. */
function better(a: Products, b: Products): Products {
  if (a.one.split !== b.one.split) {
    return b.oneTime + b.manyTime < margin * (a.oneTime + a.manyTime) ? b : a;
  }
  const one = b.oneTime < margin * a.oneTime ? b : a;
  const many = b.manyTime < margin * a.manyTime ? b : a;
  return { one: one.one, oneTime: one.oneTime, many: many.many, manyTime: many.manyTime };
}

async function tuneAttention(
  trial: AttentionTrial,
  from: AttentionShape,
  deadline: number,
): Promise<AttentionShape> {
  const timed = async (shape: AttentionShape) => ({
    shape,
    time: (await trial.time(shape, 1)) + (await trial.time(shape, manyRows)),
  });
  let best = await timed(from);
  for (const slices of [16, 4, 1]) {
    if (slices === from.slices || performance.now() > deadline) continue;
    const other = await timed({ ...from, slices });
    if (other.time < margin * best.time) best = other;
  }
  return best.shape;
}

import type { Model } from "../model.ts";
import { AttentionTrial } from "./attention-trial.ts";
import type { Gpu } from "./gpu.ts";
import { ProductTrial } from "./product-trial.ts";
import { searchAttention, searchProducts } from "./search.ts";
import { type Shapes, usualShapes } from "./shape.ts";
import { Stopwatch } from "./stopwatch.ts";

/** Rows of the pass that stands for all passes of more than one token: to verify four proposals. */
const manyRows = 5;
const rowsOf = { one: 1, many: manyRows } as const;

/** How long products are measured, and then attention, ms: what has not been tried by then stays as it
 *  was. What compiles meanwhile doesn't count. */
const productTime = 1500;
const attentionTime = 500;
/** When the search ends however little of it was measured, ms. */
const patience = 3000;

/** The fastest shapes for a model's products and attention, by measurement on the device, as far as some
 *  seconds reach. */
export async function tune(gpu: Gpu, model: Model, software: boolean): Promise<Shapes> {
  const from = usualShapes(software, gpu.features.has("subgroups"));
  const place = { limits: gpu.limits, software };
  const watch = new Stopwatch(gpu);
  const products = new ProductTrial(gpu, watch, model.config);
  const attention = new AttentionTrial(gpu, watch, model.config);
  const end = performance.now() + patience;
  const until = (spent: number) => () => watch.spent < spent && performance.now() < end;
  try {
    const { one, many } = await searchProducts(
      from,
      place,
      (shape, pass) => products.time(shape, rowsOf[pass]),
      until(productTime),
    );
    return {
      ...from,
      one,
      many,
      attention: await searchAttention(
        from.attention,
        place,
        (shape, pass) => attention.time(shape, rowsOf[pass]),
        until(watch.spent + attentionTime),
      ),
    };
  } finally {
    products.free();
    attention.free();
    watch.free();
  }
}

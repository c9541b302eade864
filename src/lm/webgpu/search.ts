import type { AttentionShape, Limits, Shape, Shapes } from "./shape.ts";
import { fitted, sameShape } from "./shape.ts";
import { clearlyFaster, shorter, type Timing, together } from "./timing.ts";

/** The most rows that share one reading of the weights, for which every shape must have room. */
const mostRows = 8;

/** Measures a shape for passes of one token, or of several. */
export type Measure<S> = (shape: S, pass: "one" | "many") => Promise<Timing>;

/** Says before each try whether there is time for it. */
export type Patience = () => boolean;

/** Where shapes must run. */
export interface Place {
  readonly limits: Limits;
  /** Whether a processor plays the GPU. */
  readonly software: boolean;
}

type Products = Pick<Shapes, "one" | "many">;

/** Threads side by side and threads that share a sum. */
type Grid = Pick<Shape, "width" | "split">;

/** What is worth a try on a GPU, the likeliest first. */
const wideGrids: readonly Grid[] = [
  { width: 16, split: 1 },
  { width: 16, split: 4 },
  { width: 64, split: 1 },
  { width: 64, split: 4 },
  { width: 8, split: 8 },
  { width: 4, split: 16 },
  { width: 16, split: 16 },
  { width: 256, split: 1 },
];

/** What is worth a try where a processor plays the GPU: threads that wait for each other take it seconds
 *  to compile, and gain nothing. */
const narrowGrids: readonly Grid[] = [
  { width: 16, split: 1 },
  { width: 8, split: 1 },
  { width: 64, split: 1 },
];

/** The fastest shapes for products that were found, beginning with `from`: one change at a time, kept
 *  where it is clearly faster, and is so again when both are measured once more. One token and several are measured apart, since the shape that wins for
 *  one loses for the other; they share one split, so that both give the same bits. */
export async function searchProducts(
  from: Products,
  { limits, software }: Place,
  measure: Measure<Shape>,
  goOn: Patience,
): Promise<Products> {
  const timed = async ({ one, many }: Products) => ({
    one,
    many,
    oneTime: await measure(one, "one"),
    manyTime: await measure(many, "many"),
  });
  type Timed = Awaited<ReturnType<typeof timed>>;
  let best = await timed({
    one: fitted(from.one, 1, limits),
    many: fitted(from.many, mostRows, limits),
  });
  const attempt = async (change: Partial<Shape>) => {
    const one = fitted({ ...best.one, ...change }, 1, limits);
    const many = fitted({ ...best.many, ...change }, mostRows, limits);
    if ((sameShape(one, best.one) && sameShape(many, best.many)) || !goOn()) return;
    const other = await timed({ one, many });
    if (isSame(better(best, other), best)) return;
    // What slowed the device while the best one was measured may be over: both once more, side by side.
    best = again(best, await timed(best));
    best = better(best, again(other, await timed(other)));
  };
  const isSame = (a: Timed, b: Timed) => a.one === b.one && a.many === b.many;
  const again = (a: Timed, b: Timed): Timed => ({
    ...a,
    oneTime: shorter(a.oneTime, b.oneTime),
    manyTime: shorter(a.manyTime, b.manyTime),
  });
  const better = (a: Timed, b: Timed): Timed => {
    if (a.one.split !== b.one.split) {
      const [all, other] = [together(a.oneTime, a.manyTime), together(b.oneTime, b.manyTime)];
      return clearlyFaster(other, all) ? b : a;
    }
    const { one, oneTime } = clearlyFaster(b.oneTime, a.oneTime) ? b : a;
    const { many, manyTime } = clearlyFaster(b.manyTime, a.manyTime) ? b : a;
    return { one, oneTime, many, manyTime };
  };
  for (const grid of software ? narrowGrids : wideGrids) await attempt(grid);
  await attempt({ storage: best.one.storage === "f32" ? "f16" : "f32" });
  await attempt({ layout: best.one.layout === "tile" ? "column" : "tile" });
  if (best.one.quad) await attempt({ quad: false });
  return { one: best.one, many: best.many };
}

/** The fastest shape for attention that was found, beginning with `from`, for one token and several
 *  together. */
export async function searchAttention(
  from: AttentionShape,
  { software }: Pick<Place, "software">,
  measure: Measure<AttentionShape>,
  goOn: Patience,
): Promise<AttentionShape> {
  const timed = async (shape: AttentionShape) => ({
    shape,
    time: together(await measure(shape, "one"), await measure(shape, "many")),
  });
  let best = await timed(from);
  const attempt = async (change: Partial<AttentionShape>) => {
    const shape = { ...best.shape, ...change };
    const { slices, rows } = best.shape;
    if ((shape.slices === slices && shape.rows === rows) || !goOn()) return;
    const other = await timed(shape);
    if (!clearlyFaster(other.time, best.time)) return;
    best = { ...best, time: shorter(best.time, (await timed(best.shape)).time) };
    const time = shorter(other.time, (await timed(shape)).time);
    if (clearlyFaster(time, best.time)) best = { shape, time };
  };
  for (const slices of software ? [4, 1] : [16, 4, 1, 64]) await attempt({ slices });
  for (const rows of [1, 8]) await attempt({ rows });
  return best.shape;
}

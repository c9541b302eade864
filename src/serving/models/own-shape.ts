import { readShape, shapeColumns } from "./row.ts";
import { countParameters } from "./shape.ts";

/** The shape that `writeOwn` of write-row.ts wrote, with its notes and what it counts to. RangeError, in words, where that can't be
 *  read. */
export function readOwnShape(text: string) {
  if (text.length > 600) throw new RangeError("It is too long for a shape.");
  const cells = text.split("_");
  const ungated = cells.at(-1) === "ungated";
  const keys = cells.slice(shapeColumns, ungated ? -1 : undefined);
  const { notes, ...shape } = readShape(cells.slice(0, shapeColumns), keys, ungated ? 2 : 3);
  if (shape.heads % shape.kvHeads !== 0)
    throw new RangeError(`${shape.heads} heads are not divisible by ${shape.kvHeads}.`);
  const { all, active } = countParameters(shape);
  if (!(active > 0 && active <= all && all < 1e15))
    throw new RangeError("It makes no count of parameters that a model has.");
  return { shape, notes, all, active };
}

import type { LineName } from "../../charts/Annotated.tsx";
import { series } from "../../charts/palette.ts";
import type { Curve } from "../../curves/answer.ts";

const longest = 18;

/** The names of pinned curves, to be written along them in their colours; long ones are cut. */
export function pinNames(
  pins: readonly { readonly name: string; readonly curve: Curve }[],
): readonly LineName[] {
  return pins.map(({ name, curve }, i) => ({
    name: name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name,
    xs: curve.x,
    ys: curve.y,
    color: series(i),
  }));
}

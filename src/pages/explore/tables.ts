import type { Table } from "../../charts/table.ts";
import type { Curve } from "../../curves/answer.ts";
import { valueAt } from "./axes.ts";
import { bandColumns } from "./texts.tsx";

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly unit?: string;
}

/** Whether a curve has a band at all: a measured acceptance has none. */
export function isBanded({ y, low, high }: Curve): boolean {
  return y.some((value, i) => (low[i] ?? value) < value || (high[i] ?? value) > value);
}

/** Pinned curves as columns beside a curve, at its own xs; empty beyond their ends. */
export function pinnedColumns(
  y: Column,
  curve: Curve,
  pins: readonly { readonly name: string; readonly curve: Curve }[],
): readonly { column: Column; values: Float64Array }[] {
  return pins.map(({ name, curve: pinned }, i) => ({
    column: { ...y, key: `${y.key}_pin_${i + 1}`, label: bandColumns.pinned(y.label, name) },
    values: curve.x.map((x) => {
      const inside = x >= (pinned.x[0] ?? x) && x <= (pinned.x.at(-1) ?? x);
      return inside ? valueAt(pinned.x, pinned.y, x) : Number.NaN;
    }),
  }));
}

/** A curve's numbers, its band's ends beside them. */
export function curveTable(
  x: Column,
  y: Column,
  curve: Curve,
  more: readonly { column: Column; values: Float64Array }[] = [],
): Table {
  const banded = isBanded(curve);
  const low = { ...y, key: `${y.key}_low`, label: bandColumns.low(y.label) };
  const high = { ...y, key: `${y.key}_high`, label: bandColumns.high(y.label) };
  return {
    columns: [x, y, ...(banded ? [low, high] : []), ...more.map(({ column }) => column)],
    rows: Array.from(curve.x, (value, i) => [
      value,
      curve.y[i] ?? Number.NaN,
      ...(banded ? [curve.low[i] ?? Number.NaN, curve.high[i] ?? Number.NaN] : []),
      ...more.map(({ values }) => values[i] ?? Number.NaN),
    ]),
    notes: banded ? [bandColumns.note] : [],
  };
}

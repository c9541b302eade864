import type { Table } from "../../charts/table.ts";
import type { Curve } from "../../curves/answer.ts";
import { bandColumns } from "./texts.tsx";

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly unit?: string;
}

/** A curve's numbers, its band's ends beside them. */
export function curveTable(
  x: Column,
  y: Column,
  curve: Curve,
  more: readonly { column: Column; values: Float64Array }[] = [],
): Table {
  const banded = curve.low.some((low, i) => low < (curve.y[i] ?? low));
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

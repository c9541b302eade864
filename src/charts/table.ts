/** The numbers behind a chart. */
export type Table = {
  columns: readonly { key: string; label: string; unit?: string }[];
  rows: readonly (readonly (number | string)[])[];
  /** Where the numbers come from, one line each. */
  notes?: readonly string[];
};

/** A table, or how to make it: it is only made when somebody opens or exports it. */
export type TableSource = Table | (() => Table);

export function tableOf(source: TableSource): Table {
  return typeof source === "function" ? source() : source;
}

/** The table with these notes before its own. */
export function withNotes(table: Table, notes: readonly string[]): Table {
  return { ...table, notes: [...notes, ...(table.notes ?? [])] };
}

/** At most `most` rows, evenly chosen, the first and the last among them. */
export function thinRows<T>(rows: readonly T[], most = 60): readonly T[] {
  if (rows.length <= most) return rows;
  const step = (rows.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => rows[Math.round(i * step)]);
}

/** Column heading with its unit. */
export function heading(column: Table["columns"][number]): string {
  return column.unit ? `${column.label} (${column.unit})` : column.label;
}

/** A cell for people: five significant digits, e-notation where plain digits would be long. */
export function cellText(v: number | string): string {
  if (typeof v === "string") return v;
  if (!Number.isFinite(v)) return "–";
  const size = Math.abs(v);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return v.toExponential(3);
  return String(Number(v.toPrecision(5)));
}

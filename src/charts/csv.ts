import { heading, type Table } from "./table.ts";

function field(v: number | string): string {
  if (typeof v === "number") return Number.isFinite(v) ? String(v) : "";
  const safe = /^[=+\-@\t\r]/.test(v) ? `'${v}` : v;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table as RFC 4180 text, all rows, numbers at full precision, what is not a number left
 *  empty. Notes have a last column of their own, one in each of the first rows, so that whatever reads a table
 *  reads this one without being told of comments. A text that a spreadsheet would run as a formula gets an
 *  apostrophe. */
export function toCsv(table: Table): string {
  const notes = (table.notes ?? []).flatMap((n) => n.split(/\r?\n/));
  const noted = (cells: readonly string[], note: string) =>
    (notes.length === 0 ? cells : [...cells, note]).join(",");
  const head = noted(
    table.columns.map((c) => field(heading(c))),
    "notes",
  );
  const count = Math.max(table.rows.length, notes.length);
  const blank = table.columns.map(() => "");
  const rows = Array.from({ length: count }, (_, i) =>
    noted(table.rows[i]?.map(field) ?? blank, field(notes[i] ?? "")),
  );
  return `${[head, ...rows].join("\r\n")}\r\n`;
}

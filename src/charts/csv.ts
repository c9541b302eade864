import { heading, type Table } from "./table.ts";

function field(v: number | string): string {
  if (typeof v === "number") return Number.isFinite(v) ? String(v) : "";
  const safe = /^[=+\-@\t\r]/.test(v) ? `'${v}` : v;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table as RFC 4180 text, all rows, numbers at full precision, what is not a number left
 *  empty; notes first, as lines that start with "# ". A text that a spreadsheet would run as a formula gets an
 *  apostrophe. */
export function toCsv(table: Table): string {
  const notes = (table.notes ?? []).flatMap((n) => n.split(/\r?\n/)).map((n) => `# ${n}`);
  const head = table.columns.map((c) => field(heading(c))).join(",");
  const rows = table.rows.map((row) => row.map(field).join(","));
  return `${[...notes, head, ...rows].join("\r\n")}\r\n`;
}

import type { Line } from "./source.ts";

/** Cells of a row of a table: between bars as Markdown has them, or between tabs as copied from a page. */
export function cellsOf(text: string): readonly string[] {
  if (text.includes("\t")) return text.split("\t", 60).map((cell) => cell.trim());
  if (!text.includes("|")) return [];
  return text
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|", 60)
    .map((cell) => cell.trim().replace(/^`|`$/g, ""));
}

/** The line between the heading of a table and its rows. */
export const isRule = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => /^:?-{1,200}:?$/.test(cell));

export interface Row {
  readonly line: Line;
  /** A cell by the name of its column; of two of one name the first. Empty where there is none. */
  readonly cell: (name: string) => string;
  readonly cells: readonly string[];
  readonly columns: readonly string[];
}

/** Rows under each heading that has the columns named, those whose cells are as many as its own; the
 *  others, which were cut, apart. */
export function tableRows(
  lines: readonly Line[],
  isHeading: (cells: readonly string[]) => boolean,
): { readonly rows: readonly Row[]; readonly broken: readonly Line[] } {
  const rows: Row[] = [];
  const broken: Line[] = [];
  let columns: readonly string[] | null = null;
  for (const line of lines) {
    const cells = cellsOf(line.text);
    if (isHeading(cells)) columns = cells;
    else if (columns !== null && cells.length > 1 && !isRule(cells)) {
      const heading = columns;
      // a bar ends each row of Markdown: without it the last cell may be cut
      const ended =
        line.text.includes("\t") || !line.text.startsWith("|") || line.text.endsWith("|");
      if (cells.length === heading.length && ended)
        rows.push({
          line,
          cells,
          columns: heading,
          cell: (name) => cells[heading.indexOf(name)] ?? "",
        });
      else broken.push(line);
    } else if (cells.length <= 1 && /^\|/.test(line.text) && columns !== null) broken.push(line);
  }
  return { rows, broken };
}

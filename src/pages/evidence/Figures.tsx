import type { ReactNode } from "react";
import { toCsv } from "../../charts/csv.ts";
import { download } from "../../charts/download.ts";
import { cellText, heading, type Table } from "../../charts/table.ts";
import { ui } from "./texts.tsx";

export interface Figure {
  /** Unique on the page; also the files' name. */
  readonly name: string;
  readonly caption: string;
  /** The numbers, at full precision. */
  readonly table: Table;
  /** The same cells for people, where they are more than rounded numbers. */
  readonly cells?: readonly (readonly ReactNode[])[];
  /** Few and short cells, which fit a phone side by side. */
  readonly compact?: boolean;
  /** What follows from it. */
  readonly children?: ReactNode;
}

/** A table with its numbers to take along. */
export function Figures({ name, caption, table, cells, compact, children }: Figure) {
  const shown = cells ?? table.rows.map((row) => row.map(cellText));
  return (
    <section
      className="figures"
      data-compact={compact ? "" : undefined}
      aria-labelledby={`${name}-caption`}
    >
      <h3 id={`${name}-caption`}>{caption}</h3>
      <section
        className="figures-scroll" // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, so the keyboard must reach it
        tabIndex={0}
        aria-label={`${caption}: ${ui.table}`}
      >
        <table>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column.key} scope="col">
                  {heading(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              <tr key={String(table.rows[i]?.[0])}>
                {row.map((cell, j) =>
                  j === 0 ? (
                    <th key={table.columns[j]?.key} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td
                      key={table.columns[j]?.key}
                      data-label={table.columns[j] && heading(table.columns[j])}
                    >
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Downloads name={name} caption={caption} table={table} />
      {children}
    </section>
  );
}

/** The two files of a table. */
export function Downloads({ name, caption, table }: Pick<Figure, "name" | "caption" | "table">) {
  const file = `sdsl-${name}`;
  return (
    <p className="figures-save">
      <button
        type="button"
        className="chart-button"
        aria-label={`${ui.csv}: ${caption}`}
        onClick={() => download(toCsv(table), `${file}.csv`, "text/csv;charset=utf-8")}
      >
        CSV
      </button>
      <button
        type="button"
        className="chart-button"
        aria-label={`${ui.json}: ${caption}`}
        onClick={() => download(tableJson(table), `${file}.json`, "application/json")}
      >
        JSON
      </button>
    </p>
  );
}

/** The table as JSON: its notes, and a record for each row. */
function tableJson({ columns, rows, notes = [] }: Table): string {
  const records = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ key }, i) => {
        const value = row[i];
        return [key, typeof value === "number" && !Number.isFinite(value) ? null : value];
      }),
    ),
  );
  return JSON.stringify({ notes, rows: records }, null, 1);
}

import { cellText, heading, type Table, thinRows } from "./table.ts";

type Props = { caption: string; table: Table; onClose: () => void };

/** The numbers behind a chart as a table, thinned to what can be read on a screen. */
export function TableView({ caption, table, onClose }: Props) {
  const rows = thinRows(table.rows);
  return (
    <div className="chart-table">
      <div className="chart-table-head">
        <span>
          {rows.length < table.rows.length
            ? `${rows.length} of ${table.rows.length} rows; the CSV file has them all`
            : `${rows.length} rows`}
        </span>
        <button type="button" className="chart-button" onClick={onClose}>
          Hide table
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className="chart-table-scroll" tabIndex={0} aria-label={`${caption}: table`}>
        <table>
          <caption className="chart-hidden">{caption}</caption>
          <thead>
            <tr>
              {table.columns.map((c) => (
                <th key={c.key} scope="col">
                  {heading(c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join("\t")}>
                {row.map((v, i) => (
                  <td key={table.columns[i]?.key ?? i}>{cellText(v)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {table.notes?.map((note) => (
        <p key={note} className="chart-table-note">
          {note}
        </p>
      ))}
    </div>
  );
}

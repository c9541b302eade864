import { type BenchRow, curveFrom } from "./bench-rows.ts";
import { benchRow } from "./llama-bench-json.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const isHeading = (text: string) =>
  ["n_prompt", "n_gen", "avg_ts"].every((name) => fieldsOf(text).includes(name));

/** `llama-bench -o csv`. */
export const llamaBenchCsv: Reader = {
  format: "llama-bench-csv",
  claims: (source) =>
    anyLine(source, "avg_ts", (text) => text.includes("avg_ts,") && isHeading(text)),
  read: ({ lines }) => {
    const account = new Account();
    const rows: BenchRow[] = [];
    let columns: readonly string[] | null = null;
    for (const line of lines) {
      if (isHeading(line.text)) {
        columns = fieldsOf(line.text);
        continue;
      }
      if (columns === null || !line.text.includes(",")) continue;
      const cells = fieldsOf(line.text);
      // every field is quoted: the last quote tells that nothing was cut
      if (cells.length !== columns.length || !line.text.endsWith('"')) {
        account.refuse(line, "cut-line");
        continue;
      }
      const named = columns.map((name, i) => [name, (cells[i] ?? "").replaceAll(",", "")]);
      const row = benchRow(Object.fromEntries(named));
      if (typeof row === "string") account.refuse(line, row);
      else {
        account.used += 1;
        rows.push(row);
      }
    }
    const bench = curveFrom(rows, account);
    return { bench, used: account.used, rejected: account.rejected };
  },
};

/** Fields of a line of CSV, quoted or not. */
function fieldsOf(line: string): readonly string[] {
  return Array.from(
    line.matchAll(/(?:^|,)(?:"((?:[^"]|""){0,2000})"|([^,"]{0,2000}))/g),
    ([, quoted, bare]) => (quoted ?? bare ?? "").replaceAll('""', '"').trim(),
  );
}

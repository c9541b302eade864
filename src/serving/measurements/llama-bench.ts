import { readNumber } from "../number.ts";
import { type BenchRow, curveFrom, isRate } from "./bench-rows.ts";
import { cellsOf, type Row, tableRows } from "./cells.ts";
import type { Problem } from "./measurement.ts";
import { printedNumber } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const isHeading = (cells: readonly string[]) => cells.includes("test") && cells.includes("t/s");

/** The table of llama-bench, as printed or as copied from a page that shows it. */
export const llamaBench: Reader = {
  format: "llama-bench",
  claims: (source) => anyLine(source, "t/s", (text) => isHeading(cellsOf(text))),
  read: ({ lines }) => {
    const account = new Account();
    const { rows, broken } = tableRows(lines, isHeading);
    for (const line of broken) account.refuse(line, "cut-line");
    const tests: BenchRow[] = [];
    for (const row of rows) {
      const test = testOf(row);
      if (typeof test === "string") account.refuse(row.line, test);
      else {
        account.used += 1;
        tests.push(test);
      }
    }
    if (rows[0] !== undefined && rows[0].columns.filter((name) => name === "t/s").length > 1)
      account.refuseAll("several-rates");
    const bench = curveFrom(tests, account);
    return { bench, used: account.used, rejected: account.rejected };
  },
};

/** Columns that are of the test or of the model, not of what it was run with. */
const apart = new Set(["test", "t/s", "model", "size", "params", "speedup"]);

function testOf({ cell, cells, columns }: Row): BenchRow | Problem {
  const [, test, size, depth] = /^(pp|tg) ?(\d{1,6})(?: @ d(\d{1,8}))?$/.exec(cell("test")) ?? [];
  if (test === undefined || size === undefined) return "mixed-test";
  const rate = printedNumber(cell("t/s").split("±")[0]?.trim() ?? "");
  const k = Number(size);
  if (!isRate(rate) || k < 1) return "bad-rate";
  return {
    model: cell("model"),
    setting: cells.filter((_, i) => !apart.has(columns[i] ?? "")).join("|"),
    parameters: readNumber(cell("params")),
    depth: Number(depth ?? 0),
    test: test as "pp" | "tg",
    k: test === "tg" ? 1 : k,
    rate,
  };
}

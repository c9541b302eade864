import { type BenchRow, curveFrom, isRate } from "./bench-rows.ts";
import { cellsOf, tableRows } from "./cells.ts";
import { countKey, numberIn, objectsWith } from "./json.ts";
import { printedNumber } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";
import type { Source } from "./source.ts";

const isHeading = (cells: readonly string[]) =>
  ["PP", "TG", "N_KV", "S_TG t/s"].every((name) => cells.includes(name)) && !cells.includes("B");
const printsJson = ({ text }: Source) => text.includes('"speed_tg"') && !text.includes('"pl"');

/** llama-sweep-bench, as a table or as JSON lines: the time of a generated token at each length of the
 *  context. It names no model. */
export const sweepBench: Reader = {
  format: "ik-sweep-bench",
  claims: (source) =>
    printsJson(source) || anyLine(source, "S_TG t/s", (text) => isHeading(cellsOf(text))),
  read: (source) => {
    const account = new Account();
    const rows: BenchRow[] = [];
    const take = (depth?: number, rate?: number): boolean => {
      if (depth === undefined || !isRate(rate)) return false;
      account.used += 1;
      const model = "llama-sweep-bench";
      rows.push({ model, setting: "", parameters: undefined, depth, test: "tg", k: 1, rate });
      return true;
    };
    if (printsJson(source)) {
      const found = source.json.flatMap(({ value }) => objectsWith(value, "speed_tg"));
      if (found.length < countKey(source.text, "speed_tg")) account.refuseAll("bad-json");
      for (const fields of found)
        if (!take(numberIn(fields, "n_kv"), numberIn(fields, "speed_tg")))
          account.refuseAll("bad-rate");
    } else {
      const table = tableRows(source.lines, isHeading);
      for (const line of table.broken) account.refuse(line, "cut-line");
      for (const { line, cell } of table.rows)
        if (!take(printedNumber(cell("N_KV")), printedNumber(cell("S_TG t/s"))))
          account.refuse(line, "bad-rate");
    }
    const bench = curveFrom(rows, account);
    return { bench, used: account.used, rejected: account.rejected };
  },
};

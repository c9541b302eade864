import { type BenchRow, curveFrom, isRate } from "./bench-rows.ts";
import { cellsOf, tableRows } from "./cells.ts";
import { countKey, numberIn, objectsWith } from "./json.ts";
import { isCount, printedNumber } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";
import type { Source } from "./source.ts";

const columns = ["PP", "TG", "B", "N_KV", "T_TG s"];
const isHeading = (cells: readonly string[]) => columns.every((name) => cells.includes(name));
const printsJson = ({ text }: Source) => text.includes('"speed_tg"') && text.includes('"pl"');

/** llama-batched-bench, as a table or as JSON lines: a pass over one token of each of B sequences, which
 *  reads the weights once as a verification of B tokens does. It names no model. */
export const batchedBench: Reader = {
  format: "llama-batched-bench",
  claims: (source) =>
    printsJson(source) || anyLine(source, "T_TG s", (text) => isHeading(cellsOf(text))),
  read: (source) => {
    const account = new Account();
    const rows: BenchRow[] = [];
    const take = (prompt?: number, steps?: number, k?: number, seconds?: number): boolean => {
      if (!isCount(steps) || !isCount(k) || seconds === undefined || !(seconds > 0)) return false;
      const rate = (k * steps) / seconds;
      if (!isRate(rate)) return false;
      account.used += 1;
      rows.push({
        model: "llama-batched-bench",
        setting: `${steps}`,
        parameters: undefined,
        depth: prompt ?? 0,
        test: "pp",
        k,
        rate,
      });
      return true;
    };
    if (printsJson(source)) {
      const found = source.json.flatMap(({ value }) => objectsWith(value, "pl"));
      if (found.length < countKey(source.text, "pl")) account.refuseAll("bad-json");
      for (const fields of found) {
        const [prompt, steps, k, seconds] = ["pp", "tg", "pl", "t_tg"].map((name) =>
          numberIn(fields, name),
        );
        if (!take(prompt, steps, k, seconds)) account.refuseAll("bad-rate");
      }
    } else {
      const table = tableRows(source.lines, isHeading);
      for (const line of table.broken) account.refuse(line, "cut-line");
      for (const { line, cell } of table.rows) {
        const [prompt, steps, k, seconds] = ["PP", "TG", "B", "T_TG s"].map((name) =>
          printedNumber(cell(name)),
        );
        if (!take(prompt, steps, k, seconds)) account.refuse(line, "bad-rate");
      }
    }
    const bench = curveFrom(rows, account);
    return { bench, used: account.used, rejected: account.rejected };
  },
};

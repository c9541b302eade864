import { fromCounts } from "./measured.ts";
import { isCount, sumOf } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const row =
  /\bpred= {0,9}(\d{1,9}) {1,9}draft= {0,9}(\d{1,9}) {1,9}acc= {0,9}(\d{1,9}) {1,9}rate=([\d.]{1,9})/;

/** Rows of mtp-bench.py, a script that asks llama-server for a few answers and adds up their timings. */
export const mtpBench: Reader = {
  format: "mtp-bench",
  engine: "llamacpp",
  claims: (source) =>
    anyLine(source, "pred=", (text) => /\bpred= {0,9}\d{1,9} {1,9}draft=/.test(text)),
  read: ({ lines }) => {
    const account = new Account();
    const rows: {
      readonly written: number;
      readonly drafted: number;
      readonly accepted: number;
    }[] = [];
    for (const line of lines) {
      if (!/\bpred= {0,9}\d/.test(line.text)) continue;
      const [, written, drafted, accepted, rate] = row.exec(line.text)?.map(Number) ?? [];
      if (written === undefined || drafted === undefined || accepted === undefined) {
        account.refuse(line, "cut-line");
      } else if (drafted > 0 && Math.abs(accepted / drafted - (rate ?? 0)) > 0.006) {
        account.refuse(line, "bad-rate");
      } else {
        account.used += 1;
        if (isCount(drafted)) rows.push({ written, drafted, accepted });
      }
    }
    if (rows.length === 0) return { used: account.used, rejected: account.rejected };
    const accepted = sumOf(rows, (one) => one.accepted);
    const measurement = fromCounts("llamacpp-timings", {
      rounds: sumOf(rows, (one) => one.written) - accepted,
      drafted: sumOf(rows, (one) => one.drafted),
      accepted,
    });
    if (measurement === null) account.refuseAll("disagree");
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

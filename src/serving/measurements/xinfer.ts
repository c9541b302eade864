import { fromCounts } from "./measured.ts";
import { sumOf } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const starts = (text: string) => /Speculation: steps=\d/.test(text);
const counts =
  /Speculation: steps=(\d{1,9}) proposed=(\d{1,9}) accepted=(\d{1,9}) rate=([\d.]{1,6})%/;

/** What xinfer logs of a sequence. Accepted is without the target's own token. */
export const xinfer: Reader = {
  format: "xinfer",
  claims: (source) => anyLine(source, "Speculation: steps=", starts),
  read: ({ lines }) => {
    const account = new Account();
    const runs: { readonly rounds: number; readonly drafted: number; readonly accepted: number }[] =
      [];
    for (const line of lines) {
      if (!starts(line.text)) continue;
      const [, rounds, drafted, accepted, rate] = counts.exec(line.text)?.map(Number) ?? [];
      if (rounds === undefined || drafted === undefined || accepted === undefined)
        account.refuse(line, "cut-line");
      else if (drafted > 0 && Math.abs((100 * accepted) / drafted - (rate ?? 0)) > 0.06)
        account.refuse(line, "bad-rate");
      else {
        account.used += 1;
        if (drafted > 0) runs.push({ rounds, drafted, accepted });
      }
    }
    if (runs.length === 0) {
      if (account.rejected.length === 0) account.refuseAll("no-drafts");
      return { used: account.used, rejected: account.rejected };
    }
    const measurement = fromCounts("xinfer-counts", {
      rounds: sumOf(runs, (run) => run.rounds),
      drafted: sumOf(runs, (run) => run.drafted),
      accepted: sumOf(runs, (run) => run.accepted),
    });
    if (measurement === null) account.refuseAll("disagree");
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

import { cellsOf, tableRows } from "./cells.ts";
import { fromCounts } from "./measured.ts";
import { isCount, printedNumber, sumOf } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const isHeading = (cells: readonly string[]) =>
  ["rounds", "accepted", "rate", "pos accept"].every((name) => cells.includes(name));

/** The table of ik_llama's llama-spec-bench, added up over its tasks. Positions are cumulative. */
export const ikSpecBench: Reader = {
  format: "ik-spec-bench",
  claims: (source) => anyLine(source, "pos accept", (text) => isHeading(cellsOf(text))),
  read: ({ lines }) => {
    const account = new Account();
    const { rows, broken } = tableRows(lines, isHeading);
    for (const line of broken) account.refuse(line, "cut-line");
    const runs: Run[] = [];
    for (const { line, cell } of rows) {
      const rounds = printedNumber(cell("rounds"));
      const [accepted, drafted] = cell("accepted").split("/").map(printedNumber);
      const positions = cell("pos accept")
        .split(/\s{1,9}/)
        .map((text) => Number(/^([\d.]{1,6})%$/.exec(text)?.[1]) / 100);
      if (!isCount(rounds) || accepted === undefined || drafted === undefined)
        account.refuse(line, "bad-rate");
      else if (cell("stage").startsWith("ngram")) account.refuse(line, "not-a-draft-model");
      else if (drafted > 0) {
        account.used += 1;
        runs.push({ stage: cell("stage"), rounds, accepted, drafted, positions });
      }
    }
    const [first] = runs;
    if (first === undefined) {
      if (account.rejected.length === 0) account.refuseAll("no-drafts");
      return { used: account.used, rejected: account.rejected };
    }
    if (runs.some(({ stage }) => stage !== first.stage)) {
      account.refuseAll("several-drafters");
      return { used: account.used, rejected: account.rejected };
    }
    const rounds = sumOf(runs, (run) => run.rounds);
    const alike = runs.every(({ positions }) => positions.length === first.positions.length);
    const cumulative = first.positions.map(
      (_, i) => sumOf(runs, (run) => run.rounds * (run.positions[i] ?? 0)) / rounds,
    );
    const measurement = fromCounts("ik-spec-bench", {
      rounds,
      drafted: sumOf(runs, (run) => run.drafted),
      accepted: sumOf(runs, (run) => run.accepted),
      cumulative: alike ? cumulative : undefined,
    });
    if (measurement === null) account.refuseAll("disagree");
    else if (measurement.byPosition === undefined) account.refuseAll("positions");
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

interface Run {
  readonly stage: string;
  readonly rounds: number;
  readonly accepted: number;
  readonly drafted: number;
  readonly positions: readonly number[];
}

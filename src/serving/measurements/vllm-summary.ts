import { fromCounts } from "./measured.ts";
import { numberAfter, printedNumber } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const counts: Readonly<Record<string, "drafts" | "drafted" | "accepted">> = {
  Drafts: "drafts",
  num_drafts: "drafts",
  "Draft tokens": "drafted",
  num_draft_tokens: "drafted",
  "Accepted tokens": "accepted",
  num_accepted_tokens: "accepted",
};
const count = /^([A-Za-z_ ]{6,20}): {1,60}([\d,]{1,20})$/;
const share = /^(Position|acceptance at token) (\d{1,2}): {1,60}([\d.]{1,12})%?$/;

/** The block that `vllm bench serve` ends with, and the one of the offline example. */
export const vllmSummary: Reader = {
  format: "vllm-summary",
  engine: "vllm",
  claims: (source) =>
    Object.keys(counts).some((name) =>
      anyLine(source, `${name}:`, (text) => count.exec(text)?.[1] === name),
    ),
  read: ({ lines }) => {
    const account = new Account();
    const found = new Map<string, number>();
    const cumulative: number[] = [];
    let length: number | undefined;
    let rounding = 0.0005;
    for (const line of lines) {
      const [, name = "", printed = ""] = count.exec(line.text) ?? [];
      const key = counts[name];
      const value = printedNumber(printed);
      if (key !== undefined && value !== undefined) {
        if (found.has(key)) {
          account.refuseAll("several-runs");
          return { used: account.used, rejected: account.rejected };
        }
        found.set(key, value);
        account.used += 1;
        continue;
      }
      length ??=
        numberAfter(line.text, "Acceptance length") ??
        numberAfter(line.text, "mean acceptance length");
      const [, word, at, text] = share.exec(line.text) ?? [];
      if (at === undefined) continue;
      const rate = Number(text) / (word === "Position" ? 100 : 1);
      if (!(rate >= 0 && rate <= 1)) account.refuse(line, "bad-rate");
      else {
        cumulative[Number(at)] = rate;
        // the example rounds to hundredths
        if (word !== "Position") rounding = 0.005;
        account.used += 1;
      }
    }
    const [rounds, drafted, accepted] = ["drafts", "drafted", "accepted"].map((key) =>
      found.get(key),
    );
    if (rounds === undefined || drafted === undefined || accepted === undefined)
      account.refuseAll("missing");
    else if (!(drafted > 0)) account.refuseAll("no-drafts");
    // a count that was cut contradicts the length
    else if (length !== undefined && Math.abs(1 + accepted / rounds - length) > 0.006)
      account.refuseAll("disagree");
    else {
      const measurement = fromCounts("vllm-counters", {
        rounds,
        drafted,
        accepted,
        cumulative: Array.from(cumulative, (rate) => rate ?? 0),
        rounding,
      });
      if (measurement === null) account.refuseAll("disagree");
      else if (cumulative.length > 0 && measurement.byPosition === undefined)
        account.refuseAll("positions");
      return { measurement, used: account.used, rejected: account.rejected };
    }
    return { used: account.used, rejected: account.rejected };
  },
};

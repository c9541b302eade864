import { fromLength } from "./measured.ts";
import { Account, type Reader } from "./reader.ts";

const average = /\[AR\] AVERAGE: {0,20}(\d{1,4}\.\d\d)$/;

/** What is assumed where nobody says. */
const assumed = 3;

/** The report of trtllm-bench. What it calls an acceptance rate is the mean length of an iteration, the
 *  target's own token counted; the lookahead stands in the options of the engine, not here. */
export const trtllmBench: Reader = {
  format: "trtllm-bench",
  engine: "trtllm",
  claims: ({ text }) => text.includes("[AR] AVERAGE"),
  read: ({ lines }, running) => {
    const account = new Account();
    const found: number[] = [];
    for (const line of lines) {
      if (!line.text.includes("[AR] AVERAGE")) continue;
      const length = Number(average.exec(line.text)?.[1]);
      if (length >= 1) found.push(length);
      else account.refuse(line, "cut-line");
    }
    account.used = found.length;
    const [length] = found;
    if (found.length > 1) account.refuseAll("several-runs");
    if (length === undefined || found.length > 1)
      return { used: account.used, rejected: account.rejected };
    const gamma = Math.max(running ?? assumed, Math.ceil(length - 1), 1);
    return {
      measurement: fromLength("trtllm-rate", length, gamma, true),
      used: account.used,
      rejected: account.rejected,
    };
  },
};

import { fromCounts } from "./measured.ts";
import { Account, anyLine, type Reader } from "./reader.ts";

const field = /(?:^|\s)(n_draft|n_predict|n_drafted|n_accept)\s{0,9}= {1,9}(\d{1,12})$/;
const decoded = /(?:^|\s)decoded {1,9}\d{1,12} tokens in {1,9}([\d.]{1,12}) seconds/;

/** What llama-speculative and llama-speculative-simple end with
 *  (examples/speculative-simple/speculative-simple.cpp @08d0baa). Accepted is without the target's own token. */
export const llamacppSimple: Reader = {
  format: "llamacpp-simple",
  engine: "llamacpp",
  claims: (source) =>
    anyLine(source, "n_drafted", (text) => /(?:^|\s)n_drafted\s{0,9}=/.test(text)),
  read: ({ lines }) => {
    const account = new Account();
    const counts = new Map<string, number>();
    let seconds: number | undefined;
    let share: number | undefined;
    for (const line of lines) {
      const [, name, count] = field.exec(line.text) ?? [];
      const [, time] = decoded.exec(line.text) ?? [];
      const [, percent] = /(?:^|\s)accept {1,9}= {1,9}([\d.]{1,12})%$/.exec(line.text) ?? [];
      if (percent !== undefined) share = Number(percent) / 100;
      if (name !== undefined) {
        if (counts.has(name)) {
          account.refuseAll("several-runs");
          return { used: account.used, rejected: account.rejected };
        }
        counts.set(name, Number(count));
      }
      if (time !== undefined) seconds = Number(time);
      if (name !== undefined || time !== undefined || percent !== undefined) account.used += 1;
    }
    const [written, drafted, accepted] = ["n_predict", "n_drafted", "n_accept"].map((name) =>
      counts.get(name),
    );
    // the share ends the block, and tells whether a count before was cut
    if (written === undefined || drafted === undefined || accepted === undefined) {
      account.refuseAll("missing");
      return { used: account.used, rejected: account.rejected };
    }
    if (share === undefined || Math.abs(accepted / drafted - share) > 1e-4)
      account.refuseAll(share === undefined ? "missing" : "disagree");
    else {
      const rounds = written - accepted;
      const measurement = fromCounts("llamacpp-simple", { rounds, drafted, accepted, seconds });
      if (measurement === null) account.refuseAll("disagree");
      return { measurement, used: account.used, rejected: account.rejected };
    }
    return { used: account.used, rejected: account.rejected };
  },
};

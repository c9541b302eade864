import { countKey, numberIn, numbersIn, objectsWith } from "./json.ts";
import { fromCounts } from "./measured.ts";
import { Account, type Reader } from "./reader.ts";

const key = "spec_decode_num_drafts";

/** What `vllm bench serve --save-result` writes. */
export const vllmJson: Reader = {
  format: "vllm-json",
  engine: "vllm",
  claims: ({ text }) => text.includes(`"${key}"`),
  read: ({ text, json }) => {
    const account = new Account();
    const runs = json.flatMap(({ value }) => objectsWith(value, key));
    const [run] = runs;
    account.used = runs.length;
    if (runs.length < countKey(text, key)) account.refuseAll("bad-json");
    else if (runs.length > 1) account.refuseAll("several-runs");
    else if (run !== undefined) {
      const rounds = numberIn(run, key);
      const drafted = numberIn(run, "spec_decode_draft_tokens");
      const accepted = numberIn(run, "spec_decode_accepted_tokens");
      const cumulative = numbersIn(run, "spec_decode_per_position_acceptance_rates");
      if (rounds === undefined || drafted === undefined || accepted === undefined)
        account.refuseAll("no-acceptance");
      else if (!(drafted > 0)) account.refuseAll("no-drafts");
      else {
        const measurement = fromCounts("vllm-counters", { rounds, drafted, accepted, cumulative });
        if (measurement === null) account.refuseAll("disagree");
        else if (cumulative !== undefined && measurement.byPosition === undefined)
          account.refuseAll("positions");
        return { measurement, used: account.used, rejected: account.rejected };
      }
    }
    return { used: account.used, rejected: account.rejected };
  },
};

import { countKey, type Fields, numberIn, objectsWith } from "./json.ts";
import { fromCounts } from "./measured.ts";
import { sumOf } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";

const names = {
  rest: {
    accepted: "accepted_draft_tokens_count",
    drafted: "total_draft_tokens_count",
    written: "completion_tokens",
  },
  sdk: {
    accepted: "acceptedDraftTokensCount",
    drafted: "totalDraftTokensCount",
    written: "predictedTokensCount",
  },
} as const;

/** LM Studio's answers, over REST or from its SDK. Iterations are what was written less what was accepted. */
export const lmStudio: Reader = {
  format: "lm-studio",
  claims: ({ text }) => Object.values(names).some(({ accepted }) => text.includes(`"${accepted}"`)),
  read: ({ text, json }) => {
    const account = new Account();
    const answers = Object.values(names).flatMap((name) =>
      json.flatMap(({ value }) =>
        objectsWith(value, name.accepted).map((fields) => countsOf(fields, name)),
      ),
    );
    const printed = sumOf(Object.values(names), ({ accepted }) => countKey(text, accepted));
    if (answers.length < printed) account.refuseAll("bad-json");
    const whole = answers.filter((answer) => answer !== null);
    account.used = whole.length;
    const drafting = whole.filter(({ drafted }) => drafted > 0);
    if (drafting.length === 0) {
      if (account.rejected.length === 0)
        account.refuseAll(answers.length > whole.length ? "no-rounds" : "no-drafts");
      return { used: account.used, rejected: account.rejected };
    }
    const accepted = sumOf(drafting, (answer) => answer.accepted);
    const measurement = fromCounts("lm-studio", {
      rounds: sumOf(drafting, (answer) => answer.written) - accepted,
      drafted: sumOf(drafting, (answer) => answer.drafted),
      accepted,
    });
    if (measurement === null) account.refuseAll("disagree");
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

function countsOf(fields: Fields, name: (typeof names)[keyof typeof names]) {
  const accepted = numberIn(fields, name.accepted);
  const drafted = numberIn(fields, name.drafted);
  const written = numberIn(fields, name.written);
  if (accepted === undefined || drafted === undefined || written === undefined) return null;
  return { accepted, drafted, written };
}

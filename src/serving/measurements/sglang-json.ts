import { countKey, type Fields, type FoundJson, numberIn, numbersIn, objectsWith } from "./json.ts";
import { fromCounts, fromLength } from "./measured.ts";
import type { Measurement } from "./measurement.ts";
import { sumOf } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";
import { defaultSteps } from "./sglang-log.ts";

const counted = "spec_verify_ct";
const average = "avg_spec_accept_length";

/** SGLang's JSON: the `meta_info` of answers, which counts, or `/get_server_info`, which has the mean length
 *  and the server's arguments. */
export const sglangJson: Reader = {
  format: "sglang-json",
  engine: "sglang",
  claims: ({ text }) => text.includes(`"${counted}"`) || text.includes(`"${average}"`),
  read: ({ text, json }, running) => {
    const account = new Account();
    const answers = withKey(json, counted);
    const states = withKey(json, average);
    account.used = answers.length + states.length;
    let measurement: Measurement | null = null;
    // the steps stand beside the state: where they are missing from the JSON, its outside was cut
    const whole = [counted, average, "speculative_num_steps"].every(
      (key) => withKey(json, key).length >= countKey(text, key),
    );
    if (!whole) account.refuseAll("bad-json");
    else if (answers.length > 0 && states.length > 0) account.refuseAll("several-runs");
    else if (answers.length > 0) measurement = fromAnswers(answers, account);
    else if (states.length > 0) measurement = fromState(states, json, running, account);
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

const withKey = (json: readonly FoundJson[], key: string) =>
  json.flatMap(({ value }) => objectsWith(value, key));

/** A stream repeats its counts, each time from the start of the answer: the last of each id holds all. */
function fromAnswers(answers: readonly Fields[], account: Account): Measurement | null {
  const latest = new Map<unknown, Fields>();
  for (const [i, answer] of answers.entries()) {
    const id = answer.id ?? i;
    const before = latest.get(id);
    const rounds = numberIn(answer, counted) ?? 0;
    if (before === undefined || rounds >= (numberIn(before, counted) ?? 0)) latest.set(id, answer);
  }
  const of = (...names: readonly string[]) =>
    sumOf([...latest.values()], (answer) => {
      const values = names.map((name) => numberIn(answer, name));
      return values.find((value) => value !== undefined) ?? Number.NaN;
    });
  const rounds = of(counted);
  const accepted = of("spec_accept_token_num", "spec_accepted_drafts", "spec_num_correct_drafts");
  const drafted = of("spec_draft_token_num", "spec_proposed_drafts", "spec_num_proposed_drafts");
  if (rounds === 0 || drafted === 0) account.refuseAll("no-drafts");
  else if (Number.isNaN(accepted + drafted)) account.refuseAll("no-acceptance");
  else {
    const cumulative = positionsOf([...latest.values()], rounds, accepted);
    const measurement = fromCounts("sglang-counts", { rounds, drafted, accepted, cumulative });
    if (measurement === null) account.refuseAll("disagree");
    return measurement;
  }
  return null;
}

/** Shares by position from the histograms: how many verifications accepted exactly n tokens. Undefined where
 *  an answer has none, or they are of other counts. */
function positionsOf(
  answers: readonly Fields[],
  rounds: number,
  accepted: number,
): readonly number[] | undefined {
  const counts: number[] = [];
  for (const answer of answers) {
    const histogram =
      numbersIn(answer, "spec_correct_drafts_histogram") ??
      numbersIn(answer, "spec_accept_histogram");
    if (histogram === undefined || histogram.length > 65) return undefined;
    for (const [n, count] of histogram.entries()) counts[n] = (counts[n] ?? 0) + count;
  }
  const all = sumOf(counts, (count) => count);
  const tokens = counts.reduce((sum, count, n) => sum + n * count, 0);
  if (all !== rounds || tokens !== accepted) return undefined;
  return counts.slice(1).map((_, i) => sumOf(counts.slice(i + 1), (count) => count) / rounds);
}

function fromState(
  states: readonly Fields[],
  json: readonly FoundJson[],
  running: number | undefined,
  account: Account,
): Measurement | null {
  const lengths = states.flatMap((state) => numberIn(state, average) ?? []);
  const length = sumOf(lengths, (value) => value) / lengths.length;
  const argument = (name: string) =>
    withKey(json, name).flatMap((fields) => numberIn(fields, name) ?? [])[0];
  const steps = argument("speculative_num_steps");
  if (!(length >= 1)) account.refuseAll("no-acceptance");
  else if ((argument("speculative_eagle_topk") ?? 1) > 1) account.refuseAll("tree");
  else if (steps !== undefined && length - 1 > steps) account.refuseAll("disagree");
  else {
    const gamma = steps ?? Math.max(running ?? defaultSteps, Math.ceil(length - 1), 1);
    return fromLength("sglang-length", length, gamma, steps === undefined);
  }
  return null;
}

import { type Statistics, statisticsLine } from "./llamacpp-statistics.ts";
import { fromCounts } from "./measured.ts";
import type { Measurement } from "./measurement.ts";
import { isCount, sumOf } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";
import { type Line, rejoined } from "./source.ts";

const starts = (text: string) =>
  /draft acceptance(?: rate)? = |statistics +[\w-]{1,40} *:/.test(text);
const ratioLine =
  /draft acceptance(?: rate)? = [\d.]{1,12} \( {0,9}(\d{1,12}) accepted \/ {0,9}(\d{1,12}) generated\)(?:, mean len = {0,9}([\d.]{1,12}))?$/;
const whole = (text: string) =>
  ratioLine.test(text) || /#acc tokens = {0,12}\d{1,12}, /.test(text) || /= [\d., ]+ms$/.test(text);
const evaluationLine =
  /(?<!prompt )eval time = {0,12}([\d.]{1,15}) ms \/ {0,12}(\d{1,12}) (?:tokens|runs)/;

/** What llama-server logs after each request, and its statistics since the start. Accepted is without the
 *  target's own token. */
export const llamacppLog: Reader = {
  format: "llamacpp-log",
  engine: "llamacpp",
  claims: ({ unbroken }) => starts(unbroken),
  read: ({ lines }, running) => {
    const account = new Account();
    const statistics = new Map<string, Statistics>();
    const ratios: Ratio[] = [];
    let evaluation: Evaluation | undefined;
    let ngram = false;
    for (const line of rejoined(lines, starts, whole)) {
      const evaluated = evaluationOf(line);
      if (evaluated !== undefined) {
        evaluation = evaluated;
        account.used += 1;
      } else if (/draft acceptance(?: rate)? = /.test(line.text)) {
        const ratio = ratioOf(line.text);
        if (typeof ratio === "string") account.refuse(line, ratio);
        else {
          account.used += 1;
          ratios.push({ ...ratio, evaluation: sameRequest(evaluation, line) });
          evaluation = undefined;
        }
      } else if (starts(line.text)) {
        const found = statisticsLine(line.text);
        if (typeof found === "string") {
          ngram ||= found === "not-a-draft-model";
          account.refuse(line, found);
        } else if (found !== null) {
          account.used += 1;
          // it counts from the start: what counted most holds all
          const before = statistics.get(found.kind);
          if (before === undefined || found.drafts > before.drafts)
            statistics.set(found.kind, found);
        }
      }
    }
    const measurement = measured([...statistics.values()], ratios, ngram, running, account);
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

interface Evaluation {
  readonly ms: number;
  readonly tokens: number;
  /** The request, where it is named. */
  readonly task: string | undefined;
  readonly line: number;
}

interface Ratio {
  readonly evaluation: Evaluation | undefined;
  readonly accepted: number;
  readonly drafted: number;
  /** Tokens an iteration, the target's own included: only newer builds print it. */
  readonly length: number | undefined;
}

const taskOf = (text: string) => /task (\d{1,12}) \|/.exec(text)?.[1];

function evaluationOf({ text, number }: Line): Evaluation | undefined {
  const [, ms, tokens] = evaluationLine.exec(text) ?? [];
  if (ms === undefined || tokens === undefined) return undefined;
  return { ms: Number(ms), tokens: Number(tokens), task: taskOf(text), line: number };
}

/** A request that drafted nothing prints a time and no acceptance: the time before belongs to a ratio only
 *  where both name one request, or stand together. */
function sameRequest(evaluation: Evaluation | undefined, { text, number }: Line) {
  const task = taskOf(text);
  if (evaluation === undefined) return undefined;
  const named = task !== undefined && evaluation.task !== undefined;
  return (named ? task === evaluation.task : number - evaluation.line <= 6)
    ? evaluation
    : undefined;
}

function ratioOf(text: string): Omit<Ratio, "evaluation"> | "cut-line" | "bad-rate" {
  const [, accepted, drafted, printed] = ratioLine.exec(text) ?? [];
  if (accepted === undefined || drafted === undefined) return "cut-line";
  const ratio = Number(/= ([\d.]{1,12})/.exec(text)?.[1]);
  const [kept, tried] = [Number(accepted), Number(drafted)];
  if (!isCount(tried) || kept > tried || Math.abs(kept / tried - ratio) > 0.0001) return "bad-rate";
  const length = printed === undefined ? undefined : Number(printed);
  // two decimals are printed: fewer were cut
  if (length !== undefined && (!(length >= 1) || !/\.\d\d$/.test(printed ?? ""))) return "cut-line";
  return { accepted: kept, drafted: tried, length };
}

/** What counts drafts comes before what counts tokens only. */
function measured(
  statistics: readonly Statistics[],
  ratios: readonly Ratio[],
  ngram: boolean,
  running: number | undefined,
  account: Account,
): Measurement | null {
  const [first] = statistics;
  if (statistics.length > 1) account.refuseAll("several-drafters");
  else if (first !== undefined) {
    const { drafts: rounds, drafted, accepted, cumulative } = first;
    const measurement = fromCounts("llamacpp-statistics", {
      rounds,
      drafted,
      accepted,
      cumulative,
    });
    if (measurement === null) account.refuseAll("disagree");
    else if (cumulative.length > 0 && measurement.byPosition === undefined)
      account.refuseAll("positions");
    return measurement;
  } else if (ngram) account.refuseAll("not-a-draft-model");
  else if (ratios.length > 0) return fromRatios(ratios, running, account);
  return null;
}

/** A ratio alone does not count iterations: the mean length does, or what was written, or the lookahead that
 *  the user runs, if every draft was as long. */
function fromRatios(
  ratios: readonly Ratio[],
  running: number | undefined,
  account: Account,
): Measurement | null {
  const drafted = sumOf(ratios, (ratio) => ratio.drafted);
  const accepted = sumOf(ratios, (ratio) => ratio.accepted);
  const evaluations = ratios.flatMap(({ evaluation }) => evaluation ?? []);
  const paired = evaluations.length === ratios.length;
  const seconds = paired ? sumOf(evaluations, ({ ms }) => ms) / 1e3 : undefined;
  const lengths = ratios.every(({ length }) => length !== undefined && length > 1);
  const rounds = lengths
    ? sumOf(ratios, (ratio) => ratio.accepted / ((ratio.length ?? 2) - 1))
    : paired
      ? sumOf(evaluations, ({ tokens }) => tokens) - accepted
      : undefined;
  if (rounds === undefined) {
    if (running === undefined || running < 1) {
      account.refuseAll("no-rounds");
      return null;
    }
    const assumed = fromCounts("llamacpp-ratio", { rounds: drafted / running, drafted, accepted });
    return assumed && { ...assumed, gammaAssumed: true };
  }
  const measurement = fromCounts("llamacpp-ratio", { rounds, drafted, accepted, seconds });
  if (measurement === null) account.refuseAll("disagree");
  return measurement;
}

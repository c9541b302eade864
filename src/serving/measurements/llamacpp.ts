import { isCount, numberAfter } from "./lines.ts";
import type { Measurement, Problem } from "./measurement.ts";
import { alphaFromAccepted, conditionalRates, wholeIfNear } from "./solve.ts";
import type { LineKind } from "./vllm.ts";

/** What llama.cpp prints: the server's `timings` JSON and log, and llama-speculative-simple. */
export interface LlamacppFacts {
  readonly timings: Timing[];
  readonly ratios: Ratio[];
  /** The last `statistics draft` line: it counts from the start. */
  statistics: {
    readonly drafts: number;
    readonly drafted: number;
    readonly accepted: number;
    /** Share of drafts accepted up to each position. */
    readonly cumulative: readonly number[];
  } | null;
  /** Drafts without a model were counted. */
  ngram: boolean;
  /** The `eval time` line that no acceptance line has followed yet. */
  evaluation: Evaluation | undefined;
  readonly simple: Partial<Record<"n_draft" | "n_predict" | "n_drafted" | "n_accept", number>>;
  decodedSeconds: number | undefined;
}

interface Timing {
  /** What the chunks of one streamed response have in common. */
  readonly prompt: string;
  readonly predicted: number;
  readonly ms: number | undefined;
  readonly drafted: number;
  readonly accepted: number;
}

interface Evaluation {
  readonly ms: number;
  readonly tokens: number;
}

interface Ratio {
  /** Of the same request. */
  readonly evaluation: Evaluation | undefined;
  readonly accepted: number;
  readonly drafted: number;
  /** Tokens an iteration, the target's own included: only newer builds print it. */
  readonly length: number | undefined;
}

export const noLlamacppFacts = (): LlamacppFacts => ({
  timings: [],
  ratios: [],
  statistics: null,
  ngram: false,
  evaluation: undefined,
  simple: {},
  decodedSeconds: undefined,
});

const ratioLine =
  /draft acceptance(?: rate)? = [\d.]{1,12} \( {0,9}(\d{1,12}) accepted \/ {0,9}(\d{1,12}) generated\)(?:, mean len = {0,9}([\d.]{1,12}))?/;

export function readLlamacppLine(line: string, facts: LlamacppFacts): LineKind | Problem {
  const [, predicted, tried, kept] =
    /\bpred= {0,9}(\d{1,9}) draft= {0,9}(\d{1,9}) acc= {0,9}(\d{1,9}) rate=/.exec(line) ?? [];
  if (predicted !== undefined) {
    const [drafted, accepted] = [Number(tried), Number(kept)];
    if (accepted > drafted) return "bad-rate";
    facts.timings.push({
      prompt: "",
      predicted: Number(predicted),
      ms: undefined,
      drafted,
      accepted,
    });
    return "used";
  }
  const plain = line.replace(/^[\d.]{5,20} [A-Z] /, "");
  const ratio = ratioLine.exec(line);
  if (ratio !== null) {
    const [accepted, drafted] = [Number(ratio[1]), Number(ratio[2])];
    if (!isCount(drafted) || accepted > drafted) return "bad-rate";
    facts.ratios.push({
      evaluation: facts.evaluation,
      accepted,
      drafted,
      length: ratio[3] === undefined ? undefined : Number(ratio[3]),
    });
    facts.evaluation = undefined;
    return "used";
  }
  const [, kind] = /statistics +([\w-]{1,40}) *:/.exec(line) ?? [];
  if (kind !== undefined) {
    if (kind.startsWith("ngram")) {
      if (numberAfter(line, "#gen drafts") === 0) return "skipped";
      facts.ngram = true;
      return "not-a-draft-model";
    }
    if (!/^(draft([-_]\w+)?|mtp|eagle3|dflash|dspark)$/.test(kind)) return "not-a-draft-model";
    const drafts = numberAfter(line, "#gen drafts");
    const drafted = numberAfter(line, "#gen tokens");
    const accepted = numberAfter(line, "#acc tokens");
    if (!isCount(drafts) || !isCount(drafted) || accepted === undefined || accepted > drafted)
      return "unknown";
    const [, list = ""] = /#acc rate\/pos = \(([\d., ]{1,2000})\)/.exec(line) ?? [];
    const cumulative = list === "" ? [] : list.split(",").map(Number);
    if (cumulative.some((rate) => !(rate >= 0 && rate <= 1))) return "bad-rate";
    facts.statistics = { drafts, drafted, accepted, cumulative };
    return "used";
  }
  const [, ms, tokens] =
    /(?<!prompt )eval time = {0,12}([\d.]{1,15}) ms \/ {0,12}(\d{1,12}) (?:tokens|runs)/.exec(
      line,
    ) ?? [];
  if (ms !== undefined && tokens !== undefined) {
    facts.evaluation = { ms: Number(ms), tokens: Number(tokens) };
    return "used";
  }
  if (/(?:prompt eval|total|load|sampling) time =|graphs reused =/.test(line)) return "skipped";
  const [, name, count] =
    /^\s{0,9}(n_draft|n_predict|n_drafted|n_accept)\s{0,9}= (\d{1,12})\s{0,9}$/.exec(plain) ?? [];
  if (name !== undefined && count !== undefined) {
    facts.simple[name as keyof LlamacppFacts["simple"]] = Number(count);
    return "used";
  }
  if (/^\s{0,9}accept\s{1,9}= [\d.]{1,12}%/.test(plain) || /^\s{0,9}encoded /.test(plain))
    return "skipped";
  const [, seconds] =
    /^\s{0,9}decoded {1,9}\d{1,12} tokens in {1,9}([\d.]{1,12}) seconds/.exec(plain) ?? [];
  if (seconds !== undefined) {
    facts.decodedSeconds = Number(seconds);
    return "used";
  }
  return "unknown";
}

/** No `timings` object is longer. */
const reach = 4000;

/** The `timings` objects in a text, wherever they stand in it. Each is flat. */
export function readTimings(text: string, facts: LlamacppFacts): { used: number; bad: number } {
  let used = 0;
  let bad = 0;
  for (
    let at = text.indexOf('"predicted_n"');
    at >= 0;
    at = text.indexOf('"predicted_n"', at + 13)
  ) {
    const before = text.slice(Math.max(0, at - reach), at).lastIndexOf("{");
    const after = text.slice(at, at + reach).indexOf("}");
    if (used + bad >= 10_000) break;
    if (before < 0 || after < 0) {
      bad += 1;
      continue;
    }
    const from = Math.max(0, at - reach) + before;
    const to = at + after;
    const timing = timingOf(text.slice(from, to + 1));
    if (timing === null) bad += 1;
    else {
      const last = facts.timings.at(-1);
      if (last !== undefined && continues(timing, last)) facts.timings.pop();
      facts.timings.push(timing);
      used += 1;
    }
  }
  return { used, bad };
}

/** A stream repeats its timings, each time from the start of the response. */
const continues = (timing: Timing, last: Timing) =>
  timing.prompt !== "" &&
  timing.prompt === last.prompt &&
  timing.predicted >= last.predicted &&
  timing.drafted >= last.drafted &&
  timing.accepted >= last.accepted;

function timingOf(json: string): Timing | null {
  let object: Record<string, unknown>;
  try {
    object = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return null;
  }
  const number = (key: string) => {
    const value = object[key];
    return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  const predicted = number("predicted_n");
  if (predicted === undefined) return null;
  const drafted = number("draft_n") ?? 0;
  const accepted = number("draft_n_accepted") ?? 0;
  const prompt = number("prompt_ms") === undefined ? "" : `${object.prompt_n} ${object.prompt_ms}`;
  return accepted > drafted
    ? null
    : { prompt, predicted, ms: number("predicted_ms"), drafted, accepted };
}

/** The measurement that the lines make, or null. What counts iterations comes before what does not;
 *  `gamma` is what the user runs, where it is known. */
export function llamacppMeasurement(facts: LlamacppFacts, gamma?: number): Measurement | null {
  return (
    fromTimings(facts) ?? fromStatistics(facts) ?? fromRatios(facts, gamma) ?? fromSimple(facts)
  );
}

/** An iteration writes its accepted tokens and one more: iterations = written − accepted. */
function fromTimings({ timings }: LlamacppFacts): Measurement | null {
  const drafting = timings.filter(({ drafted }) => drafted > 0);
  const drafted = sum(drafting, (timing) => timing.drafted);
  const accepted = sum(drafting, (timing) => timing.accepted);
  const rounds = sum(drafting, (timing) => timing.predicted) - accepted;
  const timed = drafting.every(({ ms }) => ms !== undefined);
  const seconds = timed ? sum(drafting, ({ ms }) => ms ?? 0) / 1e3 : undefined;
  return measured("llamacpp-timings", rounds, drafted, accepted, seconds);
}

function fromStatistics({ statistics }: LlamacppFacts): Measurement | null {
  if (statistics === null) return null;
  const { drafts, drafted, accepted, cumulative } = statistics;
  const found = measured("llamacpp-statistics", drafts, drafted, accepted);
  return cumulative.length === 0
    ? found
    : found && { ...found, byPosition: conditionalRates(cumulative) };
}

/** A ratio alone does not count iterations: the mean length does, or as many `eval time` lines, or the
 *  lookahead that the user runs, if every draft was as long. */
function fromRatios(facts: LlamacppFacts, gamma: number | undefined): Measurement | null {
  const { ratios } = facts;
  if (facts.ngram) return null;
  const drafted = sum(ratios, (ratio) => ratio.drafted);
  const accepted = sum(ratios, (ratio) => ratio.accepted);
  if (!(drafted > 0)) return null;
  const evaluations = ratios.flatMap(({ evaluation }) => evaluation ?? []);
  // a request that drafted nothing prints a time and no acceptance
  const paired = evaluations.length === ratios.length;
  const written = sum(evaluations, ({ tokens }) => tokens);
  const seconds = paired ? sum(evaluations, ({ ms }) => ms) / 1e3 : undefined;
  if (ratios.every(({ length }) => length !== undefined && length > 1)) {
    const rounds = sum(ratios, (ratio) => ratio.accepted / ((ratio.length ?? 2) - 1));
    return measured("llamacpp-ratio", rounds, drafted, accepted, seconds);
  }
  if (paired) return measured("llamacpp-ratio", written - accepted, drafted, accepted, seconds);
  if (gamma === undefined || gamma < 1) return null;
  const assumed = measured("llamacpp-ratio", drafted / gamma, drafted, accepted);
  return assumed && { ...assumed, gammaAssumed: true };
}

function fromSimple({ simple, decodedSeconds }: LlamacppFacts): Measurement | null {
  const { n_predict, n_drafted, n_accept } = simple;
  if (n_predict === undefined || n_drafted === undefined || n_accept === undefined) return null;
  return measured("llamacpp-simple", n_predict - n_accept, n_drafted, n_accept, decodedSeconds);
}

function measured(
  definition: Measurement["definition"],
  rounds: number,
  drafted: number,
  accepted: number,
  seconds?: number,
): Measurement | null {
  if (!(rounds > 0 && drafted > 0) || accepted > drafted) return null;
  const gamma = drafted / rounds;
  if (gamma > 1e3) return null;
  return {
    engine: "llamacpp",
    definition,
    alpha: alphaFromAccepted(accepted / rounds, gamma),
    gamma: wholeIfNear(gamma),
    gammaAssumed: false,
    tokensPerIteration: 1 + accepted / rounds,
    acceptedOfDrafted: accepted / drafted,
    rounds: Math.round(rounds),
    ...(seconds !== undefined && seconds > 0
      ? { iterationSeconds: seconds / rounds, batch: 1 }
      : {}),
  };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

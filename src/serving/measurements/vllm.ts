import { isCount, numberAfter } from "./lines.ts";
import type { Measurement, Problem } from "./measurement.ts";
import { alphaFromAccepted, conditionalRates, wholeIfNear } from "./solve.ts";

/** What vLLM's lines say, added up. Formats: vllm/v1/spec_decode/metrics.py @016a858 for V1;
 *  vllm/spec_decode/metrics.py of 0.6 to 0.9 for V0. */
export interface VllmFacts {
  /** Each Prometheus series with its first and last value. */
  readonly series: Map<string, { readonly first: number; readonly last: number; seen: number }>;
  log: LogSum | null;
  /** Lines of different lookaheads, which have no common α. */
  mixed: boolean;
  v0: V0Line | null;
  readonly summary: Summary;
}

/** The block that `vllm bench serve` or the offline example ends with. */
interface Summary {
  readonly counts: Map<string, number>;
  /** Share of drafts accepted up to each position. */
  readonly cumulative: number[];
  /** A second block followed: two runs have no common answer. */
  repeated: boolean;
}

interface LogSum {
  readonly depth: number;
  accepted: number;
  drafted: number;
  drafts: number;
  /** Accepted drafts up to each position. */
  reached: number[];
}

interface V0Line {
  readonly gamma: number;
  readonly drafted: number;
  readonly emitted: number;
  readonly accepted: number;
}

export const noVllmFacts = (): VllmFacts => ({
  series: new Map(),
  log: null,
  mixed: false,
  v0: null,
  summary: { counts: new Map(), cumulative: [], repeated: false },
});

export type LineKind = "used" | "skipped" | "unknown";

/** Takes what one line says. */
export function readVllmLine(line: string, facts: VllmFacts): LineKind | Problem {
  if (line.startsWith("#")) return line.includes("vllm:") ? "skipped" : "unknown";
  if (line.includes("SpecDecoding metrics:")) return readLog(line, facts);
  if (line.includes("Speculative metrics:")) return readV0Log(line, facts);
  if (/^-- \| --$/.test(line) && facts.series.size > 0) return "skipped";
  if (!line.startsWith("vllm:")) return readSummary(line, facts.summary);
  return line.startsWith("vllm:spec_decode_") ? readSeries(line, facts) : "skipped";
}

const summaryNames: Readonly<Record<string, string>> = {
  Drafts: "drafts",
  num_drafts: "drafts",
  "Draft tokens": "drafted",
  num_draft_tokens: "drafted",
  "Accepted tokens": "accepted",
  num_accepted_tokens: "accepted",
};

function readSummary(line: string, summary: Summary): LineKind {
  const [, name = "", count] = /^([A-Za-z_ ]{6,20}): {1,60}(\d{1,15})$/.exec(line) ?? [];
  const key = summaryNames[name];
  if (key !== undefined) {
    summary.repeated ||= summary.counts.has(key);
    summary.counts.set(key, Number(count));
    return "used";
  }
  const [, word, at, share] =
    /^(Position|acceptance at token) (\d{1,2}): {1,60}([\d.]{1,12})$/.exec(line) ?? [];
  if (at === undefined || Number(at) !== summary.cumulative.length) return "unknown";
  const rate = Number(share) / (word === "Position" ? 100 : 1);
  if (!(rate >= 0 && rate <= 1)) return "unknown";
  summary.cumulative.push(rate);
  return "used";
}

function fromSummary({ summary }: VllmFacts): Measurement | null {
  const [drafts = 0, drafted = 0, accepted] = ["drafts", "drafted", "accepted"].map((key) =>
    summary.counts.get(key),
  );
  if (summary.repeated || !(drafts > 0 && drafted > 0) || accepted === undefined) return null;
  return measured("vllm-counters", drafts, drafted, accepted, summary.cumulative);
}

function readSeries(line: string, facts: VllmFacts): LineKind {
  const [, name, labels = "", text] =
    /^(vllm:spec_decode_[a-z_0-9]{1,60})(\{[^}]{0,2000}\})? (?:\| )?([\d.e+-]{1,30})(?: \d{1,20})?$/.exec(
      line,
    ) ?? [];
  if (name === undefined) return "unknown";
  if (name.endsWith("_created")) return "skipped";
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) return "unknown";
  const key = name.replace(/_total$/, "") + labels;
  const before = facts.series.get(key);
  facts.series.set(key, {
    first: before?.first ?? value,
    last: value,
    seen: (before?.seen ?? 0) + 1,
  });
  return "used";
}

function readLog(line: string, facts: VllmFacts): LineKind | Problem {
  const accepted = numberAfter(line, "Accepted");
  const drafted = numberAfter(line, "Drafted");
  const length = numberAfter(line, "Mean acceptance length");
  // an idle interval says nothing
  if (drafted === 0) return "no-drafts";
  const [, list] =
    /Per-position acceptance rate: ([\d., ]{1,2000}?)(?:, ?Avg|[\s|]*$)/.exec(line) ?? [];
  if (accepted === undefined || drafted === undefined || length === undefined || list === undefined)
    return "unknown";
  const rates = list.split(",").map(Number);
  if (!isCount(drafted) || rates.some((rate) => !(rate >= 0 && rate <= 1))) return "unknown";
  const depth = depthOf(line, rates, length, accepted, drafted);
  if (depth === undefined) return "disagree";
  const drafts = drafted / depth;
  const log = facts.log ?? { depth, accepted: 0, drafted: 0, drafts: 0, reached: [] };
  if (log.depth !== depth) {
    facts.mixed = true;
    return "several-lookaheads";
  }
  log.accepted += accepted;
  log.drafted += drafted;
  log.drafts += drafts;
  for (const [i, rate] of rates.slice(0, depth).entries())
    log.reached[i] = (log.reached[i] ?? 0) + rate * drafts;
  facts.log = log;
  return "used";
}

/** What every draft of an interval drafted: the printed depth or the length of the list, which is longer
 *  where the depth is lowered under load. Undefined where the mean length contradicts it. */
function depthOf(
  line: string,
  rates: readonly number[],
  length: number,
  accepted: number,
  drafted: number,
): number | undefined {
  const live = rates.findLastIndex((rate) => rate > 0) + 1;
  const printed = numberAfter(line, "Current speculative depth");
  const fits = (depth: number) =>
    isCount(depth) &&
    depth >= live &&
    depth <= rates.length &&
    Math.abs(1 + (accepted * depth) / drafted - length) <= 0.0051;
  const candidates = [
    printed ?? rates.length,
    ...(printed === undefined && accepted > 0
      ? [Math.round((drafted * (length - 1)) / accepted)]
      : []),
  ];
  return candidates.find(fits);
}

function readV0Log(line: string, facts: VllmFacts): LineKind {
  const gamma = numberAfter(line, "Number of speculative tokens");
  const drafted = numberAfter(line, "Number of draft tokens");
  const emitted = numberAfter(line, "Number of emitted tokens");
  const accepted = numberAfter(line, "Number of accepted tokens");
  if (!isCount(gamma) || !isCount(drafted) || !isCount(emitted) || accepted === undefined)
    return "unknown";
  // counted since the start: the last line holds all
  facts.v0 = { gamma, drafted, emitted, accepted };
  return "used";
}

/** The measurement that the lines make, or null. Counters before the log, V1 before V0. */
export function vllmMeasurement(facts: VllmFacts): Measurement | null {
  return (
    fromCounters(facts) ??
    fromV0Counters(facts) ??
    fromLog(facts) ??
    fromV0Log(facts) ??
    fromSummary(facts)
  );
}

/** A counter summed over engines and models; between two scrapes, what it grew by. */
function total(facts: VllmFacts, name: string): number {
  let sum = 0;
  for (const [key, { first, last, seen }] of facts.series)
    if (key === name || key.startsWith(`${name}{`)) sum += grown(first, last, seen);
  return sum;
}

/** A counter that fell was reset in between; one that did not move counted nothing. */
const grown = (first: number, last: number, seen: number) =>
  seen > 1 && last >= first ? last - first : last;

/** Whether the counters are of more than one model. */
export function severalModels({ series }: VllmFacts): boolean {
  const models = [...series.keys()].map((key) => /model_name="([^"]*)"/.exec(key)?.[1]);
  return new Set(models.filter((model) => model !== undefined)).size > 1;
}

function fromCounters(facts: VllmFacts): Measurement | null {
  const drafts = total(facts, "vllm:spec_decode_num_drafts");
  const accepted = total(facts, "vllm:spec_decode_num_accepted_tokens");
  if (!(drafts > 0) || severalModels(facts)) return null;
  const reached: number[] = [];
  for (const [key, { first, last, seen }] of facts.series) {
    const [, position] =
      /^vllm:spec_decode_num_accepted_tokens_per_pos\{[^}]*?position="(\d{1,3})"/.exec(key) ?? [];
    if (position === undefined) continue;
    const at = Number(position);
    if (at < 64) reached[at] = (reached[at] ?? 0) + grown(first, last, seen);
  }
  const byPosition = Array.from(reached, (count) => (count ?? 0) / drafts);
  const drafted = total(facts, "vllm:spec_decode_num_draft_tokens") || drafts * byPosition.length;
  if (!(drafted > 0)) return null;
  return measured("vllm-counters", drafts, drafted, accepted, byPosition);
}

function fromV0Counters(facts: VllmFacts): Measurement | null {
  const drafted = total(facts, "vllm:spec_decode_num_draft_tokens");
  const emitted = total(facts, "vllm:spec_decode_num_emitted_tokens");
  const efficiency = total(facts, "vllm:spec_decode_efficiency");
  if (!(drafted > 0 && emitted > 0 && efficiency > 0) || severalModels(facts)) return null;
  // efficiency = emitted / (rounds · (gamma + 1)), drafted = rounds · gamma
  const rounds = emitted / efficiency - drafted;
  if (!(rounds > 0)) return null;
  return measured("vllm-v0-counters", rounds, drafted, emitted - rounds, []);
}

function fromLog({ log, mixed }: VllmFacts): Measurement | null {
  if (log === null || mixed || !(log.drafts > 0)) return null;
  const byPosition = log.reached.map((count) => count / log.drafts);
  return measured("vllm-log", log.drafts, log.drafted, log.accepted, byPosition);
}

/** V0 counts a token as accepted even behind a rejected one: only the emitted tokens tell the run. */
function fromV0Log({ v0 }: VllmFacts): Measurement | null {
  if (v0 === null) return null;
  const rounds = v0.drafted / v0.gamma;
  return measured("vllm-v0-log", rounds, v0.drafted, Math.max(0, v0.emitted - rounds), []);
}

function measured(
  definition: Measurement["definition"],
  rounds: number,
  drafted: number,
  accepted: number,
  cumulative: readonly number[],
): Measurement | null {
  const gamma = drafted / rounds;
  if (!(gamma > 0 && gamma <= 1e3) || !(accepted >= 0)) return null;
  const kept = Math.min(accepted, drafted);
  return {
    engine: "vllm",
    definition,
    alpha: alphaFromAccepted(kept / rounds, gamma),
    gamma: wholeIfNear(gamma),
    gammaAssumed: false,
    tokensPerIteration: 1 + kept / rounds,
    acceptedOfDrafted: kept / drafted,
    rounds: Math.round(rounds),
    ...(cumulative.length > 0 ? { byPosition: conditionalRates(cumulative) } : {}),
  };
}

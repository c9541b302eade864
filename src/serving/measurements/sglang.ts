import { isCount, numberAfter } from "./lines.ts";
import type { Measurement } from "./measurement.ts";
import { alphaFromAccepted } from "./solve.ts";
import type { LineKind } from "./vllm.ts";

/** Decode lines of SGLang's scheduler (scheduler_metrics_mixin.py) and its gauges. */
export interface SglangFacts {
  readonly batches: DecodeBatch[];
  length: number | undefined;
  rate: number | undefined;
  steps: number | undefined;
}

interface DecodeBatch {
  readonly length: number;
  readonly rate: number | undefined;
  readonly running: number | undefined;
  readonly throughput: number | undefined;
}

export const noSglangFacts = (): SglangFacts => ({
  batches: [],
  length: undefined,
  rate: undefined,
  steps: undefined,
});

export function readSglangLine(line: string, facts: SglangFacts): LineKind {
  if (line.startsWith("#")) return line.includes("sglang:") ? "skipped" : "unknown";
  if (line.startsWith("sglang:")) return readGauge(line, facts);
  if (!/Decode batch[.,]/.test(line)) return /Prefill batch[.,]/.test(line) ? "skipped" : "unknown";
  const length = numberAfter(line, "accept len");
  if (length === undefined) return "skipped";
  if (!(length >= 1 && length <= 1e3)) return "unknown";
  facts.batches.push({
    length,
    rate: numberAfter(line, "accept rate"),
    running: numberAfter(line, "#running-req"),
    throughput: numberAfter(line, "gen throughput (token/s)"),
  });
  return "used";
}

function readGauge(line: string, facts: SglangFacts): LineKind {
  const [, name, text] =
    /^sglang:([a-z_0-9]{1,60})(?:\{[^}]{0,2000}\})? ([\d.e+-]{1,30})(?: \d{1,20})?$/.exec(line) ??
    [];
  const value = Number(text);
  if (name === "spec_accept_length" && value >= 1 && value <= 1e3) facts.length = value;
  else if (name === "spec_accept_rate" && value >= 0 && value <= 1) facts.rate = value;
  else if (name === "spec_num_steps" && isCount(value) && value <= 1e3) facts.steps = value;
  else return "skipped";
  return "used";
}

/** No chain is drafted deeper: a rate that says so is over the nodes of a tree. */
const deepest = 16;

/** Whether the rate is over a tree, whose depth the lines do not tell. */
export const isTree = (facts: SglangFacts) =>
  facts.length !== undefined || facts.batches.length > 0;

/** SGLang's own default for a standalone draft model. */
const defaultSteps = 3;

/** The measurement that the lines make; `gamma` is what the user runs, where it is known. */
export function sglangMeasurement(facts: SglangFacts, gamma?: number): Measurement | null {
  const { batches } = facts;
  const weights = batches.map(({ running }) =>
    running !== undefined && running > 0 ? running : 1,
  );
  const length =
    batches.length > 0
      ? weightedMean(
          batches.map((batch) => batch.length),
          weights,
        )
      : facts.length;
  if (length === undefined) return null;
  const rates = batches.map(({ rate }) => rate);
  const known = rates.filter((rate) => rate !== undefined);
  const rate =
    batches.length === 0
      ? facts.rate
      : known.length === batches.length
        ? weightedMean(known, weights)
        : undefined;
  const { definition, steps } = lookaheadOf(length, rate, facts.steps, gamma);
  if (facts.steps === undefined && rate !== undefined && rate > 0 && steps > deepest) return null;
  const accepted = Math.min(steps, length - 1);
  const running = weightedMean(weights, weights);
  const timed = batches.filter(({ throughput }) => throughput !== undefined && throughput > 0);
  const seconds = timed.map(
    (batch) => (batch.length * Math.max(1, batch.running ?? 1)) / (batch.throughput ?? 1),
  );
  return {
    engine: "sglang",
    definition,
    alpha: alphaFromAccepted(accepted, steps),
    gamma: steps,
    gammaAssumed: facts.steps === undefined && !(rate !== undefined && rate > 0),
    tokensPerIteration: 1 + accepted,
    acceptedOfDrafted: accepted / steps,
    ...(seconds.length > 0 ? { iterationSeconds: median(seconds) } : {}),
    ...(batches.some((batch) => batch.running !== undefined) ? { batch: Math.round(running) } : {}),
  };
}

/**
 * The lookahead, and which of SGLang's two rates this is. Older: accept len / (gamma + 1); newer:
 * (accept len − 1) / gamma. Each gives a gamma; the one nearer to a whole number, or to what the user
 * runs, is right. Both are printed with two decimals.
 */
function lookaheadOf(
  length: number,
  rate: number | undefined,
  printed: number | undefined,
  gamma: number | undefined,
) {
  if (printed !== undefined && printed >= length - 1)
    return { definition: "sglang-length" as const, steps: printed };
  if (rate === undefined || rate <= 0)
    return {
      definition: "sglang-length" as const,
      steps: Math.max(gamma ?? defaultSteps, Math.ceil(length - 1), 1),
    };
  const ofVerified = length / rate - 1;
  const ofDrafted = (length - 1) / rate;
  const off = (value: number, slack: number) =>
    value < 0.6 || Math.round(value) < length - 1.01
      ? Number.POSITIVE_INFINITY
      : Math.abs(value - (gamma ?? Math.round(value))) / slack;
  // how far rounding to two decimals can move each
  const slackOfVerified = (0.005 + (0.005 * length) / rate) / rate;
  const slackOfDrafted = (0.005 + (0.005 * (length - 1)) / rate) / rate;
  const newer = off(ofDrafted, slackOfDrafted) <= off(ofVerified, slackOfVerified);
  const steps = Math.max(1, Math.round(newer ? ofDrafted : ofVerified));
  return {
    definition: newer ? ("sglang-rate-of-drafted" as const) : ("sglang-rate-of-verified" as const),
    steps,
  };
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let all = 0;
  for (const [i, value] of values.entries()) {
    const weight = weights[i] ?? 1;
    sum += value * weight;
    all += weight;
  }
  return all > 0 ? sum / all : 1;
}

/** The lower one of an even count: an interval that spans an idle time is too long, never too short. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

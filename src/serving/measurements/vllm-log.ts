import { fromCounts, positionsFit } from "./measured.ts";
import type { Problem } from "./measurement.ts";
import { isCount, numberAfter, shares, sumOf } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";
import { rejoined } from "./source.ts";
import { stepTimes } from "./vllm-steps.ts";

const starts = (text: string) => text.includes("SpecDecoding metrics:");

/** What vLLM V1 logs an interval: vllm/v1/spec_decode/metrics.py @016a858. The rates by position are shares
 *  of the drafts that got there, the length has the target's own token. */
export const vllmLog: Reader = {
  format: "vllm-log",
  engine: "vllm",
  claims: ({ unbroken }) => starts(unbroken),
  read: ({ lines }) => {
    const account = new Account();
    const intervals: Interval[] = [];
    for (const line of rejoined(lines, starts, whole)) {
      if (!starts(line.text)) continue;
      const interval = intervalOf(line.text);
      if (typeof interval === "string") account.refuse(line, interval);
      else {
        account.used += 1;
        intervals.push(interval);
      }
    }
    const [first] = intervals;
    const result = () => ({ used: account.used, rejected: account.rejected });
    if (first === undefined) return result();
    if (intervals.some(({ depth }) => depth !== first.depth)) {
      account.refuseAll("several-lookaheads");
      return result();
    }
    const rounds = sumOf(intervals, ({ drafts }) => drafts);
    const listed = intervals.every(({ cumulative }) => cumulative !== undefined);
    const reached = Array.from({ length: first.depth }, (_, i) =>
      sumOf(intervals, ({ drafts, cumulative }) => drafts * (cumulative?.[i] ?? 0)),
    );
    const measurement = fromCounts("vllm-log", {
      rounds,
      drafted: sumOf(intervals, ({ drafted }) => drafted),
      accepted: sumOf(intervals, ({ accepted }) => accepted),
      cumulative: listed ? reached.map((count) => count / rounds) : undefined,
    });
    if (measurement === null) {
      account.refuseAll("disagree");
      return result();
    }
    if (!listed) account.refuseAll("positions");
    const steps = stepTimes(lines, measurement.tokensPerIteration);
    return { measurement: { ...measurement, ...steps }, ...result() };
  },
};

interface Interval {
  readonly depth: number;
  readonly accepted: number;
  readonly drafted: number;
  readonly drafts: number;
  /** Undefined where the list does not add up to what was accepted. */
  readonly cumulative: readonly number[] | undefined;
}

const list = /Per-position acceptance rate: ([\d.,% ]{1,2000}?)(?:, ?Avg|[\s|`]*$)/;

/** A line is whole where everything stands in it and adds up; the rate after the list is not needed. */
function whole(text: string): boolean {
  const interval = intervalOf(text);
  return typeof interval !== "string" && interval.cumulative !== undefined;
}

function intervalOf(text: string): Interval | Problem {
  const accepted = numberAfter(text, "Accepted");
  const drafted = numberAfter(text, "Drafted");
  const length = numberAfter(text, "Mean acceptance length");
  // an idle interval says nothing
  if (drafted === 0) return "no-drafts";
  const rates = shares(list.exec(text)?.[1] ?? "");
  if (accepted === undefined || drafted === undefined || length === undefined || !rates)
    return "cut-line";
  if (!isCount(drafted)) return "cut-line";
  const depth = depthOf(text, rates, length, accepted, drafted);
  if (depth === undefined) return "disagree";
  const drafts = drafted / depth;
  const cumulative = rates.slice(0, depth);
  return {
    depth,
    accepted,
    drafted,
    drafts,
    cumulative: positionsFit(cumulative, accepted / drafts) ? cumulative : undefined,
  };
}

/** What every draft of an interval drafted: the printed depth or the length of the list, which is longer
 *  where the depth is lowered under load. Undefined where the mean length contradicts it. */
function depthOf(
  text: string,
  rates: readonly number[],
  length: number,
  accepted: number,
  drafted: number,
): number | undefined {
  const live = rates.findLastIndex((rate) => rate > 0) + 1;
  const printed = numberAfter(text, "Current speculative depth");
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

import { fromLength } from "./measured.ts";
import type { Measurement } from "./measurement.ts";
import { isCount, numberAfter, sumOf } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";
import { deepest, lookaheadOf } from "./sglang-lookahead.ts";
import { type Line, rejoined } from "./source.ts";

const starts = (text: string) => /Decode batch[.,]/.test(text) && !/Prefill batch/.test(text);
/** The queue is the last that a line names. */
const whole = (text: string) =>
  numberAfter(text, "accept len") !== undefined && text.includes("#queue-req");
const speaks = (text: string) => starts(text) && text.includes("accept len");

/** SGLang's own default for a standalone draft model. */
export const defaultSteps = 3;

/** Decode lines of SGLang's scheduler (scheduler_metrics_mixin.py @01bb3c8 and later). The length has the
 *  target's own token. */
export const sglangLog: Reader = {
  format: "sglang-log",
  engine: "sglang",
  claims: ({ unbroken }) => /Decode batch[.,]/.test(unbroken) && unbroken.includes("accept len"),
  read: ({ lines }, running) => {
    const account = new Account();
    const batches: Batch[] = [];
    for (const line of rejoined(lines, starts, whole)) {
      if (!speaks(line.text)) continue;
      const batch = batchOf(line);
      if (batch === undefined) account.refuse(line, "cut-line");
      else {
        batches.push(batch);
        account.used += 1;
      }
    }
    const measurement = batches.length === 0 ? null : measured(batches, lines, running, account);
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

interface Batch {
  readonly length: number;
  readonly rate: number | undefined;
  readonly newer: boolean | undefined;
  readonly running: number | undefined;
  readonly throughput: number | undefined;
}

/** The day on which SGLang's rate came to be of drafted tokens. */
const changed = "2026-04-23";

function batchOf({ text }: Line): Batch | undefined {
  const length = numberAfter(text, "accept len");
  const rate = numberAfter(text, "accept rate");
  const throughput = numberAfter(text, "gen throughput (token/s)");
  if (length === undefined || !(length >= 1 && length <= 1e3)) return undefined;
  // both stand before the queue in every version: without them the line was cut
  if (throughput === undefined || !/#queue-req\s{0,3}: {0,3}\d/.test(text)) return undefined;
  if (rate !== undefined && !(rate >= 0 && rate <= 1)) return undefined;
  const day = /\[(\d{4}-\d\d-\d\d)/.exec(text)?.[1];
  const newer = text.includes("#full token")
    ? true
    : day === undefined
      ? undefined
      : day >= changed;
  return { length, rate, newer, running: numberAfter(text, "#running-req"), throughput };
}

function measured(
  batches: readonly Batch[],
  lines: readonly Line[],
  running: number | undefined,
  account: Account,
): Measurement | null {
  const weight = ({ running: requests }: Batch) => Math.max(1, requests ?? 1);
  const weights = sumOf(batches, weight);
  const length = sumOf(batches, (batch) => batch.length * weight(batch)) / weights;
  const printed = batches.flatMap(({ length: of, rate, newer }) =>
    rate === undefined ? [] : [{ length: of, rate, newer }],
  );
  const found = lookaheadOf(printed, running);
  const started = startedWith(lines);
  const tells = printed.some(({ rate }) => rate > 0);
  if (started === null || (started === undefined && found !== undefined && found.gamma > deepest))
    account.refuseAll("tree");
  else if (started === undefined && tells && found === undefined)
    account.refuseAll("several-lookaheads");
  else {
    const longest = Math.max(...batches.map((batch) => batch.length));
    const gamma =
      started ?? found?.gamma ?? Math.max(running ?? defaultSteps, Math.ceil(longest - 1.005), 1);
    if (longest - 1 > gamma + 0.005) account.refuseAll("disagree");
    else {
      const assumed = started === undefined && (found === undefined || found.ambiguous);
      return fromLength(
        found?.definition ?? "sglang-length",
        length,
        gamma,
        assumed,
        load(batches, weight),
      );
    }
  }
  return null;
}

/** The steps that the server's arguments name, where the log has them; null where they make a tree. */
function startedWith(lines: readonly Line[]): number | null | undefined {
  const argument = (name: string) => {
    const named = new RegExp(`speculative[_-]${name}['"]?[=: ]{1,3}(\\d{1,4})`);
    for (const { text } of lines) {
      const [, value] = named.exec(text) ?? [];
      if (value !== undefined) return Number(value);
    }
    return undefined;
  };
  const steps = argument("num[_-]steps");
  if ((argument("eagle[_-]topk") ?? 1) > 1) return null;
  return isCount(steps) ? steps : undefined;
}

/** Batch and time of an iteration: a line that spans an idle time is too slow, never too fast, so that of the
 *  times the lower of the middle two is taken. */
function load(
  batches: readonly Batch[],
  weight: (batch: Batch) => number,
): Pick<Measurement, "batch" | "iterationSeconds"> {
  const seconds = batches
    .flatMap((batch) =>
      batch.throughput !== undefined && batch.throughput > 0
        ? [(batch.length * weight(batch)) / batch.throughput]
        : [],
    )
    .sort((a, b) => a - b);
  const typical = seconds[Math.floor((seconds.length - 1) / 2)];
  const weights = sumOf(batches, weight);
  const batch = Math.round(sumOf(batches, (one) => weight(one) ** 2) / weights);
  const known = batches.some(({ running }) => running !== undefined);
  return {
    ...(typical === undefined ? {} : { iterationSeconds: typical }),
    ...(known ? { batch } : {}),
  };
}

import { type CurvePoint, pointFromRate } from "../../sdsl/serving/verification-curve.ts";
import type { BenchMeasurement } from "./measurement.ts";
import type { Account } from "./reader.ts";

/** One test of a benchmark: a pass over k tokens, or a generated token. */
export interface BenchRow {
  readonly model: string;
  /** Everything else that it was run with: rows that differ here are of no one curve. */
  readonly setting: string;
  readonly parameters: number | undefined;
  /** Tokens that were in the cache before. */
  readonly depth: number;
  readonly test: "pp" | "tg";
  /** Tokens of a pass; 1 of a generated token. */
  readonly k: number;
  /** Tokens a second. */
  readonly rate: number;
}

/** The longest verification that matters: 64 drafted tokens and one. */
const longest = 65;
/** Rows that are kept. */
const most = 500;

/** Whether a rate can be one. */
export const isRate = (rate: number | undefined): rate is number =>
  rate !== undefined && rate > 1e-6 && rate < 1e9;

/**
 * The target's T(k) from rows: of the model with the most parameters (the slowest, where they aren't given),
 * in the one setting that has most rows; of equals the shallowest, then the fastest. T(1) is the time of a
 * generated token where there is one. A smaller model beside it is the draft; another quantisation is none.
 * Null, with the reason in the account, where no pass is short enough.
 */
export function curveFrom(given: readonly BenchRow[], account: Account): BenchMeasurement | null {
  if (given.length === 0) return null;
  if (given.length > most) account.refuseAll("too-many");
  const rows = apart(given.slice(0, most));
  const models = [...new Set(rows.map(({ model }) => model))];
  const size = (model: string) => {
    const own = ofModel(rows, model);
    return own[0]?.parameters ?? 1 / Math.max(...own.map(({ rate }) => rate));
  };
  const fastest = (model: string) => Math.max(...ofModel(rows, model).map(({ rate }) => rate));
  const [target, ...others] = models.sort(
    (a, b) => size(b) - size(a) || fastest(a) - fastest(b) || a.localeCompare(b),
  );
  if (target === undefined) return null;
  const chosen = oneSetting(rows.filter(({ model }) => model === target));
  const smaller = others.filter((model) => size(model) < 0.9 * size(target));
  const drafts = smaller.length === 1 ? oneSetting(ofModel(rows, smaller[0])) : [];
  const steps = drafts.filter(({ test }) => test === "tg");
  if (chosen.length + ofModel(rows, smaller[0]).length < rows.length || smaller.length > 1)
    account.refuseAll("several-settings");
  const times = new Map<number, number>();
  for (const { test, k, rate } of chosen)
    if (test === "pp" && k <= longest) times.set(k, pointFromRate(k, rate).seconds);
  const generated = chosen.find(({ test }) => test === "tg");
  if (generated !== undefined) times.set(1, 1 / generated.rate);
  const verification: CurvePoint[] = [...times]
    .map(([k, seconds]) => ({ k, seconds }))
    .sort((a, b) => a.k - b.k);
  if (verification.length === 0) {
    account.refuseAll("no-short-prompts");
    return null;
  }
  const parameters = chosen[0]?.parameters;
  const [step] = steps;
  return {
    model: target,
    ...(parameters === undefined ? {} : { parameters }),
    verification,
    ...(step === undefined ? {} : { draft: { model: step.model, seconds: 1 / step.rate } }),
  };
}

const ofModel = (rows: readonly BenchRow[], model: string | undefined) =>
  rows.filter((row) => row.model === model);

/** A test that was run again is another setting. */
function apart(rows: readonly BenchRow[]): readonly BenchRow[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const key = [row.model, row.setting, row.depth, row.test, row.test === "pp" ? row.k : ""].join(
      "\n",
    );
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? row : { ...row, setting: `${row.setting} #${times}` };
  });
}

function oneSetting(rows: readonly BenchRow[]): readonly BenchRow[] {
  const groups = new Map<string, BenchRow[]>();
  for (const row of rows) {
    const key = `${row.setting}\n${row.depth}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  let best: readonly BenchRow[] = [];
  for (const group of groups.values()) if (best.length === 0 || isBetter(group, best)) best = group;
  return best;
}

function isBetter(one: readonly BenchRow[], other: readonly BenchRow[]): boolean {
  if (one.length !== other.length) return one.length > other.length;
  const [depth, otherDepth] = [one[0]?.depth ?? 0, other[0]?.depth ?? 0];
  return depth === otherDepth ? rateOfLongest(one) > rateOfLongest(other) : depth < otherDepth;
}

/** How fast the longest pass is that could be a verification. */
function rateOfLongest(rows: readonly BenchRow[]): number {
  const short = rows.filter(({ k }) => k <= longest);
  const most = Math.max(...short.map(({ k }) => k));
  return Math.max(0, ...short.filter(({ k }) => k === most).map(({ rate }) => rate));
}

import { type CurvePoint, pointFromRate } from "../../sdsl/serving/verification-curve.ts";
import { readNumber } from "../number.ts";
import { isCount } from "./lines.ts";
import type { BenchMeasurement, Problem } from "./measurement.ts";
import type { LineKind } from "./vllm.ts";

/** Rows of llama-bench's markdown table. */
export interface BenchFacts {
  columns: readonly string[] | null;
  readonly rows: BenchRow[];
}

interface BenchRow {
  /** Everything but the test and its rate: rows that differ here are no one curve. */
  readonly setting: string;
  readonly model: string;
  readonly parameters: number | undefined;
  readonly test: "pp" | "tg";
  readonly k: number;
  readonly rate: number;
}

export const noBenchFacts = (): BenchFacts => ({ columns: null, rows: [] });

/** The longest verification that matters: 64 drafted tokens and one. */
const longest = 65;
/** Rows that are kept. */
const most = 500;

export function readBenchLine(given: string, facts: BenchFacts): LineKind | Problem {
  // a table that was copied as it is shown has tabs
  const line = given.includes("\t") ? `|${given.replaceAll("\t", "|")}|` : given;
  if (!line.startsWith("|")) return /^build: [0-9a-f]+ \(\d+\)/.test(line) ? "skipped" : "unknown";
  const cells = line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
  if (cells.every((cell) => /^:?-{2,}:?$/.test(cell))) return "skipped";
  if ((cells.includes("test") && cells.includes("t/s")) || isBatched(cells)) {
    facts.columns = cells;
    return "skipped";
  }
  const { columns } = facts;
  if (columns === null || cells.length !== columns.length) return "unknown";
  if (columns.includes("B")) return readBatched(cells, columns, facts.rows);
  const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
  const [, test, size] = /^(pp|tg) ?(\d{1,6})$/.exec(cell("test")) ?? [];
  if (test === undefined || size === undefined) return "mixed-test";
  const rate = Number(/^[\d.]{1,20}/.exec(cell("t/s"))?.[0]);
  const k = Number(size);
  if (!(rate > 0 && rate < 1e9) || k < 1) return "bad-rate";
  if (facts.rows.length >= most) return "too-many";
  const apart = new Set(["test", "t/s", "size", "params", "speedup"]);
  facts.rows.push({
    setting: cells.filter((_, i) => !apart.has(columns[i] ?? "")).join("|"),
    model: cell("model"),
    parameters: readNumber(cell("params")),
    test: test as "pp" | "tg",
    k,
    rate,
  });
  return "used";
}

const isBatched = (cells: readonly string[]) =>
  ["PP", "TG", "B", "T_TG s"].every((name) => cells.includes(name));

/** A row of llama-batched-bench: a pass over one token of each of B sequences. It names no model. */
function readBatched(
  cells: readonly string[],
  columns: readonly string[],
  rows: BenchRow[],
): LineKind | Problem {
  const [prompt, steps, k, seconds] = ["PP", "TG", "B", "T_TG s"].map((name) =>
    Number(cells[columns.indexOf(name)]),
  );
  if (!isCount(steps) || !isCount(k) || seconds === undefined || !(seconds > 0)) return "bad-rate";
  if (rows.length >= most) return "too-many";
  rows.push({
    setting: `${prompt}|${steps}`,
    model: "llama-batched-bench",
    parameters: undefined,
    test: "pp",
    k,
    rate: (k * steps) / seconds,
  });
  return "used";
}

/** The rows of each model's setting that has most; of equals, the last. */
function ofOneSetting(rows: readonly BenchRow[]): readonly BenchRow[] {
  const counts = new Map<string, BenchRow[]>();
  for (const row of rows) {
    const key = `${row.model}|${row.setting}`;
    const group = counts.get(key);
    if (group === undefined) counts.set(key, [row]);
    else group.push(row);
  }
  const chosen = new Map<string, readonly BenchRow[]>();
  for (const group of counts.values()) {
    const model = group[0]?.model ?? "";
    if (group.length >= (chosen.get(model)?.length ?? 0)) chosen.set(model, group);
  }
  return [...chosen.values()].flat();
}

/** What the table mixes, if anything. */
export function benchProblems({ rows, columns }: BenchFacts): readonly Problem[] {
  return [
    ...(ofOneSetting(rows).length < rows.length ? (["several-settings"] as const) : []),
    ...((columns ?? []).filter((column) => column === "t/s").length > 1
      ? (["several-rates"] as const)
      : []),
  ];
}

/** The target's T(k): of the model with the most parameters (the slowest, where they aren't printed).
 *  T(1) is the time of a generated token where there is one. Null without any row. */
export function benchMeasurement(facts: BenchFacts): BenchMeasurement | null {
  const rows = ofOneSetting(facts.rows);
  const models = [...new Set(rows.map(({ model }) => model))];
  const size = (model: string) => {
    const own = rows.filter((row) => row.model === model);
    return own[0]?.parameters ?? 1 / Math.max(...own.map(({ rate }) => rate));
  };
  const [target, smaller] = models.sort((a, b) => size(b) - size(a));
  if (target === undefined) return null;
  const times = new Map<number, number>();
  for (const row of rows)
    if (row.model === target && row.test === "pp" && row.k <= longest)
      times.set(row.k, pointFromRate(row.k, row.rate).seconds);
  const generated = rows.find((row) => row.model === target && row.test === "tg");
  if (generated !== undefined) times.set(1, 1 / generated.rate);
  const verification: CurvePoint[] = [...times]
    .map(([k, seconds]) => ({ k, seconds }))
    .sort((a, b) => a.k - b.k);
  // another quantisation of the same model is no draft
  const draft =
    smaller !== undefined && size(smaller) < 0.9 * size(target)
      ? rows.find((row) => row.model === smaller && row.test === "tg")
      : undefined;
  if (verification.length === 0) return null;
  return {
    model: target,
    verification,
    ...(draft === undefined ? {} : { draft: { model: draft.model, seconds: 1 / draft.rate } }),
  };
}

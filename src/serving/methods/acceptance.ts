import { clampAcceptance } from "../../sdsl/acceptance.ts";
import { type TaskName, temperatureShift } from "../circumstances.ts";
import { alphaFromAccepted } from "../measurements/solve.ts";
import { type MethodName, methods } from "./method.ts";
import { type MethodRow, methodRows } from "./rows.ts";

/** What a method's acceptance rests on. */
export interface Basis {
  /** Rows of this target; of other targets where it has none; of the method's nearest relative where nobody
   *  published tokens an iteration; or an assumption. */
  readonly of: "target" | "method" | "relative" | "assumed";
  readonly rows: number;
  /** Whether the rows are of the task that is set. */
  readonly task: boolean;
  /** The temperature of the rows where it isn't the one that is set: acceptance was moved from it. */
  readonly movedFrom?: number;
  readonly sources: readonly string[];
}

/** Acceptance of a method at one lookahead: α that makes as many tokens as were measured, and its range. */
export interface MethodAcceptance {
  readonly alpha: number;
  readonly low: number;
  readonly high: number;
}

export interface MethodAcceptances {
  readonly basis: Basis;
  /** The longest lookahead that was measured: none beyond it is offered. */
  readonly longest: number;
  readonly at: (gamma: number) => MethodAcceptance;
}

interface Point {
  readonly gamma: number;
  readonly alpha: number;
}

/** Where nobody published tokens an iteration of a method, those of its nearest relative stand in. */
const relatives: Readonly<Partial<Record<MethodName, MethodName>>> = {
  peagle: "eagle3",
  lstm: "eagle",
  pard: "pard2",
};

/** For what copies from the prompt: from nothing to repeat to a document edited in place. The one source
 *  with a speedup (2.4 on summaries) lies within. An assumption. */
const copying = { low: 0.05, alpha: 0.3, high: 0.8, longest: 8 } as const;

const usable = (row: MethodRow, method: MethodName): boolean =>
  row.method === method && row.length !== null && row.gamma !== null && row.gamma >= 1;

/** A source that names no temperature is taken for greedy, as benchmarks decode unless told otherwise. */
const temperatureOf = ({ temperature }: MethodRow): number => temperature ?? 0;

/** Rejections move with the temperature as those of separate drafts. */
function pointOf(row: MethodRow, temperature: number): Point {
  const gamma = row.gamma ?? 1;
  const rejected = 1 - alphaFromAccepted(Math.max(0, (row.length ?? 1) - 1), gamma);
  const from = temperatureShift(temperatureOf(row)).rejections;
  return {
    gamma,
    alpha: clampAcceptance(1 - (rejected * temperatureShift(temperature).rejections) / from),
  };
}

/**
 * Acceptance of a method for a target under a task and a temperature. Rows of the target where there are
 * some, of those the ones of the task and nearest in temperature; else the rows of all targets, with their
 * whole range. α at a lookahead is that of the rows with the nearest one at least as long: acceptance falls with
 * the position, and α from a longer draft understates a shorter one rather than the reverse.
 */
export function methodAcceptance(
  method: MethodName,
  target: string,
  task: TaskName | null,
  temperature: number,
): MethodAcceptances {
  if (methods[method].drafting === "none") return copied(method);
  const all = methodRows.filter((row) => usable(row, method));
  const own = all.filter((row) => row.target === target);
  if (own.length > 0) return fromRows(own, "target", task, temperature);
  if (all.length > 0) return fromRows(all, "method", task, temperature);
  const relative = relatives[method];
  const kin = methodRows.filter((row) => relative !== undefined && usable(row, relative));
  return fromRows(kin, "relative", task, temperature);
}

function copied(method: MethodName): MethodAcceptances {
  const { low, alpha, high, longest } = copying;
  const rows = methodRows.filter((row) => row.method === method);
  return {
    basis: {
      of: "assumed",
      rows: rows.length,
      task: false,
      sources: [...new Set(rows.map(({ source }) => source))],
    },
    longest,
    at: () => ({ alpha, low, high }),
  };
}

function fromRows(
  rows: readonly MethodRow[],
  of: "target" | "method" | "relative",
  task: TaskName | null,
  temperature: number,
): MethodAcceptances {
  const ofTask = rows.filter((row) => task !== null && row.task === task);
  const chosen = nearest(ofTask.length > 0 ? ofTask : rows, temperature);
  const points = chosen.map((row) => pointOf(row, temperature));
  const [first] = chosen;
  const from = first === undefined ? temperature : temperatureOf(first);
  const lengths = [...new Set(points.map(({ gamma }) => gamma))].sort((a, b) => a - b);
  const longest = lengths.at(-1) ?? 1;
  return {
    basis: {
      of,
      rows: chosen.length,
      task: ofTask.length > 0,
      ...(Math.abs(from - temperature) > 0.01 ? { movedFrom: from } : {}),
      sources: [...new Set(chosen.map(({ source }) => source))],
    },
    longest,
    at: (gamma) => {
      const length = lengths.find((known) => known >= gamma) ?? longest;
      const near = points.filter((point) => point.gamma === length).map(({ alpha }) => alpha);
      // one row is no range: others of the method spread it
      const spread = near.length > 1 ? near : points.map(({ alpha }) => alpha);
      return { alpha: median(near), low: Math.min(...spread), high: Math.max(...spread) };
    },
  };
}

/** The rows of the temperature nearest to the one that is set. */
function nearest(rows: readonly MethodRow[], temperature: number): readonly MethodRow[] {
  const distance = (row: MethodRow) => Math.abs(temperatureOf(row) - temperature);
  const least = Math.min(...rows.map(distance));
  return rows.filter((row) => distance(row) <= least + 0.01);
}

/** The middle of some values; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

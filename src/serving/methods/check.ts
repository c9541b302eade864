import type { Load } from "../../sdsl/roofline.ts";
import { pairTimes } from "../../sdsl/serving/iteration.ts";
import { machineFor } from "../../sdsl/serving/machine.ts";
import { architectureOf } from "../architecture.ts";
import { releasedModel } from "../models/registry.ts";
import { median } from "./acceptance.ts";
import { draftingSeconds } from "./cost.ts";
import { type MethodName, methods } from "./method.ts";
import { type MethodRow, methodRows } from "./rows.ts";

/** How the cost model does on a method's published speedups: predicted over measured, the measured tokens an
 *  iteration given. */
export interface MethodCheck {
  readonly method: MethodName;
  readonly rows: number;
  /** The middle row, and the ends. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
}

/** Context of a run whose source names none. */
const usualContext = 1024;

/** Predicted over measured speedup of a row; undefined where it names no speedup, tokens, lookahead, device or
 *  target that we know. The device at its datasheet. */
export function predictedOverMeasured(row: MethodRow, overheadSeconds: number): number | undefined {
  const { gamma, length, speedup, hardware } = row;
  const target = row.target === null ? undefined : releasedModel(row.target);
  if (gamma === null || length === null || speedup === null || hardware === null || !target)
    return undefined;
  const architecture = architectureOf(target);
  const machine = machineFor(hardware, { tensorParallel: row.tp });
  const load: Load = { batch: row.concurrency, context: usualContext, dtype: row.dtype };
  const { baseline, verification } = pairTimes({
    target: architecture,
    draft: architecture,
    machine,
    load,
    overheadSeconds,
  });
  const drafting = draftingSeconds(methods[row.method], architecture, machine, load, gamma);
  const seconds = drafting + verification(gamma + 1).seconds + overheadSeconds;
  return (length * baseline) / seconds / speedup;
}

/** The check of every method that has rows for one. */
export function methodChecks(overheadSeconds: number): readonly MethodCheck[] {
  const ratios = new Map<MethodName, number[]>();
  for (const row of methodRows) {
    const ratio = predictedOverMeasured(row, overheadSeconds);
    if (ratio !== undefined) ratios.set(row.method, [...(ratios.get(row.method) ?? []), ratio]);
  }
  return [...ratios].map(([method, all]) => ({
    method,
    rows: all.length,
    ratio: median(all),
    least: Math.min(...all),
    most: Math.max(...all),
  }));
}

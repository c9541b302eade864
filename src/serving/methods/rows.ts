import { type HardwareName, hardwarePresets } from "../../sdsl/hardware.ts";
import type { TaskName } from "../circumstances.ts";
import measured from "./measured.json" with { type: "json" };
import { type MethodName, methodNames } from "./method.ts";

/** A published measurement of a method: chains only, against no speculation. */
export interface MethodRow {
  readonly method: MethodName;
  /** Id of a released target; null where the source's isn't one that we know. */
  readonly target: string | null;
  readonly gamma: number | null;
  readonly task: TaskName | null;
  readonly temperature: number | null;
  /** Tokens an iteration, the bonus token included. */
  readonly length: number | null;
  readonly speedup: number | null;
  readonly hardware: HardwareName | null;
  readonly tp: number;
  readonly dtype: "bf16" | "fp8" | "int4";
  readonly concurrency: number;
  readonly source: string;
}

type Cells = readonly (string | number | null)[];

function row(cells: Cells): MethodRow {
  const [
    method,
    target,
    gamma,
    task,
    temperature,
    length,
    speedup,
    hardware,
    tp,
    dtype,
    batch,
    at,
  ] = cells;
  const numeric = (value: unknown) => (typeof value === "number" ? value : null);
  const named = methodNames.find((name) => name === method);
  if (named === undefined) throw new RangeError(`${method} is no method.`);
  return {
    method: named,
    target: typeof target === "string" ? target : null,
    gamma: numeric(gamma),
    task: typeof task === "string" ? (task as TaskName) : null,
    temperature: numeric(temperature),
    length: numeric(length),
    speedup: numeric(speedup),
    hardware:
      typeof hardware === "string" && Object.hasOwn(hardwarePresets, hardware)
        ? (hardware as HardwareName)
        : null,
    tp: numeric(tp) ?? 1,
    dtype: dtype === "fp8" || dtype === "int4" ? dtype : "bf16",
    concurrency: numeric(batch) ?? 1,
    source: measured.sources[numeric(at) ?? 0] ?? "",
  };
}

/** Every row, as committed beside this file. */
export const methodRows: readonly MethodRow[] = (measured.rows as readonly Cells[]).map(row);

import { pairTimes } from "../sdsl/serving/iteration.ts";
import type { BenchMeasurement, Measurement } from "./measurements/measurement.ts";
import { readNumber } from "./number.ts";
import { type Candidate, type PlanRequest, pairingOf } from "./plan.ts";

/** Where what was measured cannot be of what is set. */
export type Contradiction =
  /** An iteration took less than the target's pass of one token as modelled. */
  | { readonly kind: "fast"; readonly measured: number; readonly modelled: number }
  /** It took far longer than all its passes. */
  | { readonly kind: "slow"; readonly measured: number; readonly modelled: number }
  /** It is of a model of another size. */
  | {
      readonly kind: "model";
      readonly name: string;
      readonly parameters: number;
      readonly target: number;
    }
  /** A pass of one token in the table is far from the modelled one, s. */
  | { readonly kind: "pass"; readonly measured: number; readonly modelled: number };

/** A pass may be as much faster than modelled: devices are, by a little, and weights are smaller. */
const faster = 0.75;
/** An engine may spend so many times its passes. */
const slower = 4;
/** Parameters are rounded in names. */
const rounding = 0.2;

/** What a measurement says against the setting; empty where they can be of one thing. Its own batch is taken
 *  where it has one. Nothing of an earlier measurement is. */
export function contradictions(
  request: PlanRequest,
  draft: Candidate | undefined,
  {
    measurement,
    bench,
  }: {
    readonly measurement: Measurement | null;
    readonly bench: BenchMeasurement | null;
  },
): readonly Contradiction[] {
  const { verification: _, draftSeconds: __, ...modelled } = request;
  const batch = measurement?.batch ?? request.load.batch;
  const load = { ...request.load, batch: Math.min(4096, Math.max(1, batch)) };
  const times = pairTimes(pairingOf({ ...modelled, load }, draft ?? request.target));
  const found: Contradiction[] = [];
  const other = otherModel(request, measurement, bench);
  if (other !== undefined) found.push(other);
  const seconds = measurement?.iterationSeconds;
  if (seconds !== undefined && measurement !== null) {
    const { gamma } = measurement;
    const passes =
      times.verification(gamma + 1).seconds + (draft === undefined ? 0 : gamma * times.draftStep);
    if (seconds < faster * times.baseline)
      found.push({ kind: "fast", measured: seconds, modelled: times.baseline });
    else if (seconds > slower * (passes + request.overheadSeconds))
      found.push({ kind: "slow", measured: seconds, modelled: passes });
  }
  const one = bench?.verification.find(({ k }) => k === 1)?.seconds;
  if (one !== undefined && other === undefined)
    if (one < faster * times.baseline || one > slower * times.baseline)
      found.push({ kind: "pass", measured: one, modelled: times.baseline });
  return found;
}

/** A table's own count of parameters, or the size in a model's name. */
function otherModel(
  request: PlanRequest,
  measurement: Measurement | null,
  bench: BenchMeasurement | null,
): Contradiction | undefined {
  const name = bench?.model ?? measurement?.model;
  const parameters = bench?.parameters ?? sizeIn(name ?? "");
  const target = request.target.architecture.parameters;
  if (name === undefined || parameters === undefined) return undefined;
  return Math.abs(parameters / target - 1) > rounding
    ? { kind: "model", name, parameters, target }
    : undefined;
}

function sizeIn(name: string): number | undefined {
  const [, size] = /(?:^|[^\w.])(\d{1,4}(?:\.\d{1,3})?[bm])(?![a-z0-9])/i.exec(name) ?? [];
  return size === undefined ? undefined : readNumber(size);
}

import { isObject } from "../../lm/json.ts";
import {
  decodeResult,
  encodeResult,
  type Result,
  resultBackends,
  roundResult,
} from "../../scenario/result.ts";
import { devices } from "./lab-texts.ts";

/** What a class board keeps of a run of the lab, live or out of a file that the lab has saved. Null where the run
 *  lacks something or holds what cannot be. */
export function resultOfRun(run: unknown, device: string): Result | null {
  const at = (...path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>((value, key) => {
      if (Array.isArray(value)) return value[Number(key)];
      return isObject(value) ? value[key] : undefined;
    }, run);
  const number = (...path: readonly (string | number)[]): number => {
    const value = at(...path);
    return typeof value === "number" ? value : Number.NaN;
  };
  const id = (key: string) => String(at(key) ?? "").replace(/[^\w.-]+/g, "_");
  const backend = resultBackends.find((name) => name === at("backend"));
  const samples = at("speedup", "samples");
  const gamma = number("gamma");
  if (backend === undefined) return null;
  const result = roundResult({
    device,
    backend,
    target: id("target"),
    draft: id("draft"),
    gamma,
    c: number("prediction", "c"),
    expected: number("prediction", "alpha"),
    alpha: number("alpha"),
    alone: number("calibration", "tAutoregressive", "median"),
    drafting: number("calibration", "tDraft", "median"),
    verifying: number("calibration", "tVerify", gamma, "median"),
    overhead: number("calibration", "overhead", gamma),
    speedup: number("speedup", "median"),
    low: number("speedup", "low"),
    high: number("speedup", "high"),
    pairs: Array.isArray(samples) ? samples.length : Number.NaN,
    lossless: at("lossless") === true,
  });
  return decodeResult(encodeResult(result)).result;
}

/** What a device is called until its owner says otherwise: its kind, and what it computes on. */
export function usualDeviceName(adapter: string | null): string {
  const kind = /Mobi|Android|iPhone|iPad/.test(navigator.userAgent)
    ? devices.phone
    : devices.computer;
  return devices.name(kind, adapter?.trim() || devices.cores(navigator.hardwareConcurrency));
}

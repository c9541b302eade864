import { maxAcceptance } from "../sdsl/acceptance.ts";
import { expectedTokens } from "../sdsl/tokens.ts";

export const resultBackends = ["webgpu", "wasm", "cpu"] as const;

/** What the lab measured on one device, in as few numbers as a class board needs. Numbers have four
 *  significant digits and at most six decimals. Predictions follow from the others: `predictionsOf`. */
export interface Result {
  /** What its owner calls the device. */
  readonly device: string;
  readonly backend: (typeof resultBackends)[number];
  /** Model ids. */
  readonly target: string;
  readonly draft: string;
  /** Tokens of lookahead. */
  readonly gamma: number;
  /** Parameters of the draft over those of the target. */
  readonly c: number;
  /** Acceptance expected before the run, and counted in it. */
  readonly expected: number;
  readonly alpha: number;
  /** Medians, ms: a token of the target alone; a token of the draft, the pass that verifies γ + 1 tokens and
   *  all else of an iteration. */
  readonly alone: number;
  readonly drafting: number;
  readonly verifying: number;
  readonly overhead: number;
  /** Median of the measured speedup, its quartiles, and over how many pairs of runs. */
  readonly speedup: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
  readonly lossless: boolean;
}

/** A board holds no more. */
export const maxResults = 200;

/** Form 1 of a result in a link: the version, then these, `~` between them; the device, which may hold anything
 *  but `~`, comes last. Form 1 never changes: another form is another version. */
const version = "1";
const numbers = {
  gamma: [0, 64],
  c: [1e-6, 10],
  expected: [0, 1],
  alpha: [0, 1],
  alone: [1e-4, 1e6],
  drafting: [1e-4, 1e6],
  verifying: [1e-4, 1e6],
  overhead: [0, 1e6],
  speedup: [1e-3, 1000],
  low: [1e-3, 1000],
  high: [1e-3, 1000],
  pairs: [1, 10_000],
} as const satisfies Partial<Record<keyof Result, readonly [number, number]>>;
/** An iteration writes γ + 1 tokens at most, and checking them costs at least a pass. What is left to noise and to a
 *  device whose single passes are slow is as much again. */
export const highestSpeedup = (gamma: number): number => 2 * (gamma + 1);

const numberKeys = Object.keys(numbers) as readonly (keyof typeof numbers)[];
const whole: readonly string[] = ["gamma", "pairs"];
const letters = { webgpu: "g", wasm: "w", cpu: "c" } as const;
const length = 5 + numberKeys.length + 1;
const significant = 4;
const decimals = 6;

/** The longest device name, in characters of a link: an umlaut takes six, a letter of A to Z one. */
const maxDevice = 60;

/** A device's name as a link keeps it: without control and direction characters, quotation marks and the
 *  separator, trimmed, at most 60 characters of a link. */
export function deviceName(name: string): string {
  const clean = name.replace(/[\p{C}~"]+/gu, " ").replace(/\s+/g, " ");
  let kept = "";
  for (const character of clean.trim()) {
    if (encodeURIComponent(kept + character).replaceAll("%20", "+").length > maxDevice) break;
    kept += character;
  }
  return kept.trim() === "" ? "a device" : kept.trim();
}

/** The result with its numbers at four significant digits and inside their limits, as a link keeps them. */
export function roundResult(result: Result): Result {
  const round = (key: keyof typeof numbers) => {
    const [min, max] = numbers[key];
    const value = Number(Number(result[key].toPrecision(significant)).toFixed(decimals));
    return Math.min(max, Math.max(min, whole.includes(key) ? Math.round(value) : value));
  };
  const rounded = Object.fromEntries(numberKeys.map((key) => [key, round(key)]));
  return { ...result, ...rounded, device: deviceName(result.device) };
}

/** A result as a link holds it. The same result is always the same text. */
export function encodeResult(result: Result): string {
  const { backend, target, draft, lossless, device } = result;
  return [
    version,
    letters[backend],
    target,
    draft,
    lossless ? "1" : "0",
    ...numberKeys.map((key) => String(result[key])),
    device,
  ].join("~");
}

type Decoded =
  | { readonly result: Result; readonly problem: null }
  | { readonly result: null; readonly problem: string };

/** Reads what `encodeResult` writes. Total: whatever the text, a whole result or what is wrong with it, a clause
 *  that follows "a result". */
export function decodeResult(text: string): Decoded {
  const wrong = (problem: string): Decoded => ({ result: null, problem });
  const parts = text.split("~");
  const [made, letter, target = "", draft = "", kept] = parts;
  if (made !== version)
    return /^\d{1,6}$/.test(made ?? "") && parts.length > 1
      ? wrong(`has form ${made}; this app reads form ${version}`)
      : wrong("is not one of this app's");
  if (parts.length !== length) return wrong(`has ${parts.length} parts, not ${length}`);
  const backend = resultBackends.find((name) => letters[name] === letter);
  if (backend === undefined) return wrong("names no engine that is known");
  for (const id of [target, draft])
    if (!/^\w[\w.-]{0,63}$/.test(id)) return wrong("names a model that cannot be one");
  if (kept !== "0" && kept !== "1") return wrong("does not say whether it was lossless");
  const values: Partial<Record<keyof typeof numbers, number>> = {};
  for (const [i, key] of numberKeys.entries()) {
    const given = parts[5 + i] ?? "";
    const value = /^\d{1,7}(\.\d{1,6})?$/.test(given) ? Number(given) : Number.NaN;
    const [min, max] = numbers[key];
    if (!(value >= min && value <= max) || (whole.includes(key) && !Number.isInteger(value)))
      return wrong(`has ${key} outside ${min} to ${max}`);
    values[key] = value;
  }
  const rest = values as Record<keyof typeof numbers, number>;
  if (!(rest.low <= rest.speedup && rest.speedup <= rest.high))
    return wrong("has a speedup outside its own spread");
  if (rest.speedup > highestSpeedup(rest.gamma))
    return wrong(
      `claims ${rest.speedup}× where an iteration writes ${rest.gamma + 1} ${rest.gamma === 0 ? "token" : "tokens"} at most`,
    );
  const device = parts[length - 1] ?? "";
  const result = roundResult({
    ...rest,
    device,
    backend,
    target,
    draft,
    lossless: kept === "1",
  });
  return { result, problem: null };
}

/** Both predictions of the speedup, from what the device measured before the run (THEORY: S_SDSL and
 *  S_calibrated): E[tokens] / (γ c + 1), and E[tokens] t_AR / (γ t_draft + t_verify + t_overhead). */
export function predictionsOf(result: Result): {
  readonly sdsl: number;
  readonly calibrated: number;
} {
  const { gamma, c, alone, drafting, verifying, overhead } = result;
  const tokens = expectedTokens(Math.min(maxAcceptance, result.expected), gamma);
  return {
    sdsl: tokens / (gamma * c + 1),
    calibrated: (tokens * alone) / (gamma * drafting + verifying + overhead),
  };
}

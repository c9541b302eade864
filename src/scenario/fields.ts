import { type AcceptancePlane, maxAcceptance, planeLimits } from "../sdsl/acceptance.ts";
import { type Hardware, hardwareLimits } from "../sdsl/hardware.ts";
import { type PretrainingLaw, pretrainingLimits } from "../sdsl/pretraining.ts";
import { type TaskName, taskNames, taskShiftLimits } from "../serving/circumstances.ts";
import { readOwnShape } from "../serving/models/own-shape.ts";
import { formatNumber, parseNumber, parseShare } from "./number.ts";

/** What was read, and what was wrong with it: a clause that follows "key=given". */
export interface Read<T> {
  readonly value: T;
  readonly problem?: string;
}

/** One key of the URL: how its text becomes a value and back. `parse(format(v))` is v. */
export interface Field<T> {
  readonly fallback: T;
  readonly parse: (text: string) => Read<T>;
  readonly format: (value: T) => string;
}

export type Auto = "auto";

interface NumberOptions<F> {
  readonly min: number;
  readonly max: number;
  readonly fallback: F;
  readonly whole?: boolean;
  /** It can be given in percent too. */
  readonly share?: boolean;
}

function readNumber(
  { min, max, fallback, whole, share }: NumberOptions<number>,
  text: string,
): Read<number> {
  const value = share ? parseShare(text) : parseNumber(text);
  if (value === undefined) return { value: fallback, problem: "is not a number" };
  if (value < min) return { value: min, problem: `is below ${formatNumber(min)}` };
  if (value > max) return { value: max, problem: `is above ${formatNumber(max)}` };
  if (whole && !Number.isInteger(value))
    return { value: Math.round(value), problem: "is not a whole number" };
  return { value };
}

export function number(options: NumberOptions<number>): Field<number> {
  return {
    fallback: options.fallback,
    parse: (text) => readNumber(options, text),
    format: formatNumber,
  };
}

/** A number or "auto"; unreadable text falls back to auto. */
export function numberOrAuto(options: Omit<NumberOptions<Auto>, "fallback">): Field<number | Auto> {
  return {
    fallback: "auto",
    parse: (text) => {
      if (text === "auto") return { value: "auto" };
      const read = readNumber({ ...options, fallback: Number.NaN }, text);
      return Number.isNaN(read.value)
        ? { value: "auto", problem: "is neither a number nor auto" }
        : read;
    },
    format: (value) => (value === "auto" ? value : formatNumber(value)),
  };
}

export function choice<T extends string>(values: readonly T[], fallback: T): Field<T> {
  return {
    fallback,
    parse: (text) => {
      const value = values.find((candidate) => candidate === text);
      return value === undefined
        ? { value: fallback, problem: `is none of ${values.join(", ")}` }
        : { value };
    },
    format: (value) => value,
  };
}

export const flag: Field<boolean> = {
  fallback: false,
  parse: (text) =>
    text === "0" || text === "1"
      ? { value: text === "1" }
      : { value: false, problem: "is neither 0 nor 1" },
  format: (value) => (value ? "1" : "0"),
};

/** Free text of at most so many characters, without control characters. */
export function text(longest: number, fallback: string): Field<string> {
  return {
    fallback,
    parse: (given) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      const clean = given.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, "");
      const value = [...clean].slice(0, longest).join("");
      return value === given
        ? { value }
        : { value, problem: `is not plain text of at most ${longest} characters` };
    },
    format: (value) => value,
  };
}

/** A short name of something that the page will look up, or auto. */
const identifier = (what: string, fallback = "auto"): Field<string> => ({
  fallback,
  parse: (given) =>
    /^[\w][\w.-]{0,63}$/.test(given)
      ? { value: given }
      : { value: fallback, problem: `is not the name of ${what}` },
  format: (value) => value,
});

export const modelId = identifier("a model");
export const targetModelId = identifier("a model", "llama-3.3-70b");
export const measurementId = identifier("a measurement");
export const sceneId = identifier("a scene");

/** The shape of one's own model, as `writeOwn` writes it; empty where there is none. */
export const shapeField: Field<string> = {
  fallback: "",
  parse: (text) => {
    if (text === "") return { value: "" };
    try {
      readOwnShape(text);
      return { value: text };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { value: "", problem: `is no shape of a model: ${error.message.replace(/\.$/, "")}` };
    }
  },
  format: (value) => value,
};

/** Some of a set of names, comma-separated, in the order of the set. */
export function names<T extends string>(values: readonly T[]): Field<readonly T[]> {
  return {
    fallback: [],
    parse: (text) => {
      const given = text.split(",").filter((name) => name !== "");
      const value = values.filter((name) => given.includes(name));
      const unknown = given.filter((name) => !values.some((known) => known === name));
      return unknown.length === 0
        ? { value }
        : { value, problem: `names ${unknown.join(", ")}, which is none of ${values.join(", ")}` };
    },
    format: (value) => value.join(","),
  };
}

type Limits<K extends string> = Readonly<Record<K, readonly [number, number]>>;

/** A named choice, or `prefix:n,n,…` with one number for each of the keys. */
function namedOrNumbers<const T extends string, const K extends string>(
  values: readonly T[],
  fallback: T,
  prefix: string,
  limits: Limits<K>,
  order: readonly K[],
): Field<T | Readonly<Record<K, number>>> {
  const form = `${prefix}:${order.join(",")}`;
  return {
    fallback,
    parse: (text) => {
      const named = values.find((candidate) => candidate === text);
      if (named !== undefined) return { value: named };
      if (!text.startsWith(`${prefix}:`))
        return { value: fallback, problem: `is none of ${[...values, form].join(", ")}` };
      const parts = text.slice(prefix.length + 1).split(",");
      if (parts.length !== order.length)
        return { value: fallback, problem: `does not have the form ${form}` };
      const record: Partial<Record<K, number>> = {};
      for (const [i, key] of order.entries()) {
        const [min, max] = limits[key];
        const value = parseNumber(parts[i] ?? "");
        if (value === undefined)
          return { value: fallback, problem: `has a ${key} that is not a number` };
        if (value < min || value > max)
          return {
            value: fallback,
            problem: `has ${key} outside ${formatNumber(min)} to ${formatNumber(max)}`,
          };
        record[key] = value;
      }
      return { value: record as Record<K, number> };
    },
    format: (value) =>
      typeof value === "string"
        ? value
        : `${prefix}:${order.map((key) => formatNumber(value[key])).join(",")}`,
  };
}

export const lawField = (values: readonly ("hoffmann" | "besiroglu")[]) =>
  namedOrNumbers(values, "hoffmann", "custom", pretrainingLimits, ["E", "A", "B", "a", "b"]);

export type LawChoice = "hoffmann" | "besiroglu" | PretrainingLaw;

export const planeField: Field<PlaneChoice> = namedOrNumbers(
  ["sdsl"],
  "sdsl",
  "custom",
  planeLimits,
  ["A", "B", "C"],
);

export type PlaneChoice = "sdsl" | Pick<AcceptancePlane, "A" | "B" | "C">;

export function hardwareField<const T extends string>(
  values: readonly T[],
  fallback: T,
): Field<T | Hardware> {
  return namedOrNumbers(values, fallback, "custom", hardwareLimits, ["GBps", "TFLOPs", "us"]);
}

export type CostChoice = "flops" | "roofline" | { readonly c: number };

export const costField: Field<CostChoice> = namedOrNumbers(
  ["flops", "roofline"],
  "flops",
  "ratio",
  { c: [1e-6, 10] },
  ["c"],
);

export const acceptanceLimits = { min: 0, max: maxAcceptance } as const;

/** A list of numbers, comma-separated, at most so many; empty by default. */
export function numbers(limits: {
  min: number;
  max: number;
  most: number;
  share?: boolean;
}): Field<readonly number[]> {
  const { min, max, most, share } = limits;
  return {
    fallback: [],
    parse: (text) => {
      if (text === "") return { value: [] };
      const parts = text.split(",", most + 1);
      if (parts.length > most) return { value: [], problem: `holds more than ${most} numbers` };
      const value: number[] = [];
      for (const part of parts) {
        const read = share ? parseShare(part) : parseNumber(part);
        if (read === undefined || read < min || read > max)
          return {
            value: [],
            problem: `holds something other than numbers from ${formatNumber(min)} to ${formatNumber(max)}`,
          };
        value.push(read);
      }
      return { value };
    },
    format: (value) => value.map(formatNumber).join(","),
  };
}

/** A measured pass: tokens a sequence and milliseconds. */
export interface MeasuredPass {
  readonly k: number;
  readonly ms: number;
}

export const passLimits = {
  k: { min: 1, max: 65 },
  ms: { min: 1e-3, max: 1e6 },
  most: 65,
} as const;

/** Times of the target's pass over k tokens as `k:ms,k:ms`, k rising; empty by default. */
export const passesField: Field<readonly MeasuredPass[]> = {
  fallback: [],
  parse: (text) => {
    if (text === "") return { value: [] };
    const value: MeasuredPass[] = [];
    const form = "does not have the form k:ms,k:ms with k rising from 1 to 65";
    for (const part of text.split(",", passLimits.most + 1)) {
      const [left = "", right = "", more] = part.split(":", 3);
      const k = parseNumber(left) ?? Number.NaN;
      const ms = parseNumber(right) ?? Number.NaN;
      const sane =
        more === undefined &&
        Number.isInteger(k) &&
        k > (value.at(-1)?.k ?? 0) &&
        k <= passLimits.k.max &&
        ms >= passLimits.ms.min &&
        ms <= passLimits.ms.max;
      if (!sane) return { value: [], problem: form };
      value.push({ k, ms });
    }
    return { value };
  },
  format: (value) => value.map(({ k, ms }) => `${formatNumber(k)}:${formatNumber(ms)}`).join(","),
};

/** A named task, or a shift of acceptance set by hand. */
export type TaskChoice = TaskName | { readonly shift: number };

export const taskField: Field<TaskChoice> = namedOrNumbers(
  taskNames,
  "fitted",
  "shift",
  { shift: taskShiftLimits },
  ["shift"],
);

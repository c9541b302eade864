import { parseNumber, parseShare as readShare } from "../../scenario/number.ts";
import { typed } from "./texts.ts";

/** Reads a typed count: 70B, 1.5T, 7e10. */
export function parseCount(text: string): number | { error: string } {
  return parseNumber(text) ?? { error: typed.notCount };
}

/** Reads a typed draft size: a count, or a fraction of its target as in 1/200. */
export function parseDraft(text: string, M: number): number | { error: string } {
  const times = /^\s*1\s*\/\s*(.+)$/.exec(text)?.[1];
  if (times === undefined) return parseCount(text);
  const divisor = parseNumber(times);
  return divisor === undefined || divisor <= 0 ? { error: typed.notCount } : M / divisor;
}

/** Reads a typed plain number. */
export function parsePlain(text: string): number | { error: string } {
  return parseNumber(text) ?? { error: typed.notNumber };
}

/** Reads a typed whole number. */
export function parseWhole(text: string): number | { error: string } {
  const value = parseNumber(text);
  if (value === undefined) return { error: typed.notNumber };
  return Number.isInteger(value) ? value : { error: typed.notWhole };
}

/** Reads a typed share: 0.8 or 80%. */
export function parseShare(text: string): number | { error: string } {
  return readShare(text) ?? { error: typed.notShare };
}

import { parseNumber } from "../../scenario/number.ts";

/** Reads a typed count: 70B, 1.5T, 7e10. */
export function parseCount(text: string): number | { error: string } {
  return parseNumber(text) ?? { error: "Not a number: try 70B or 1.5T." };
}

/** Reads a typed plain number. */
export function parsePlain(text: string): number | { error: string } {
  return parseNumber(text) ?? { error: "Not a number." };
}

/** Reads a typed whole number. */
export function parseWhole(text: string): number | { error: string } {
  const value = parseNumber(text);
  if (value === undefined) return { error: "Not a number." };
  return Number.isInteger(value) ? value : { error: "Whole numbers only." };
}

/** Reads a typed share: 0.8 or 80%. */
export function parseShare(text: string): number | { error: string } {
  const percent = /^(.*)%$/.exec(text.trim());
  const value = parseNumber(percent?.[1] ?? text);
  if (value === undefined) return { error: "Not a number: try 0.8 or 80%." };
  return percent ? value / 100 : value;
}

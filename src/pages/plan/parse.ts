import { parseNumber } from "../../scenario/number.ts";

/** Reads a typed number. */
export const parseTyped = (text: string): number | { error: string } =>
  parseNumber(text) ?? { error: "Not a number." };

/** Reads a typed whole number. */
export function parseWhole(text: string): number | { error: string } {
  const value = parseNumber(text);
  if (value === undefined) return { error: "Not a number." };
  return Number.isInteger(value) ? value : { error: "Whole numbers only." };
}

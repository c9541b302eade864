import { parseNumber } from "../../scenario/number.ts";

/** The number that an answer begins with: 0.5, 5%, 2×, 70B, "1/200"; NaN where it begins with none. */
export function parseAmount(text: string): number {
  const [, first = "", divisor, sign] =
    /^\s*(?:about |around |only |nearly )?([\d.,]+[KMBT]?)(?:\/([\d.]+))?\s*([%×])?/.exec(text) ??
    [];
  const value = parseNumber(first) ?? Number.NaN;
  if (divisor !== undefined) return value / Number(divisor);
  return sign === "%" ? value / 100 : value;
}

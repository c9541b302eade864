const units = [
  ["T", "e12"],
  ["B", "e9"],
  ["M", "e6"],
  ["K", "e3"],
] as const;

/** Reads a number as people write it: 70B, 1.5T, 350M, 7e10, 70_000_000_000, 70,000,000,000. Correctly
 *  rounded, since the unit becomes an exponent. Undefined for anything else, so "3,14" and "70zebra" are no numbers. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  const grouped = /^\d{1,3}(,\d{3})+(?![\d,])/.test(trimmed)
    ? trimmed.replaceAll(",", "")
    : trimmed;
  const match = /^([+-]?(?:\d+(?:_\d+)*\.?\d*|\.\d+))(e[+-]?\d+)?\s?([kmbt])?$/i.exec(grouped);
  if (!match) return undefined;
  const [, digits = "", exponent = "", unit = ""] = match;
  const scale = units.find(([name]) => name === unit.toUpperCase());
  if (scale && exponent) return undefined;
  const value = Number(digits.replaceAll("_", "") + (scale?.[1] ?? exponent));
  if (!Number.isFinite(value)) return undefined;
  // -0 would not come back from a link
  return value === 0 ? 0 : value;
}

/** Reads a share: 0.8 or 80%. */
export function parseShare(text: string): number | undefined {
  const percent = /^(.*)%$/.exec(text.trim());
  const value = parseNumber(percent?.[1] ?? text);
  return percent && value !== undefined ? value / 100 : value;
}

/** The shortest text that `parseNumber` reads back as exactly this finite number. */
export function formatNumber(value: number): string {
  let shortest = String(value).replace("e+", "e");
  for (const [name, exponent] of units) {
    const scaled = value / Number(`1${exponent}`);
    const text = `${scaled}${name}`;
    if (Math.abs(scaled) < 1 || /e/.test(String(scaled))) continue;
    if (text.length < shortest.length && parseNumber(text) === value) shortest = text;
  }
  return shortest;
}

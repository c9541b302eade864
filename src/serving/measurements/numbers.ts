/** A number as logs print it: 12, 3.49, 1,234,567. */
const plain = String.raw`[+-]?(?:\d{1,3}(?:,\d{3}){1,5}(?![\d])|\d{1,20})(?:\.\d{1,20})?`;
const after = new RegExp(`^\\s{0,60}[:=]?\\s{0,60}(${plain})(?![\\w.]*\\w)`);
const whole = new RegExp(`^(?:${plain}|${plain}e[+-]?\\d{1,3})$`, "i");

/** Reads `name = 1.5` or `name: 1.5` out of a line: the first such number, undefined where there is none.
 *  `name` is plain text; the first few places that hold it are tried. */
export function numberAfter(line: string, name: string): number | undefined {
  let at = line.indexOf(name);
  for (let tries = 0; at >= 0 && tries < 8; tries++) {
    const from = at + name.length;
    const rest = line.slice(from, from + 160);
    const [, text] = /^\s{0,60}[:=]/.test(rest) ? (after.exec(rest) ?? []) : [];
    if (text !== undefined) return Number(text.replaceAll(",", ""));
    at = line.indexOf(name, from);
  }
  return undefined;
}

/** The number that a text is, with or without commas between its thousands. */
export function printedNumber(text: string): number | undefined {
  return whole.test(text) ? Number(text.replaceAll(",", "")) : undefined;
}

/** Shares from "0.76, 0.57" or "76.0%, 57.0%"; undefined where one is none. */
export function shares(list: string): readonly number[] | undefined {
  const values = list.split(",").map((part) => {
    const text = part.trim();
    const percent = text.endsWith("%");
    const value = printedNumber(percent ? text.slice(0, -1) : text) ?? Number.NaN;
    return percent ? value / 100 : value;
  });
  return values.every((value) => value >= 0 && value <= 1) ? values : undefined;
}

/** Whole and above 0. */
export const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value > 0;

/** Sum over items. */
export function sumOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

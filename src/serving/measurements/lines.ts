/** More text than this is cut off: a log of a day is longer than anybody needs. */
export const maxText = 4_000_000;
/** No line that says anything of speculation is longer. */
export const maxLine = 20_000;

/** Reads `name = 1.5` or `name: 1.5` out of a line: the first such number, undefined where there is none.
 *  `name` is plain text; the first few places that hold it are tried. */
export function numberAfter(line: string, name: string): number | undefined {
  let at = line.indexOf(name);
  for (let tries = 0; at >= 0 && tries < 8; tries++) {
    const from = at + name.length;
    const [, text] =
      /^\s{0,9}[:=]\s{0,9}([+-]?\d{1,20}(?:\.\d{1,20})?)(?![\w.]*\w)/.exec(
        line.slice(from, from + 80),
      ) ?? [];
    if (text !== undefined) return Number(text);
    at = line.indexOf(name, from);
  }
  return undefined;
}

/** Whole and above 0. */
export const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value > 0;

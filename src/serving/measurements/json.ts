/** A JSON object or array that stands in a text, and the line that it starts in, from 1. */
export interface FoundJson {
  readonly line: number;
  readonly value: unknown;
}

/** Characters that are looked at for each one of the text, at most: what opens and never closes is looked at
 *  again from every place that opens. */
const effort = 8;

/** Every whole JSON object (or array of objects) in a text, wherever it stands; not those within another. */
export function findJson(text: string): readonly FoundJson[] {
  const found: FoundJson[] = [];
  let budget = effort * text.length;
  let line = 1;
  let counted = 0;
  const opens = /\{\s{0,40}"|\[\s{0,40}\{\s{0,40}"/g;
  for (let match = opens.exec(text); match !== null; match = opens.exec(text)) {
    const from = match.index;
    const to = closing(text, from, budget);
    budget -= (to ?? text.length) - from;
    if (to === undefined) {
      if (budget <= 0) break;
      opens.lastIndex = from + 1;
      continue;
    }
    const value = parsed(text.slice(from, to));
    if (value === undefined) {
      opens.lastIndex = from + 1;
      continue;
    }
    for (; counted < from; counted++) if (text.charCodeAt(counted) === 10) line += 1;
    found.push({ line, value });
    opens.lastIndex = to;
  }
  return found;
}

const [quote, backslash] = [0x22, 0x5c];

/** Where what opens at `from` has closed; undefined where it does not within so many characters. */
function closing(text: string, from: number, budget: number): number | undefined {
  let depth = 0;
  let quoted = false;
  const end = Math.min(text.length, from + budget);
  for (let i = from; i < end; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === backslash) i += 1;
      else if (code === quote) quoted = false;
    } else if (code === quote) quoted = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An object, to be asked for its numbers. */
export type Fields = Readonly<Record<string, unknown>>;

/** Every object within a value that has the key, outermost first, down to eight levels. */
export function objectsWith(value: unknown, key: string, depth = 8): readonly Fields[] {
  if (typeof value !== "object" || value === null || depth === 0) return [];
  const own = !Array.isArray(value) && key in value ? [value as Fields] : [];
  return [...own, ...Object.values(value).flatMap((part) => objectsWith(part, key, depth - 1))];
}

/** A number that is finite and at least 0. */
export function numberIn(fields: Fields, key: string): number | undefined {
  const value = fields[key];
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A list of such numbers. */
export function numbersIn(fields: Fields, key: string): readonly number[] | undefined {
  const value = fields[key];
  if (!Array.isArray(value)) return undefined;
  return value.every((part): part is number => typeof part === "number" && part >= 0)
    ? value
    : undefined;
}

/** How often a key stands in a text. */
export function countKey(text: string, key: string): number {
  let count = 0;
  const quoted = `"${key}"`;
  for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + quoted.length))
    count += 1;
  return count;
}

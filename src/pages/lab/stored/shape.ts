/** What a file holds is not what was expected there. The message is a clause that follows "the file". */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/** Reads a value of JSON: returns it typed, with nothing that was not asked for, or throws ShapeError with
 *  the path to what is wrong. */
export type Shape<T> = (value: unknown, path: string) => T;

const wrong = (path: string, wanted: string, value: unknown): never => {
  const text = JSON.stringify(value) ?? "nothing";
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  throw new ShapeError(`has ${shown} as ${path}, where ${wanted} belongs`);
};

/** A finite number within limits. */
export const number =
  (min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Shape<number> =>
  (value, path) =>
    typeof value === "number" && Number.isFinite(value) && value >= min && value <= max
      ? value
      : wrong(path, limitsWords(min, max, "a number"), value);

/** A whole number within limits. */
export const whole =
  (min: number, max: number): Shape<number> =>
  (value, path) =>
    Number.isInteger(value)
      ? number(min, max)(value, path)
      : wrong(path, limitsWords(min, max, "a whole number"), value);

const limitsWords = (min: number, max: number, what: string) =>
  Number.isFinite(min) ? `${what} from ${min}${Number.isFinite(max) ? ` to ${max}` : " up"}` : what;

/** Text of at most so many characters. */
export const text =
  (most = 2000): Shape<string> =>
  (value, path) =>
    typeof value === "string" && value.length <= most
      ? value
      : wrong(path, `text of at most ${most} characters`, value);

export const truth: Shape<boolean> = (value, path) =>
  typeof value === "boolean" ? value : wrong(path, "true or false", value);

export const oneOf =
  <const T extends readonly (string | number)[]>(...values: T): Shape<T[number]> =>
  (value, path) =>
    values.find((known) => known === value) ?? wrong(path, `one of ${values.join(", ")}`, value);

export const nothing: Shape<null> = (value, path) =>
  value === null ? null : wrong(path, "null", value);

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value, path) =>
    value === null ? null : shape(value, path);

export const either =
  <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> =>
  (value, path) => {
    try {
      return first(value, path);
    } catch {
      return second(value, path);
    }
  };

/** A list of `fewest` to `most`. */
export const list =
  <T>(shape: Shape<T>, fewest = 0, most = 10_000): Shape<T[]> =>
  (value, path) =>
    Array.isArray(value) && value.length >= fewest && value.length <= most
      ? value.map((item, i) => shape(item, `${path}[${i}]`))
      : wrong(path, `a list of ${fewest} to ${most}`, value);

/** Values by name, at most 1,000. */
export const named =
  <T>(shape: Shape<T>): Shape<Record<string, T>> =>
  (value, path) => {
    const entries = Object.entries(fieldsOf(value, path));
    if (entries.length > 1000) return wrong(path, "at most 1000 values", value);
    return Object.fromEntries(entries.map(([key, item]) => [key, shape(item, `${path}.${key}`)]));
  };

/** An object with these fields; one whose shape takes undefined may be left out. */
export const object =
  <T extends object>(shapes: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> =>
  (value, path) => {
    const fields = fieldsOf(value, path);
    const read: Partial<T> = {};
    for (const key of Object.keys(shapes) as (keyof T & string)[]) {
      const own = Object.hasOwn(fields, key) ? fields[key] : undefined;
      const item = shapes[key](own, path === "" ? key : `${path}.${key}`);
      if (item !== undefined) read[key] = item;
    }
    return read as T;
  };

/** What may be left out. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value, path) =>
    value === undefined ? undefined : shape(value, path);

function fieldsOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  return wrong(path === "" ? "its whole" : path, "an object", value);
}

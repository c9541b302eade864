/** What couldn't be read of a config.json, in words for a person. */
export class ConfigRefusal extends Error {}

/** The fields of a config.json, or of the part of it that describes the language model. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of some fields that holds a number above 0, whole. Null and 0 are no answer. */
export function count(fields: Fields, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = fields[name];
    if (value === undefined || value === null || value === 0) continue;
    if (Array.isArray(value))
      throw new ConfigRefusal(
        `${name} is a list: layers differ from one another in a way that this page does not cost.`,
      );
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || value > 1e12)
      throw new ConfigRefusal(`${name} is ${JSON.stringify(value)}; a whole number is expected.`);
    return value;
  }
  return undefined;
}

/** As `count`, refusing where none of them is there. */
export function needed(fields: Fields, what: string, ...names: readonly string[]): number {
  const value = count(fields, ...names);
  if (value === undefined)
    throw new ConfigRefusal(`It names no ${what}: ${names.join(" or ")} is missing.`);
  return value;
}

/** How often each name stands in a list of layers; undefined where there is no such list. */
export function layerKinds(value: unknown): ReadonlyMap<string, number> | undefined {
  if (!Array.isArray(value)) return undefined;
  const kinds = new Map<string, number>();
  for (const kind of value) kinds.set(String(kind), (kinds.get(String(kind)) ?? 0) + 1);
  return kinds;
}

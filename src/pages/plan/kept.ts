/** What was there before, wherever a part of the new answer is the same in every number: charts then see
 *  that nothing in it has changed. For plain data. */
export function kept<T>(before: T, after: T): T {
  if (Object.is(before, after)) return before;
  if (typeof before !== "object" || typeof after !== "object" || !before || !after) return after;
  if (before instanceof Float64Array && after instanceof Float64Array)
    return before.length === after.length && before.every((value, i) => Object.is(value, after[i]))
      ? before
      : after;
  const keys = Object.keys(after) as (keyof T)[];
  const parts = keys.map((key) => kept(before[key], after[key]));
  const same =
    keys.length === Object.keys(before).length && keys.every((key, i) => before[key] === parts[i]);
  if (same) return before;
  if (Array.isArray(after)) return parts as T;
  return Object.fromEntries(keys.map((key, i) => [key, parts[i]])) as T;
}

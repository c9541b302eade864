import type { ReleasedModel } from "./model.ts";

/** Runs of letters and runs of digits, in lower case: "Qwen3-32B" is qwen, 3, 32, b. */
export function searchTokens(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
}

/** All that a model may be called. */
const names = ({ repository, family, id }: ReleasedModel) => `${repository} ${family} ${id}`;

/**
 * Whether every token of a query is one of the text's: words by their beginning, numbers whole, the last
 * number typed by its beginning. Punctuation and order don't matter; a query written together matches a text
 * written together.
 */
export function matchesQuery(query: string, text: string): boolean {
  const asked = searchTokens(query);
  if (asked.length === 0) return true;
  const free = [...searchTokens(text)];
  const together = query.trim().toLowerCase();
  if (/^[a-z\d]+$/.test(together) && free.join("").includes(together)) return true;
  return asked.every((token, i) => {
    const whole = /\d/.test(token) && i < asked.length - 1;
    const exact = free.indexOf(token);
    const found = exact >= 0 || whole ? exact : free.findIndex((one) => one.startsWith(token));
    if (found < 0) return false;
    free.splice(found, 1);
    return true;
  });
}

/** The models that a query finds, in their order. */
export function findModels(
  query: string,
  models: readonly ReleasedModel[],
): readonly ReleasedModel[] {
  return models.filter((model) => matchesQuery(query, names(model)));
}

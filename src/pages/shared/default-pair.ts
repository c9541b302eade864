import { fetchFamily } from "../../measure/family.ts";
import { labFields } from "../../scenario/scenario.ts";
import { toFetch } from "./kept.ts";
import { pairOf } from "./lab-settings.ts";

/** The ids of the models that the lab begins with on this device: its target, and the drafts that it tries.
 *  Throws as `fetchFamily` does. */
export async function fetchDefaultPair(): Promise<string[]> {
  const models = await fetchFamily(new URL("models/", document.baseURI).href);
  const temperature = labFields.temp.fallback;
  const { target } = pairOf({ target: "auto", draft: "auto", temp: temperature }, models);
  if (target === undefined) return [];
  const source = { kind: "family", id: target.id } as const;
  const needed = toFetch({ target: source, draft: "auto", temperature }, models, new Set());
  return needed.map(({ id }) => id);
}

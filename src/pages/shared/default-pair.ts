import { fetchFamily } from "../../measure/family.ts";
import { pairOf } from "./lab-settings.ts";

/** The ids of the pair that the lab begins with on this device. Throws as `fetchFamily` does. */
export async function fetchDefaultPair(): Promise<string[]> {
  const models = await fetchFamily(new URL("models/", document.baseURI).href);
  const { target, draft } = pairOf({ target: "auto", draft: "auto" }, models);
  return [target, draft].flatMap((model) => (model ? [model.id] : []));
}

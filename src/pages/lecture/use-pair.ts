import type { FamilyModel, RunSettings } from "../../measure/protocol.ts";
import { pairOf, runSettings } from "../shared/lab-settings.ts";
import { type Family, useFamily } from "../shared/use-lab.ts";
import { useBusy, useScene } from "./scene-context.ts";

export interface LivePair {
  readonly family: Family;
  /** Null while the models are not known. */
  readonly settings: RunSettings | null;
  readonly target: FamilyModel | undefined;
  readonly draft: FamilyModel | undefined;
}

const noOwn = { target: null, draft: null };

/** The models of a scene, as the Lab would choose them, with what this scene changes of a run. */
export function usePair(change: Partial<RunSettings>): LivePair {
  const { scenario } = useScene();
  const family = useFamily();
  useBusy(family.state === "loading");
  const models = family.state === "ready" ? family.models : [];
  const pair = pairOf(scenario, models);
  const settings = runSettings(scenario, models, noOwn);
  // A lecture has no time for trials: it takes the draft that promises most.
  const draft =
    settings?.draft === "auto" && pair.draft
      ? { kind: "family" as const, id: pair.draft.id }
      : (settings?.draft ?? null);
  return {
    family,
    settings: settings && { ...settings, draft, ...change },
    ...pair,
  };
}

import { useEffect, useState } from "react";
import { candidateDrafts } from "../../measure/candidates.ts";
import type { FamilyModel, RunSettings } from "../../measure/protocol.ts";

/** The ids of our models that the offline copy holds. */
export async function keptModels(models: readonly FamilyModel[]): Promise<Set<string>> {
  // plain http has no caches
  if (!("caches" in globalThis)) return new Set();
  const kept = await Promise.all(
    models.map(async ({ id }) => {
      const url = new URL(`models/${id}/model.safetensors`, document.baseURI).href;
      // the copy's own query names the revision
      const found = await caches.match(url, { ignoreSearch: true }).catch(() => undefined);
      return found === undefined ? [] : [id];
    }),
  );
  return new Set(kept.flat());
}

/** Those ids, looked up again whenever `moment` changes; null until they are known. */
export function useKept(models: readonly FamilyModel[], moment: unknown): Set<string> | null {
  const [kept, setKept] = useState<Set<string> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment asks again
  useEffect(() => {
    if (models.length === 0) return;
    let wanted = true;
    keptModels(models).then((ids) => wanted && setKept(ids));
    return () => {
      wanted = false;
    };
  }, [models, moment]);
  return kept;
}

/** What a sweep of these settings needs and `here` lacks, the largest first: the target, and all that are
 *  smaller. */
export function toFetchForSweep(
  { target }: Pick<RunSettings, "target">,
  models: readonly FamilyModel[],
  here: ReadonlySet<string>,
): FamilyModel[] {
  const own = models.find(({ id }) => target.kind === "family" && id === target.id);
  return models
    .filter((model) => own === undefined || model === own || model.params < own.params)
    .filter(({ id }) => !here.has(id))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The models of ours that a run of these settings needs and `here` lacks, the largest first: with the draft left
 *  open, all that are tried. */
export function toFetch(
  { target, draft, temperature }: Pick<RunSettings, "target" | "draft" | "temperature">,
  models: readonly FamilyModel[],
  here: ReadonlySet<string>,
): FamilyModel[] {
  const named = [target, draft].flatMap((source) =>
    source !== null && source !== "auto" && source.kind === "family" ? [source.id] : [],
  );
  const own = models.find(({ id }) => id === named[0]);
  const tried = draft === "auto" && own ? candidateDrafts(models, own, temperature) : [];
  const ids = [...named, ...tried.map(({ id }) => id)];
  return models
    .filter(({ id }) => ids.includes(id) && !here.has(id))
    .sort((a, b) => b.bytes - a.bytes);
}

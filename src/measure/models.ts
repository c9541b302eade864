import type { Model } from "../lm/model.ts";
import { loadDropped } from "./dropped.ts";
import { LabError } from "./failure.ts";
import { type FamilyEntry, fetchFamily, loadFamilyModel } from "./family.ts";
import type { LabEvent, ModelSource } from "./protocol.ts";

/** The models that this worker has seen: the list is fetched once, each model is loaded once. What
 *  failed is tried again the next time. */
export class Models {
  private readonly base: string;
  private list: Promise<FamilyEntry[]> | null = null;
  private readonly loaded = new Map<string, Promise<Model>>();

  /** `base`: the address of the folder that holds index.json, with a slash at its end. */
  constructor(base: string) {
    this.base = base;
  }

  /** Our models, smallest first. */
  family(): Promise<FamilyEntry[]> {
    this.list ??= fetchFamily(this.base).catch((error: unknown) => {
      this.list = null;
      throw error;
    });
    return this.list;
  }

  /** The entry of a loaded model of ours; undefined for one of the user's. */
  async entryOf(source: ModelSource): Promise<FamilyEntry | undefined> {
    if (source.kind === "files") return undefined;
    return (await this.family()).find(({ id }) => id === source.id);
  }

  async load(
    source: ModelSource,
    emit: (event: LabEvent) => void,
    signal: AbortSignal,
  ): Promise<Model> {
    const key = sourceKey(source);
    let model = this.loaded.get(key);
    if (model === undefined) {
      model = this.fetchModel(source, emit, signal);
      this.loaded.set(key, model);
      model.catch(() => this.loaded.delete(key));
    }
    return model;
  }

  private async fetchModel(
    source: ModelSource,
    emit: (event: LabEvent) => void,
    signal: AbortSignal,
  ): Promise<Model> {
    if (source.kind === "files") return loadDropped(source.name, source.files);
    const entry = await this.entryOf(source);
    if (entry === undefined) {
      const known = (await this.family()).map(({ id }) => id).join(", ");
      throw new LabError("unknown-model", `There is no model ${source.id}. There are ${known}.`);
    }
    return loadFamilyModel(this.base, entry, {
      signal,
      onProgress: (done, total) =>
        emit({ type: "progress", step: `Loading ${entry.name}`, done, total, unit: "bytes" }),
    });
  }
}

/** The same for the same model. */
export function sourceKey(source: ModelSource): string {
  if (source.kind === "family") return `family/${source.id}`;
  const files = source.files.map(({ name, size, lastModified }) => [name, size, lastModified]);
  return JSON.stringify([source.name, ...files]);
}

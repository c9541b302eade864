import type { Model } from "../lm/model.ts";
import { loadDropped, loadDroppedReader } from "./dropped.ts";
import { LabError } from "./failure.ts";
import { type FamilyEntry, fetchFamily, loadFamilyModel, loadFamilyReader } from "./family.ts";
import type { LabEvent, ModelSource } from "./protocol.ts";
import type { Reader } from "./reader.ts";

/** The models that this worker has seen: the list is fetched once, each model is loaded once. What
 *  failed is tried again the next time. */
export class Models {
  private readonly base: string;
  private list: Promise<FamilyEntry[]> | null = null;
  private readonly loaded = new Map<string, Promise<Model>>();
  private readonly readers = new Map<string, Promise<Reader>>();

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

  /** Throws LabError "unknown-model". */
  private async known(id: string): Promise<FamilyEntry> {
    const family = await this.family();
    const entry = family.find((model) => model.id === id);
    if (entry !== undefined) return entry;
    const known = family.map((model) => model.id).join(", ");
    throw new LabError("unknown-model", `There is no model ${id}. There are ${known}.`);
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

  /** The model without its weights, for less to fetch. */
  async reader(source: ModelSource): Promise<Reader> {
    const key = sourceKey(source);
    const loaded = this.loaded.get(key);
    if (loaded !== undefined) return loaded;
    const known = this.readers.get(key);
    if (known !== undefined) return known;
    const reader =
      source.kind === "files"
        ? loadDroppedReader(source.files)
        : this.known(source.id).then((entry) => loadFamilyReader(this.base, entry));
    this.readers.set(key, reader);
    reader.catch(() => this.readers.delete(key));
    return reader;
  }

  private async fetchModel(
    source: ModelSource,
    emit: (event: LabEvent) => void,
    signal: AbortSignal,
  ): Promise<Model> {
    if (source.kind === "files") return loadDropped(source.name, source.files);
    const entry = await this.known(source.id);
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

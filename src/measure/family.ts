import { type DownloadOptions, download } from "../lm/download.ts";
import { ModelFileError } from "../lm/errors.ts";
import { isObject, type JsonObject, parseObject } from "../lm/json.ts";
import { loadModel, type Model } from "../lm/model.ts";
import { LabError } from "./failure.ts";
import type { FamilyModel, PairAcceptance } from "./protocol.ts";
import { type Reader, readerOf } from "./reader.ts";

/** A model of our family with what is needed to load and check it. */
export interface FamilyEntry extends FamilyModel {
  /** SHA-256 of the three files, 64 hexadecimal digits each. */
  readonly sha256: {
    readonly weights: string;
    readonly config: string;
    readonly tokenizer: string;
  };
}

const limits = { index: 1_000_000, weights: 512_000_000, config: 1_000_000, tokenizer: 64_000_000 };

/** Our models, smallest first, as index.json in the folder `base` lists them. `base` ends with a slash.
 *  Throws ModelFileError of the download, and LabError "family-index" for anything else. */
export async function fetchFamily(base: string, signal?: AbortSignal): Promise<FamilyEntry[]> {
  const url = new URL("index.json", base).href;
  return parseFamily(await download(url, { limit: limits.index, signal }));
}

/** The models that the bytes of index.json list, smallest first. Throws LabError "family-index". */
export function parseFamily(bytes: Uint8Array): FamilyEntry[] {
  const { models } = parseObject(bytes, "index.json", limits.index);
  if (!Array.isArray(models) || models.length === 0) throw wrong("lists no models");
  const entries = models.map((model, i) => parseEntry(model, i));
  const ids = new Set(entries.map(({ id }) => id));
  if (ids.size < entries.length) throw wrong("lists a model twice");
  return entries.sort((a, b) => a.params - b.params);
}

function parseEntry(raw: unknown, i: number): FamilyEntry {
  if (!isObject(raw)) throw wrong(`has no object for model ${i}`);
  const id = text(raw, "id", i);
  // The id becomes part of an address.
  if (!/^[\w.-]+$/.test(id) || /^\.+$/.test(id)) throw wrong(`has the impossible id "${id}"`);
  return {
    id,
    name: text(raw, "name", i),
    params: positive(raw, "params", i),
    paramsNonEmbedding: positive(raw, "params_non_embedding", i),
    bytes: positive(raw, "bytes", i),
    tokens: positive(raw, "tokens", i),
    perplexity: positive(raw, "perplexity", i),
    distilledFrom: typeof raw.distilled_from === "string" ? raw.distilled_from : null,
    acceptance: acceptance(raw, i),
    sha256: {
      weights: digest(raw, "sha256", i),
      config: digest(raw, "config_sha256", i),
      tokenizer: digest(raw, "tokenizer_sha256", i),
    },
  };
}

/** Downloads a model of ours and checks it. `onProgress` gets bytes of model.safetensors.
 *  Throws ModelFileError. */
export async function loadFamilyModel(
  base: string,
  entry: FamilyEntry,
  options: Pick<DownloadOptions, "onProgress" | "signal"> = {},
): Promise<Model> {
  const { signal, onProgress } = options;
  const url = (name: string) => new URL(`${entry.id}/${name}`, base).href;
  const { sha256, bytes } = entry;
  const [config, tokenizer, safetensors] = await Promise.all([
    download(url("config.json"), { limit: limits.config, sha256: sha256.config, signal }),
    download(url("tokenizer.json"), { limit: limits.tokenizer, sha256: sha256.tokenizer, signal }),
    download(url("model.safetensors"), {
      limit: limits.weights,
      bytes,
      sha256: sha256.weights,
      signal,
      onProgress,
    }),
  ]).catch((cause: unknown) => {
    throw cause instanceof ModelFileError && cause.code === "network" ? away(entry, cause) : cause;
  });
  return loadModel(entry.id, { config, tokenizer, safetensors });
}

/** Downloads what turns text into tokens for a model of ours, and how many it reads. Throws ModelFileError. */
export async function loadFamilyReader(base: string, { id, sha256 }: FamilyEntry): Promise<Reader> {
  const url = (name: string) => new URL(`${id}/${name}`, base).href;
  const [config, tokenizer] = await Promise.all([
    download(url("config.json"), { limit: limits.config, sha256: sha256.config }),
    download(url("tokenizer.json"), { limit: limits.tokenizer, sha256: sha256.tokenizer }),
  ]);
  return readerOf(config, tokenizer);
}

/** What the page is told of a model. */
export function publicEntry({ sha256: _, ...entry }: FamilyEntry): FamilyModel {
  return entry;
}

/** Without a network only what was fetched once is there. */
const away = ({ name }: FamilyEntry, cause: ModelFileError) =>
  new ModelFileError(
    "network",
    `${name} could not be fetched, and it isn't kept on this device. Run it once with a network, and it stays; or choose models that are here already.`,
    { cause },
  );

const wrong = (what: string) =>
  new LabError(
    "family-index",
    `The list of models (index.json) ${what}. Reload the page; if that doesn't help, the site was published incompletely.`,
  );

function text(raw: JsonObject, field: string, i: number): string {
  const value = raw[field];
  if (typeof value === "string" && value !== "") return value;
  throw wrong(`lacks ${field} of model ${i}`);
}

function positive(raw: JsonObject, field: string, i: number): number {
  const value = raw[field];
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw wrong(`lacks ${field} of model ${i}`);
}

/** What the model is worth as a draft, by target; empty where the list doesn't say. */
function acceptance(raw: JsonObject, i: number): Record<string, PairAcceptance> {
  const field = raw.acceptance;
  if (field === undefined) return {};
  if (!isObject(field)) throw wrong(`has no object as acceptance of model ${i}`);
  return Object.fromEntries(
    Object.entries(field).map(([target, pair]) => {
      if (!isObject(pair)) throw wrong(`has no object as acceptance of model ${i} by ${target}`);
      return [target, { alpha: share(pair, "alpha", i), greedy: share(pair, "greedy", i) }];
    }),
  );
}

function share(raw: JsonObject, field: string, i: number): number {
  const value = raw[field];
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw wrong(`has no ${field} from 0 to 1 in the acceptance of model ${i}`);
}

function digest(raw: JsonObject, field: string, i: number): string {
  const value = text(raw, field, i);
  if (/^[0-9a-f]{64}$/i.test(value)) return value;
  throw wrong(`has no SHA-256 for ${field} of model ${i}`);
}

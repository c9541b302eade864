import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../src/lm/download.ts";
import { loadModel, type Model } from "../src/lm/model.ts";

/** An error of the person at the keyboard: shown as its message alone. */
export class UsageError extends Error {}

interface Listed {
  id: string;
  sha256?: string;
}

/** The models in `folder`, one in each subfolder, smallest first: those that index.json lists, with
 *  their SHA-256 checked, or without an index every subfolder that holds a config.json. */
export async function readModels(folder: string): Promise<Model[]> {
  const models: Model[] = [];
  for (const { id, sha256: expected } of list(folder)) {
    const read = (name: string) => readBytes(join(folder, id, name));
    const safetensors = read("model.safetensors");
    if (expected !== undefined && (await sha256(safetensors)) !== expected) {
      throw new UsageError(
        `${join(folder, id, "model.safetensors")} is not the file that index.json lists.`,
      );
    }
    try {
      models.push(
        loadModel(id, {
          config: read("config.json"),
          safetensors,
          tokenizer: read("tokenizer.json"),
        }),
      );
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(
        `${join(folder, id)}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  if (models.length === 0) throw new UsageError(`${folder} holds no models.`);
  return models.sort((a, b) => a.params - b.params);
}

/** The model of that id, or a UsageError that lists the ids there are. */
export function findModel(models: readonly Model[], id: string): Model {
  const model = models.find((m) => m.id === id);
  if (model !== undefined) return model;
  throw new UsageError(`There is no model ${id}. There are ${models.map((m) => m.id).join(", ")}.`);
}

/** A file's bytes, or a UsageError. */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw new UsageError(
      `${path} can't be read (${error instanceof Error ? error.message : error}).`,
    );
  }
}

/** Runs a command: an error ends it with its message on stderr and code 1, without a stack. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}

function list(folder: string): Listed[] {
  const index = join(folder, "index.json");
  if (!existsSync(index)) {
    if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`);
    return readdirSync(folder)
      .filter((id) => existsSync(join(folder, id, "config.json")))
      .map((id) => ({ id }));
  }
  const { models } = parseIndex(index);
  if (Array.isArray(models) && models.every((m) => typeof m?.id === "string")) return models;
  throw new UsageError(`${index} doesn't list models by id.`);
}

function parseIndex(path: string): { models?: unknown } {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      `${path} can't be read (${error instanceof Error ? error.message : error}).`,
    );
  }
}

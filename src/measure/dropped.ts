import { loadModel, type Model } from "../lm/model.ts";
import { LabError } from "./failure.ts";
import { type Reader, readerOf } from "./reader.ts";

const names = {
  config: "config.json",
  safetensors: "model.safetensors",
  tokenizer: "tokenizer.json",
} as const;

/** A model from files that the user chose, found by their names; other files are ignored.
 *  Throws LabError "missing-file", ModelFileError for what is in them. */
export async function loadDropped(name: string, files: readonly File[]): Promise<Model> {
  const missing = Object.values(names).filter((wanted) => !files.some((f) => f.name === wanted));
  if (missing.length > 0) {
    const given = files.map((file) => file.name).join(", ") || "nothing";
    const shards = files.some((file) => file.name.endsWith(".safetensors"));
    const hint =
      shards && missing.includes(names.safetensors)
        ? " Weights in several files, or under another name, can't be read: join them into model.safetensors."
        : "";
    throw new LabError(
      "missing-file",
      `${name} lacks ${missing.join(" and ")}; there was ${given}. Choose all three files of the model together.${hint}`,
    );
  }
  return loadModel(name, {
    config: await read(files, names.config),
    safetensors: await read(files, names.safetensors),
    tokenizer: await read(files, names.tokenizer),
  });
}

/** What turns text into tokens for the user's own model. Throws ModelFileError for what is in the files. */
export async function loadDroppedReader(files: readonly File[]): Promise<Reader> {
  return readerOf(await read(files, names.config), await read(files, names.tokenizer));
}

/** The bytes of the file of this name; none where there is no such file. */
async function read(files: readonly File[], wanted: string): Promise<Uint8Array> {
  const file = files.find((f) => f.name === wanted);
  return file === undefined ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
}

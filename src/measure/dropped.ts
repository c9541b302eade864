import { loadModel, type Model } from "../lm/model.ts";
import { LabError } from "./failure.ts";

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
  const read = async (wanted: string): Promise<Uint8Array> => {
    const file = files.find((f) => f.name === wanted);
    return file === undefined ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  };
  return loadModel(name, {
    config: await read(names.config),
    safetensors: await read(names.safetensors),
    tokenizer: await read(names.tokenizer),
  });
}

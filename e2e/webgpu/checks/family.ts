import { loadModel, type Model } from "../../../src/lm/model.ts";

/** The models that the site ships, smallest first. */
export async function familyIds(): Promise<string[]> {
  const index = await (await fetch("/public/models/index.json")).json();
  const entries: { id: string; params: number }[] = Array.isArray(index) ? index : index.models;
  return entries.toSorted((a, b) => a.params - b.params).map(({ id }) => id);
}

const loaded = new Map<string, Promise<Model>>();

/** A shipped model, read once. */
export function familyModel(id: string): Promise<Model> {
  let model = loaded.get(id);
  if (model === undefined) {
    model = read(id);
    loaded.set(id, model);
  }
  return model;
}

async function read(id: string): Promise<Model> {
  const file = async (name: string) => {
    const response = await fetch(`/public/models/${id}/${name}`);
    if (!response.ok) throw new Error(`${id}/${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const [config, safetensors, tokenizer] = await Promise.all([
    file("config.json"),
    file("model.safetensors"),
    file("tokenizer.json"),
  ]);
  return loadModel(id, { config, safetensors, tokenizer });
}

import { describe, expect, it } from "vitest";
import { json, tinyFiles } from "../lm/fixtures/files.ts";
import { shippedBytes, shippedIndex } from "../lm/fixtures/shipped.ts";
import { loadDropped } from "./dropped.ts";
import { loadFamilyModel, parseFamily } from "./family.ts";

const digest = "0".repeat(64);
const entry = {
  id: "small",
  name: "Small",
  params: 100,
  params_non_embedding: 60,
  bytes: 300,
  sha256: digest,
  config_sha256: digest,
  tokenizer_sha256: digest,
  tokens: 1e6,
  nats_per_token: 2,
  perplexity: 7.4,
  bits_per_byte: 1,
};

describe("the list of our models", () => {
  it("is read as it was published", () => {
    const family = parseFamily(shippedBytes("index.json"));
    expect(family.map(({ id }) => id)).toEqual(shippedIndex().map(({ id }) => id));
  });

  it("comes smallest first, with what a model was distilled from", () => {
    const large = { ...entry, id: "large", params: 200, distilled_from: "huge" };
    const family = parseFamily(json({ models: [large, entry] }));
    expect(family.map(({ id, distilledFrom }) => [id, distilledFrom])).toEqual([
      ["small", null],
      ["large", "huge"],
    ]);
  });

  it("holds the acceptance of every pair, where the list has it", () => {
    const pairs = { large: { alpha: 0.6, greedy: 0.7 }, huge: { alpha: 0, greedy: 1 } };
    const large = { ...entry, id: "large", params: 200 };
    const family = parseFamily(json({ models: [{ ...entry, acceptance: pairs }, large] }));
    expect(family.map(({ acceptance }) => acceptance)).toEqual([pairs, {}]);
  });

  it.each<unknown>([
    "all",
    { large: 0.6 },
    { large: { alpha: 0.6 } },
    { large: { alpha: "0.6", greedy: 0.7 } },
    { large: { alpha: 1.01, greedy: 0.7 } },
    { large: { alpha: 0.6, greedy: -0.1 } },
  ])("with the acceptance %j is refused", (acceptance) => {
    expect(() => parseFamily(json({ models: [{ ...entry, acceptance }] }))).toThrow(
      expect.objectContaining({ code: "family-index" }),
    );
  });

  it.each<[string, unknown]>([
    ["no models", { models: [] }],
    ["something else", { models: "all" }],
    ["a model twice", { models: [entry, entry] }],
    ["an id that leaves the folder", { models: [{ ...entry, id: ".." }] }],
    ["an id with a slash", { models: [{ ...entry, id: "a/b" }] }],
    ["no size", { models: [{ ...entry, bytes: undefined }] }],
    ["a perplexity that is no number", { models: [{ ...entry, perplexity: "7" }] }],
    ["a digest too short", { models: [{ ...entry, sha256: "abc" }] }],
  ])("with %s is refused", (_, index) => {
    expect(() => parseFamily(json(index))).toThrow(
      expect.objectContaining({ code: "family-index" }),
    );
  });
});

it("a model that can't be had says that it isn't kept, and what to do", async () => {
  const [small] = parseFamily(json({ models: [entry] }));
  await expect(loadFamilyModel("http://127.0.0.1:1/", small)).rejects.toMatchObject({
    code: "network",
    message: expect.stringMatching(/^Small .*isn't kept on this device.*Run it once/),
  });
});

describe("dropped files", () => {
  const { config, safetensors, tokenizer } = tinyFiles({}, () => 0.5);
  const file = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name);
  const all = [
    file("config.json", config),
    file("model.safetensors", safetensors),
    file("tokenizer.json", tokenizer),
  ];

  it("are found by their names, others ignored", async () => {
    const model = await loadDropped("mine", [file("README.md", config), ...all]);
    expect(model).toMatchObject({ id: "mine", bytes: safetensors.length });
  });

  it.each([0, 1, 2])("without file %d are refused by its name", async (i) => {
    const rest = all.filter((_, j) => j !== i);
    await expect(loadDropped("mine", rest)).rejects.toMatchObject({
      code: "missing-file",
      message: expect.stringContaining(`lacks ${all[i].name}`),
    });
  });

  it("with weights in several files are told so", async () => {
    const shards = [all[0], all[2], file("model-00001-of-00002.safetensors", safetensors)];
    await expect(loadDropped("mine", shards)).rejects.toThrow(/several files/);
  });
});

import { describe, expect, it } from "vitest";
import { cacheHeld, cacheRead } from "../../sdsl/cache.ts";
import { architectureOf } from "../architecture.ts";
import { draftsFor, releasedModel, releasedModels, sameVocabulary } from "./registry.ts";
import { readShape, shapeColumns } from "./row.ts";
import { attentionLayers, countParameters, expertLayers } from "./shape.ts";
import { writeShape } from "./write-row.ts";

const models = releasedModels.map((model) => [model.id, model] as const);

describe("the registry", () => {
  it("holds at least 190 models, each id once", () => {
    expect(releasedModels.length).toBeGreaterThanOrEqual(190);
    expect(new Set(releasedModels.map(({ id }) => id)).size).toBe(releasedModels.length);
    expect(new Set(releasedModels.map(({ repository }) => repository)).size).toBe(
      releasedModels.length,
    );
  });

  it.each(models)("%s has as many parameters as its shape makes", (_, model) => {
    const { all, active } = countParameters(model);
    const { stated } = model;
    const slack = stated.rounded ? 0.04 : 0.02;
    expect(Math.abs(all / stated.all - 1)).toBeLessThan(slack);
    expect(model.active).toBeLessThanOrEqual(model.parameters);
    // some count the input embedding, a table that is looked up, or neither embedding among the active
    // parameters, and most round them
    const embeddings = (model.tied ? 1 : 2) * model.vocab * model.hidden;
    expect(stated.active).toBeLessThanOrEqual(active * 1.07);
    expect(stated.active).toBeGreaterThanOrEqual(
      (active - embeddings) * (stated.rounded ? 0.75 : 0.98),
    );
  });

  it.each(models)("%s is whole", (id, model) => {
    expect(id).toMatch(/^[a-z0-9][a-z0-9.-]{1,40}$/);
    expect(model.repository).toMatch(/^[\w-]+\/[\w.-]+$/);
    expect(model.source).toMatch(/^https:\/\/huggingface\.co\//);
    expect(model.report).toMatch(/^https:\/\//);
    expect(model.licence).not.toBe("");
    expect(model.heads % model.kvHeads).toBe(0);
    expect(model.context).toBeGreaterThanOrEqual(2048);
    if (model.trainingTokens !== null) expect(model.trainingTokens).toBeGreaterThan(1e11);
    expect(releasedModel(id)).toBe(model);
    const layers = attentionLayers(model);
    expect(layers.full).toBeGreaterThanOrEqual(0);
    expect(layers.windowed + layers.full).toBe(layers.all);
    expect(layers.all).toBeLessThanOrEqual(model.layers);
    expect(expertLayers(model)).toBeLessThanOrEqual(model.layers);
    expect(expertLayers(model) > 0).toBe(model.experts !== undefined);
  });

  it.each(models)("%s is read from the line that it is written to", (_, model) => {
    const cells = writeShape(model, model).split(" ");
    const { notes, ...shape } = readShape(
      cells.slice(0, shapeColumns),
      cells.slice(shapeColumns),
      model.matrices,
    );
    expect(model).toMatchObject(shape);
    expect(notes).toMatchObject({ context: model.context, native: model.native });
  });
});

describe("the cache of a token", () => {
  const numbers = (id: string, context: number) =>
    cacheHeld(architectureOf(releasedModel(id)!), context);

  it("is keys and values in plain models", () => {
    expect(numbers("llama-3.3-70b", 1000)).toBe(1000 * 2 * 80 * 8 * 128);
  });

  it("is one latent a layer in DeepSeek V3, 70 kB in 16 bits", () => {
    expect(numbers("deepseek-v3", 1) * 2).toBe(61 * 576 * 2);
  });

  it("grows in the layers without a window only: gpt-oss, Gemma 3 27B", () => {
    expect(numbers("gpt-oss-120b", 10_000)).toBe(2 * 8 * 64 * 18 * (10_000 + 128));
    expect(numbers("gemma-3-27b", 10_000)).toBe(2 * 16 * 128 * (10 * 10_000 + 52 * 1024));
  });

  it("grows in a quarter of the layers where the others keep a state: Qwen3.5 27B", () => {
    const state = numbers("qwen3.5-27b", 0);
    expect(state).toBeGreaterThan(48 * 48 * 128 * 128);
    expect(numbers("qwen3.5-27b", 1000) - state).toBe(1000 * 16 * 2 * 4 * 256);
  });

  it("is kept whole and read in part where an indexer picks: DeepSeek V3.2", () => {
    const architecture = architectureOf(releasedModel("deepseek-v3.2")!);
    expect(cacheHeld(architecture, 1e5)).toBe(61 * 1e5 * (576 + 128));
    expect(cacheRead(architecture, 1e5)).toBe(61 * (2048 * 576 + 1e5 * 128));
  });

  it("is a few entries for many tokens in DeepSeek V4: a tenth of V3's", () => {
    expect(numbers("deepseek-v4-pro", 1e6) / numbers("deepseek-v3", 1e6)).toBeLessThan(0.15);
  });
});

describe("drafts", () => {
  it("share the target's tokenizer, and are smaller", () => {
    for (const target of releasedModels)
      for (const draft of draftsFor(target)) {
        expect(draft.tokenizer).toBe(target.tokenizer);
        expect(draft.parameters).toBeLessThan(target.parameters);
      }
  });

  it("are offered smallest first, and not at all where there are none", () => {
    const ids = (id: string) => draftsFor(releasedModel(id)!).map((model) => model.id);
    expect(ids("llama-3.3-70b")).toEqual(["llama-3.2-1b", "llama-3.2-3b", "llama-3.1-8b"]);
    expect(ids("qwen2.5-7b")).toEqual(["qwen2.5-0.5b", "qwen2.5-1.5b", "qwen2.5-3b"]);
    expect(ids("qwen2.5-coder-3b")).toEqual(["qwen2.5-coder-0.5b", "qwen2.5-coder-1.5b"]);
    expect(ids("llama-2-7b")).toContain("tinyllama-1.1b");
    expect(ids("seed-oss-36b")).toEqual([]);
    expect(ids("smollm2-135m")).toEqual([]);
    expect(ids("gpt-oss-120b")).toEqual(["gpt-oss-20b"]);
  });

  it("are the target's own family's, or else those made for text, of several of one shape", () => {
    const ids = (id: string) => draftsFor(releasedModel(id)!).map((model) => model.id);
    expect(ids("qwen3-vl-32b")).toContain("qwen3-vl-2b");
    expect(ids("qwen3-coder-480b-a35b")).toContain("qwen3-1.7b");
    expect(ids("qwen3-coder-480b-a35b")).toContain("qwen3-coder-30b-a3b");
    expect(ids("qwq-32b")).toContain("qwen2.5-7b");
    expect(ids("r1-distill-qwen-32b")).toContain("r1-distill-qwen-1.5b");
  });

  it("know a vocabulary that is padded otherwise", () => {
    const [small, large] = [releasedModel("qwen2.5-0.5b")!, releasedModel("qwen2.5-7b")!];
    expect(draftsFor(large)).toContain(small);
    expect(sameVocabulary(large, small)).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import type { ReleasedModel } from "./model.ts";
import { draftsFor, releasedModel, releasedModels, sameVocabulary } from "./registry.ts";

/** Parameters from the shape alone: embeddings, attention, feed-forward, router; without the norms and
 *  biases, which are under 1%. */
function byShape(model: ReleasedModel) {
  const { layers, hidden, intermediate, heads, kvHeads, headDim, vocab, matrices } = model;
  // OPT-350M embeds in 512 and projects
  const embedding = model.id === "opt-350m" ? vocab * 512 + 2 * 512 * hidden : vocab * hidden;
  const attention = 2 * hidden * headDim * (heads + kvHeads);
  const one = matrices * hidden * intermediate;
  const { count, active } = model.experts ?? { count: 1, active: 1 };
  const router = model.experts ? hidden * count : 0;
  const embeddings = embedding * (model.tied ? 1 : 2);
  return {
    total: embeddings + layers * (attention + router + count * one),
    active: embeddings + layers * (attention + router + active * one),
    embedding,
  };
}

describe("the registry", () => {
  it("holds at least sixty models, each id once", () => {
    expect(releasedModels.length).toBeGreaterThanOrEqual(60);
    expect(new Set(releasedModels.map(({ id }) => id)).size).toBe(releasedModels.length);
    expect(new Set(releasedModels.map(({ repository }) => repository)).size).toBe(
      releasedModels.length,
    );
  });

  it.each(releasedModels.map((model) => [model.id, model] as const))(
    "%s has as many parameters as its shape makes",
    (_, model) => {
      const shape = byShape(model);
      expect(shape.total / model.parameters).toBeGreaterThan(0.98);
      expect(shape.total / model.parameters).toBeLessThan(1.015);
      // some count the input embedding, a table that is looked up, among the active parameters, some don't
      expect(model.active).toBeLessThanOrEqual(shape.active * 1.02);
      expect(model.active).toBeGreaterThanOrEqual((shape.active - shape.embedding) * 0.98);
    },
  );

  it.each(releasedModels.map((model) => [model.id, model] as const))("%s is whole", (id, model) => {
    expect(id).toMatch(/^[a-z0-9][a-z0-9.-]{1,40}$/);
    expect(model.repository).toMatch(/^[\w-]+\/[\w.-]+$/);
    expect(model.source).toMatch(/^https:\/\/huggingface\.co\//);
    expect(model.report).toMatch(/^https:\/\//);
    expect(model.licence).not.toBe("");
    for (const value of [model.layers, model.hidden, model.intermediate, model.heads, model.vocab])
      expect(Number.isSafeInteger(value) && value > 0).toBe(true);
    expect(model.heads % model.kvHeads).toBe(0);
    if (model.trainingTokens !== null) expect(model.trainingTokens).toBeGreaterThan(1e11);
    expect(releasedModel(id)).toBe(model);
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

  it("know a vocabulary that is padded otherwise", () => {
    const [small, large] = [releasedModel("qwen2.5-0.5b")!, releasedModel("qwen2.5-7b")!];
    expect(draftsFor(large)).toContain(small);
    expect(sameVocabulary(large, small)).toBe(false);
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { releasedModels } from "./registry.ts";
import { findModels } from "./search.ts";

const found = (query: string) => findModels(query, releasedModels).map(({ id }) => id);

it.each([
  ["qwen 3 32", "qwen3-32b"],
  ["qwen3-32", "qwen3-32b"],
  ["Qwen3 32B", "qwen3-32b"],
  ["qwen332b", "qwen3-32b"],
  ["32b qwen3", "qwen3-32b"],
  ["llama 3.3 70", "llama-3.3-70b"],
  ["llama3.1:8b", "llama-3.1-8b"],
  ["Meta-Llama-3.1-405B", "llama-3.1-405b"],
  ["gpt oss", "gpt-oss-120b"],
  ["gptoss", "gpt-oss-20b"],
  ["deepseek v3.2", "deepseek-v3.2"],
  ["DeepSeek-R1-Distill-Qwen-32B", "r1-distill-qwen-32b"],
  ["r1 distill llama 70b", "r1-distill-llama-70b"],
  ["kimi k2 thinking", "kimi-k2-thinking"],
  ["glm 4.5 air", "glm-4.5-air"],
  ["gemma 4 31", "gemma-4-31b"],
  ["meta llama scout", "llama-4-scout"],
  ["Qwen/Qwen3-30B-A3B-Instruct-2507", "qwen3-30b-a3b-2507"],
  ["mistral small 3.2", "mistral-small-3.2"],
  ["phi4", "phi-4"],
])("%s finds %s", (query, id) => {
  expect(found(query)).toContain(id);
});

it("takes numbers whole, but for the one that is being typed", () => {
  expect(found("qwen 3 32")).not.toContain("qwen2.5-32b");
  expect(found("llama 3 70b")).not.toContain("llama-2-70b");
  expect(found("qwen 3 3")).toContain("qwen3-32b");
});

it("finds nothing for what nobody released", () => {
  expect(found("gpt-9")).toEqual([]);
  expect(found("qwen 77b")).toEqual([]);
});

it("finds every model by its repository and by its id, whatever stands between the parts", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...releasedModels),
      fc.constantFrom(" ", "-", "_", ".", " / "),
      fc.boolean(),
      ({ id, repository }, separator, shout) => {
        for (const name of [id, repository, repository.split("/")[1] ?? ""]) {
          const typed = name.replace(/[^a-z0-9]+/gi, separator);
          expect(found(shout ? typed.toUpperCase() : typed)).toContain(id);
        }
      },
    ),
  );
});

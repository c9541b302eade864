import { describe, expect, it } from "vitest";
import { defaultModel } from "../../scenario/scenario.ts";
import { memoryOf, memoryWords } from "./memory.ts";

describe("the memory that a batch needs", () => {
  it("counts the KV cache: at batch 4096 and 131K tokens it takes nearly all", () => {
    const model = { ...defaultModel, cost: "roofline", batch: 4096, ctx: 131072 } as const;
    const { weights, cache } = memoryOf(model);
    expect(weights).toBe(140e9);
    // 2 · 80 layers · 8 heads · 128 · 2 bytes = 328 kB a token, for LLaMA-3 70B; the typical 70B is near
    const llama = 327_680 * 4096 * 131072;
    expect(cache / llama).toBeGreaterThan(0.7);
    expect(cache / llama).toBeLessThan(1.4);
    expect(memoryWords(model)).toMatch(
      /KV cache takes 1\d\d TB, .*: 2,?\d{3}|KV cache takes 1\d\d TB, .*: [\d.]+K/,
    );
  });

  it("asks for one device where all fits", () => {
    const small = memoryWords({ ...defaultModel, M: 8e9, hw: "h100" });
    expect(small).toMatch(/^Figures: /);
  });
});

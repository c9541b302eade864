import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidateDrafts } from "./candidates.ts";
import type { FamilyModel } from "./protocol.ts";

const model = (id: string, params: number, change: Partial<FamilyModel> = {}): FamilyModel => ({
  id,
  name: id,
  params,
  paramsNonEmbedding: params,
  bytes: params * 2,
  tokens: 1,
  perplexity: 8,
  distilledFrom: null,
  acceptance: {},
  ...change,
});
const target = model("big", 8e6, { perplexity: 3 });
const ids = (models: readonly FamilyModel[], temperature = 1) =>
  candidateDrafts([...models, target], target, temperature).map(({ id }) => id);

describe("the drafts that are tried", () => {
  it("are smaller than the target, and at most three", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1e3, max: 16e6 })), (sizes) => {
        const models = sizes.map((params, i) => model(`m${i}`, params));
        const drafts = candidateDrafts(models, target, 1);
        const smaller = sizes.filter((params) => params < target.params).length;
        expect(drafts).toHaveLength(Math.min(3, smaller));
        for (const { params } of drafts) expect(params).toBeLessThan(target.params);
      }),
    );
  });

  it("begin with the one that the acceptance measured with this target speaks for", () => {
    const known = (alpha: number, greedy: number) => ({ acceptance: { big: { alpha, greedy } } });
    const models = [model("a", 2e5, known(0.5, 0.9)), model("b", 2e5, known(0.8, 0.6))];
    expect(ids(models)).toEqual(["b", "a"]);
    expect(ids(models, 0)).toEqual(["a", "b"]);
  });

  it("are ordered by the paper's plane where nobody measured acceptance", () => {
    const models = [model("weak", 2e5, { perplexity: 60 }), model("strong", 2e5)];
    expect(ids(models)).toEqual(["strong", "weak"]);
  });
});

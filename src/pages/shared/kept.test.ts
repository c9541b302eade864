import fc from "fast-check";
import { expect, it } from "vitest";
import { candidateDrafts } from "../../measure/candidates.ts";
import type { FamilyModel, ModelSource } from "../../measure/protocol.ts";
import { keptModels, toFetch, toFetchForSweep } from "./kept.ts";

const models: FamilyModel[] = [1, 2, 3, 4].map((n) => ({
  id: `m${n}`,
  name: `M ${n}`,
  params: n,
  paramsNonEmbedding: n,
  bytes: 2e6 * n,
  tokens: 1,
  perplexity: 5,
  distilledFrom: null,
  acceptance: {},
}));

it("is what the pair needs and isn't here, and never anything else", () => {
  const source = fc.oneof(
    fc.constantFrom(...models).map(({ id }): ModelSource => ({ kind: "family", id })),
    fc.constant<ModelSource>({ kind: "files", name: "yours", files: [] }),
  );
  const here = fc.subarray(models).map((some) => new Set(some.map(({ id }) => id)));
  fc.assert(
    fc.property(source, fc.option(source), here, (target, draft, kept) => {
      const fetched = new Set(
        toFetch({ target, draft, temperature: 1 }, models, kept).map(({ id }) => id),
      );
      for (const { id } of models) {
        const needed = [target, draft].some((it) => it?.kind === "family" && it.id === id);
        expect(fetched.has(id)).toBe(needed && !kept.has(id));
      }
    }),
  );
});

it("with the draft left open, is the target and every draft that is tried", () => {
  const target = { kind: "family", id: "m4" } as const;
  const fetched = toFetch({ target, draft: "auto", temperature: 1 }, models, new Set());
  const tried = candidateDrafts(models, models[3], 1).map(({ id }) => id);
  expect(fetched.map(({ id }) => id).sort()).toEqual(["m4", ...tried].sort());
});

it("for a sweep, is the target and all that are smaller, but for what is here", () => {
  const here = fc.subarray(models).map((some) => new Set(some.map(({ id }) => id)));
  fc.assert(
    fc.property(fc.option(fc.constantFrom(...models)), here, (own, kept) => {
      const target: ModelSource = own
        ? { kind: "family", id: own.id }
        : { kind: "files", name: "yours", files: [] };
      const fetched = toFetchForSweep({ target }, models, kept).map(({ id }) => id);
      expect(new Set(fetched)).toEqual(
        new Set(
          models
            .filter(({ params }) => own === null || params <= own.params)
            .map(({ id }) => id)
            .filter((id) => !kept.has(id)),
        ),
      );
    }),
  );
});

it("knows of nothing kept where there are no caches", async () => {
  expect(await keptModels(models)).toEqual(new Set());
});

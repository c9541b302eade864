import fc from "fast-check";
import { expect, it } from "vitest";
import type { FamilyModel } from "../../measure/protocol.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { defaultTarget, pairOf, runSettings } from "./lab-settings.ts";

const model = (params: number, distilledFrom: string | null = null): FamilyModel => ({
  id: `m${params}${distilledFrom ?? ""}`,
  name: `M ${params}`,
  params,
  paramsNonEmbedding: params,
  bytes: 2 * params,
  tokens: 1e6,
  perplexity: 5,
  distilledFrom,
  acceptance: {},
});
const models = [20e3, 100e3, 800e3, 3e6].map((params) => model(params));
const files = [new File([], "config.json")];
const ids = models.map(({ id }) => id);

it("a draft that somebody chose is never dropped", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("auto", ...ids),
      fc.constantFrom(...ids),
      fc.boolean(),
      fc.boolean(),
      (target, draft, ownTarget, ownDraft) => {
        const settings = runSettings({ ...defaultScenario, target, draft }, models, {
          target: ownTarget ? files : null,
          draft: ownDraft ? files : null,
        });
        expect(settings?.target.kind).toBe(ownTarget ? "files" : "family");
        expect(settings?.draft).toMatchObject(
          ownDraft ? { kind: "files", files } : { kind: "family", id: draft },
        );
      },
    ),
  );
});

it("beside a target of one's own, no draft of ours is chosen for one", () => {
  const own = { target: files, draft: null };
  expect(runSettings(defaultScenario, models, own)?.draft).toBeNull();
});

const family = [model(19e3), model(188e3), model(2.2e6), model(8.8e6), model(9e6, "m8800000")];

it("begins with the largest that was not distilled", () => {
  expect(defaultTarget(family, null)?.params).toBe(8.8e6);
});

it.each(["saves data", "phone", "little memory"] as const)(
  "begins with the 2.2M one for the reason %s",
  (reason) => expect(defaultTarget(family, reason)?.params).toBe(2.2e6),
);

it("always finds one where there is one, and never a larger one out of thrift", () => {
  const sizes = fc.uniqueArray(fc.integer({ min: 1e3, max: 1e9 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(sizes, (all) => {
      const models = all.map((params) => model(params));
      const [most, least] = [defaultTarget(models, null), defaultTarget(models, "phone")];
      expect(most?.params).toBe(Math.max(...all));
      expect(least?.params).toBeLessThanOrEqual(most?.params ?? 0);
    }),
  );
});

it("takes the target that a link names", () => {
  const { target } = pairOf({ target: "m188000", draft: "auto", temp: 1 }, family);
  expect(target?.id).toBe("m188000");
});

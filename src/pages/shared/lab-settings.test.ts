import fc from "fast-check";
import { expect, it } from "vitest";
import type { FamilyModel } from "../../measure/protocol.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { runSettings } from "./lab-settings.ts";

const models = [20e3, 100e3, 800e3, 3e6].map(
  (params): FamilyModel => ({
    id: `of-${params}`,
    name: `of ${params}`,
    params,
    paramsNonEmbedding: params,
    bytes: 2 * params,
    tokens: 1e8,
    perplexity: 4,
    distilledFrom: null,
  }),
);
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

import fc from "fast-check";
import { expect, it } from "vitest";
import { shippedIndex } from "../../lm/fixtures/shipped.ts";
import { parseFamily } from "../../measure/family.ts";
import type { FamilyModel } from "../../measure/protocol.ts";
import { cellAt, familyPlane } from "./family-plane.ts";

const family = (): FamilyModel[] =>
  parseFamily(new TextEncoder().encode(JSON.stringify({ models: shippedIndex() })));

it("holds every pair of the shipped family whose target was trained on text", () => {
  const { cells, drafts, targets } = familyPlane(family());
  const pairs = family().flatMap((draft) =>
    Object.keys(draft.acceptance).map((target) => `${draft.id} ${target}`),
  );
  const plain = new Set(
    family()
      .filter(({ distilledFrom }) => distilledFrom === null)
      .map(({ id }) => id),
  );
  expect(cells.map(({ draft, target }) => `${draft.id} ${target.id}`).sort()).toEqual(
    pairs.filter((pair) => plain.has(pair.split(" ")[1])).sort(),
  );
  for (const { draft, target, x, y } of cells) {
    expect(drafts[x]).toBe(draft);
    expect(targets[y]).toBe(target);
    expect(draft.params).toBeLessThan(target.params);
  }
});

it("has a cell under a point exactly where a pair is known", () => {
  const plane = familyPlane(family());
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 10, noNaN: true }),
      fc.double({ min: -2, max: 10, noNaN: true }),
      (x, y) => {
        const cell = cellAt(plane, x, y);
        const draft = plane.drafts[Math.round(x)];
        const target = plane.targets[Math.round(y)];
        const known = draft && target && draft.acceptance[target.id];
        expect(cell?.acceptance).toBe(known || undefined);
      },
    ),
  );
});

it("is empty where the list says nothing of acceptance", () => {
  const silent = family().map((model) => ({ ...model, acceptance: {} }));
  expect(familyPlane(silent)).toEqual({ drafts: [], targets: [], cells: [] });
});

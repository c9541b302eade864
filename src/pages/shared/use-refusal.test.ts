import fc from "fast-check";
import { expect, it } from "vitest";
import { shippedIndex, shippedModel } from "../../lm/fixtures/shipped.ts";
import { promptTokens } from "../../lm/model.ts";
import { checkRoom } from "../../measure/room.ts";
import { maybeLong } from "./use-refusal.ts";

const model = shippedModel(shippedIndex()[0].id);

it("counts every prompt that a run with the shipped models would refuse", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 600 }),
      fc.integer({ min: 16, max: 480 }),
      (prompt, length) => {
        const prompts = [promptTokens(model, prompt)];
        try {
          checkRoom({ prompts, length }, [model]);
        } catch {
          expect(maybeLong({ prompt })).toBe(true);
        }
      },
    ),
  );
  expect(maybeLong({ prompt: "x".repeat(600) })).toBe(true);
  expect(maybeLong({ prompt: "x".repeat(600), prompts: ["a", "b"] })).toBe(false);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { readOwn } from "./own.ts";
import { releasedModels } from "./registry.ts";
import { writeOwn } from "./write-row.ts";

it.each(releasedModels.map((model) => [model.id, model] as const))(
  "%s comes back from a link as it was written",
  (_, model) => {
    const own = readOwn(writeOwn(model, model));
    expect(own.particulars).toEqual(model.particulars);
    expect(own).toMatchObject({
      layers: model.layers,
      hidden: model.hidden,
      heads: model.heads,
      vocab: model.vocab,
      matrices: model.matrices,
      context: model.context,
      native: model.native,
      mtp: model.mtp,
    });
    expect(Math.abs(own.parameters / model.parameters - 1)).toBeLessThan(0.02);
  },
);

it("takes the tokenizer of a released model with the same vocabulary", () => {
  expect(readOwn("36_4096_12288_32_8_128_151936_-_two").tokenizer).toBe("qwen-3");
  expect(readOwn("36_4096_12288_32_8_128_77777_-_two").tokenizer).toBe("own");
});

it("refuses anything else with a RangeError", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc
          .array(fc.oneof(fc.integer().map(String), fc.string()), { maxLength: 14 })
          .map((cells) => cells.join("_")),
        fc.constantFrom(
          "1e3_1_1_1_1_1_1_-_two",
          "9_9_9_9_2_9_9_-_two",
          "1_1_1_1_1_1_1_-_two_foo=1",
          "1_1_1_1_1_1_1_0/0_two",
        ),
      ),
      (text) => {
        try {
          expect(readOwn(text).parameters).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      },
    ),
    { numRuns: 500 },
  );
});

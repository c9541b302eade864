import fc from "fast-check";
import { expect, it } from "vitest";
import { answers } from "./offline-messages.ts";

it("an answer belongs to the request that named the same models, and to no other", () => {
  const ids = fc.array(fc.string(), { maxLength: 4 });
  fc.assert(
    fc.property(ids, ids, fc.boolean(), (asked, kept, all) => {
      const same = asked.length === kept.length && asked.every((id, i) => id === kept[i]);
      expect(answers({ kept, all }, asked)).toBe(same);
    }),
  );
  for (const data of [null, undefined, "models kept", 3, {}, []])
    expect(answers(data, [])).toBe(false);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { readSurroundings, type Surroundings, thriftFor } from "./surroundings.ts";

const plenty: Surroundings = { savesData: false, phone: false, memory: 8 };

it.each<[string, Partial<Surroundings>, string | null]>([
  ["a desktop", {}, null],
  ["a browser that doesn't tell its memory", { memory: null }, null],
  ["a phone", { phone: true }, "phone"],
  ["save-data", { savesData: true }, "saves data"],
  ["save-data on a phone", { savesData: true, phone: true }, "saves data"],
  ["2 GiB of memory", { memory: 2 }, "little memory"],
  ["4 GiB of memory", { memory: 4 }, null],
])("%s", (_, given, reason) => {
  expect(thriftFor({ ...plenty, ...given })).toBe(reason);
});

it("is never asked for by more of anything", () => {
  const surroundings = fc.record({
    savesData: fc.boolean(),
    phone: fc.boolean(),
    memory: fc.option(fc.double({ min: 0.25, max: 64, noNaN: true })),
  });
  fc.assert(
    fc.property(surroundings, (given) => {
      const asks = given.savesData || given.phone || (given.memory ?? 64) < 4;
      expect(thriftFor(given) !== null).toBe(asks);
    }),
  );
});

it("asks for nothing where there is no window", () => {
  expect(thriftFor(readSurroundings())).toBe(null);
});

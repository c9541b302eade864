import fc from "fast-check";
import { expect, it } from "vitest";
import { tokensAtOnce } from "./dispatch-time.ts";

const ms = fc.double({ min: 0, max: 1e4, noNaN: true });
const count = fc.integer({ min: 1, max: 4096 });

it("drafts as many tokens in a dispatch as end in time anywhere in the context", () => {
  fc.assert(
    fc.property(ms, ms, ms, count, count, (fixed, slope, noise, position, context) => {
      // What a token takes is what every token takes and what each position before it adds.
      const at = (p: number) => fixed + (slope / 4096) * p;
      const tokens = tokensAtOnce({ time: at(position), noise }, position, context, 64);
      expect(tokens).toBeGreaterThanOrEqual(1);
      expect(tokens).toBeLessThanOrEqual(64);
      if (tokens > 1) expect(tokens * at(context)).toBeLessThanOrEqual(50 * (1 + 1e-9));
    }),
  );
});

it("drafts no fewer than it must: a fast draft all at once, a slow one by single tokens", () => {
  const at = (time: number) => tokensAtOnce({ time, noise: 0 }, 256, 512, 64);
  expect([at(0), at(0.1), at(1), at(5), at(25), at(400)]).toEqual([64, 64, 25, 5, 1, 1]);
});

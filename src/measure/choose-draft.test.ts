import fc from "fast-check";
import { expect, it } from "vitest";
import { trialsOf } from "./choose-draft.ts";
import type { Opened } from "./pair.ts";

const candidate = (id: string, gamma: number) => ({
  draft: { model: { id } } as Opened,
  gamma,
});
const positive = (min: number, max: number) => fc.double({ min, max, noNaN: true });

it("ranks drafts by ratios within a round, whatever the device does between rounds", () => {
  fc.assert(
    fc.property(
      fc.array(positive(0.1, 10), { minLength: 2, maxLength: 8 }),
      fc.uniqueArray(positive(0.2, 5), { minLength: 2, maxLength: 3 }),
      (slow, speedups) => {
        const rounds = slow.map((factor) => [factor, ...speedups.map((s) => factor / s)]);
        const trials = trialsOf(
          speedups.map((_, i) => candidate(`draft ${i}`, i + 1)),
          rounds,
        );
        const best = Math.max(...speedups);
        expect(trials.map(({ draft }) => draft)).toEqual(
          speedups
            .map((speedup, i) => ({ speedup, draft: `draft ${i}` }))
            .sort((a, b) => b.speedup - a.speedup)
            .map(({ draft }) => draft),
        );
        expect(trials[0].overFirst).toBe(null);
        for (const { draft, gamma, speedup, interval, overFirst } of trials) {
          const own = speedups[Number(draft.slice(-1))];
          expect(gamma).toBe(Number(draft.slice(-1)) + 1);
          expect(speedup).toBeCloseTo(own, 9);
          expect(interval?.low).toBeCloseTo(own, 6);
          if (overFirst !== null) expect(overFirst.high).toBeCloseTo(own / best, 6);
        }
      },
    ),
  );
});

it("tells no draft from the first where rounds disagree", () => {
  const trials = trialsOf(
    [candidate("a", 2), candidate("b", 3)],
    [
      [10, 5, 6],
      [10, 6, 5],
      [10, 5, 5.5],
    ],
  );
  expect(trials[0].draft).toBe("a");
  expect(trials[1].overFirst?.high).toBeGreaterThan(1);
});

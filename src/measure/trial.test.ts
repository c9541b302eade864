import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inRounds, steadyRounds } from "./trial.ts";

describe("a trial in rounds", () => {
  it("runs every lane once a round, forth and back, and ends when it is settled", async () => {
    const order: number[] = [];
    const lane = (id: number) => async () => {
      order.push(id);
      return 1 + id;
    };
    const { paces, disturbed } = await inRounds([lane(0), lane(1)], () => true);
    expect(order).toEqual([0, 1, 1, 0, 0, 1]);
    expect(paces).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(disturbed).toBe(0);
  });

  it("keeps the ratio of two lanes whatever the device does from round to round", async () => {
    const drift = fc.double({ min: 0.2, max: 5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.array(drift, { minLength: 8, maxLength: 8 }), async (slow) => {
        let ran = 0;
        const lane = (pace: number) => async () => pace * slow[Math.floor(ran++ / 2)];
        const { paces } = await inRounds([lane(3), lane(2)], () => false);
        for (const [a, b] of paces) expect(a / b).toBeCloseTo(1.5, 9);
      }),
    );
  });

  it("leaves out rounds in which a lane departs far from its median, and only those", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0.95, max: 1.05, noNaN: true }), fc.boolean()), {
          minLength: 3,
          maxLength: 8,
        }),
        fc.double({ min: 3, max: 20, noNaN: true }),
        (rounds, much) => {
          const calm = rounds.filter(([, hit]) => !hit).length;
          fc.pre(calm > rounds.length / 2);
          const all = rounds.map(([noise, hit]) => [10 * noise, 4 * noise * (hit ? much : 1)]);
          const { paces, disturbed } = steadyRounds(all);
          expect(paces).toEqual(all.filter((_, i) => !rounds[i][1]));
          expect(disturbed).toBe(rounds.length - calm);
        },
      ),
    );
  });
});

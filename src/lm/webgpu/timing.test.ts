import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clearlyFaster,
  clockStep,
  moreRounds,
  sampleLength,
  type Timing,
  timingOf,
  together,
} from "./timing.ts";

const times = fc.double({ min: 1e-4, max: 1e3, noNaN: true });
const timings: fc.Arbitrary<Timing> = fc.record({ time: times, noise: times });

describe("a clock's step", () => {
  it.each([1n, 80n, 65_536n, 100_000n, 1_000_000n])("of %d ns is read off its readings", (step) => {
    const readings = [5n, 8n, 9n, 21n, 34n, 55n, 89n, 90n, 144n].map((n) => 10_000n + n * step);
    expect(clockStep(readings)).toBe(Number(step) / 1e6);
  });

  it("is what browsers usually round to as long as too few readings are known", () => {
    expect(clockStep([])).toBe(0.1);
    expect(clockStep([7n, 7n, 7n])).toBe(0.1);
    expect(clockStep([0n, 3n, 17n])).toBe(0.1);
  });

  it("divides all differences of the readings, and shifting them changes nothing", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 8, maxLength: 20 }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        (counts, step, start) => {
          const found = BigInt(Math.round(clockStep(counts.map((n) => start + n * step)) * 1e6));
          expect(found % step).toBe(0n);
          for (const n of counts) expect(((n - counts[0]) * step) % found).toBe(0n);
        },
      ),
    );
  });
});

describe("a sample", () => {
  it("is many steps of its clock and of an idle submit long, within reason", () => {
    expect(sampleLength(0.1)).toBeCloseTo(4);
    expect(sampleLength(0.001)).toBe(2);
    expect(sampleLength(0.001, 1)).toBe(10);
    expect(sampleLength(100, 100)).toBe(25);
  });

  it("is reached in a few tries, whatever a round takes, and overshot by little", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-5, max: 500, noNaN: true }), times, (each, start) => {
        const enough = sampleLength(0.1);
        let rounds = 2;
        let tries = 1;
        for (;;) {
          const took = start / 1000 + rounds * each;
          const more = moreRounds(rounds, took, enough, 2048);
          if (more === null) break;
          expect(more).toBeGreaterThan(rounds);
          expect(more * each).toBeLessThanOrEqual(Math.max(2.2 * enough, (rounds + 1) * each));
          rounds = more;
          tries++;
        }
        expect(tries).toBeLessThan(12);
        expect(rounds === 2048 || start / 1000 + rounds * each >= enough).toBe(true);
      }),
    );
  });

  it("that the clock saw nothing of is made longer", () => {
    expect(moreRounds(2, 0, 4, 2048)).toBe(32);
    expect(moreRounds(2048, 0, 4, 2048)).toBe(null);
  });

  it("counts by its least time, with what repeats badly and the clock's step as noise", () => {
    expect(timingOf([6, 4, 5], 2, 0.1)).toEqual({ time: 2, noise: 0.55 });
    expect(timingOf([4], 2, 0.1)).toEqual({ time: 2, noise: 0.05 });
  });

  it("says nothing below what an idle submit takes", () => {
    const [a, b] = [timingOf([100, 104, 100], 2, 1, 100), timingOf([200, 200, 200], 2, 1, 100)];
    expect(a).toEqual({ time: 0, noise: 50.5 });
    expect(clearlyFaster(a, b)).toBe(false);
  });
});

describe("what is clearly faster", () => {
  it("is faster by more than the noise of both, and by something that counts", () => {
    const at = (time: number, noise = 0) => ({ time, noise });
    expect(clearlyFaster(at(0.9), at(1))).toBe(true);
    expect(clearlyFaster(at(0.96), at(1))).toBe(false);
    expect(clearlyFaster(at(0.9, 0.03), at(1, 0.03))).toBe(false);
  });

  it("is so in one direction only, and not by more noise", () => {
    fc.assert(
      fc.property(timings, timings, times, (a, b, more) => {
        expect(clearlyFaster(a, a)).toBe(false);
        if (!clearlyFaster(a, b)) return;
        expect(clearlyFaster(b, a)).toBe(false);
        expect(a.time).toBeLessThan(b.time);
        const noisy = together(a, { time: 0, noise: 2 * b.time + more });
        expect(clearlyFaster(noisy, b)).toBe(false);
      }),
    );
  });

  it("is never chosen by chance where both are alike", () => {
    fc.assert(
      fc.property(
        times,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (time, a, b) => {
          // Rounding to a clock's step moves a sample by less than a step.
          const step = time / 50;
          const seen = (parts: number[]) =>
            timingOf(
              parts.map((part) => 100 * time + part * step),
              100,
              step,
            );
          expect(clearlyFaster(seen(a), seen(b))).toBe(false);
        },
      ),
    );
  });
});

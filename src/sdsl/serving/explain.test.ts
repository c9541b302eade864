import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakEvenAcceptance, explain } from "./explain.ts";
import { llamas } from "./fixtures.ts";
import { bestFor } from "./lookahead.ts";
import { verificationCurve } from "./verification-curve.ts";

/** The worked case of the docstring. */
const worked = {
  ...llamas,
  overheadSeconds: 2e-3,
  measured: {
    verification: verificationCurve([
      { k: 1, seconds: 0.01 },
      { k: 4, seconds: 0.011 },
    ]),
    draftSeconds: 4e-3,
  },
};

describe("why it wins or loses", () => {
  it("is worked by hand: 1.176 tokens gained for 1.5 passes more, drafting the dearest", () => {
    const why = explain(worked, 0.6, 3);
    expect(why.gained).toBeCloseTo(1.176, 12);
    expect(why.draft).toBeCloseTo(1.2, 12);
    expect(why.verification).toBeCloseTo(0.1, 12);
    expect(why.overhead).toBeCloseTo(0.2, 12);
    expect(why.at.speedup).toBeCloseTo(2.176 / 2.5, 12);
    expect(why.term).toBe("draft");
    expect(why.without.draft).toBeCloseTo(2.176 / 1.3, 12);
    expect(why.without.acceptance).toBeCloseTo(4 / 2.5, 12);
  });

  it("names overhead, verification or acceptance where they are to blame", () => {
    expect(explain({ ...llamas, overheadSeconds: 0.05 }, 0.6).term).toBe("overhead");
    const busy = { ...llamas, load: { ...llamas.load, batch: 1024, context: 0 } };
    expect(explain(busy, 0.7).term).toBe("verification");
    const cheap = explain(llamas, 0.02);
    expect(cheap.at.speedup).toBeLessThan(1);
    expect(cheap.term).toBe("acceptance");
  });

  it("explains some lookahead even where none is best", () => {
    const why = explain({ ...llamas, overheadSeconds: 0.2 }, 0.7);
    expect(why.at.gamma).toBeGreaterThan(0);
    expect(why.at.speedup).toBeLessThan(1);
  });

  it("wins exactly where the tokens gained are more than the passes paid", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0, max: 0.05, noNaN: true }),
        (alpha, gamma, overheadSeconds) => {
          const why = explain({ ...llamas, overheadSeconds }, alpha, gamma);
          const paid = why.draft + why.verification + why.overhead;
          if (Math.abs(why.gained - paid) < 1e-9) return;
          expect(why.at.speedup > 1).toBe(why.gained > paid);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("the break-even acceptance", () => {
  it("is the edge between losing and paying", () => {
    const alpha = breakEvenAcceptance(llamas) ?? Number.NaN;
    expect(alpha).toBeGreaterThan(0);
    expect(bestFor(llamas, alpha).speedup).toBeGreaterThan(1);
    expect(bestFor(llamas, alpha - 2e-6).speedup).toBe(1);
  });

  it("is none where nothing helps", () => {
    expect(breakEvenAcceptance({ ...llamas, overheadSeconds: 100 })).toBeUndefined();
  });
});

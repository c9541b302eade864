import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrate, sdslPlane } from "./acceptance.ts";
import { settings } from "./arbitraries.ts";
import { hardwareFor } from "./hardware.ts";
import {
  type DraftPoint,
  draftPoint,
  type LookaheadChoice,
  optimalDraft,
  type Prepared,
  prepare,
  type Setting,
} from "./optimum.ts";
import { pretrainingLaws } from "./pretraining.ts";

const usual: Setting = {
  M: 70e9,
  D: 180e9,
  Dt: 180e9,
  law: pretrainingLaws.besiroglu,
  plane: sdslPlane,
  cost: { kind: "flops" },
};
const outside = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1];

/** The speedup of the best of `count` sizes from 1e3 to M, evenly spread in log N. */
function bestOnGrid(at: Prepared, count: number, lookahead: LookaheadChoice): number {
  let best = 0;
  for (let i = 0; i < count; i++) {
    const N = i === count - 1 ? at.M : 1e3 * (at.M / 1e3) ** (i / (count - 1));
    best = Math.max(best, draftPoint(at, Math.min(at.M, N), lookahead).speedup);
  }
  return best;
}

/** What rounding does to a speedup: acceptance is a sum whose terms can be 1e8 while it is 0.5, and
 *  its logarithm is at most 1 / (1 - alpha) times as steep. */
function rounding({ plane, targetPerplexity }: Prepared, { draftPerplexity, alpha }: DraftPoint) {
  const terms = Math.abs(plane.A) * draftPerplexity + Math.abs(plane.B) * targetPerplexity;
  return (10 * Number.EPSILON * terms) / (1 - alpha);
}

function expectNoBetterOnGrid(at: Prepared, count: number, lookahead: LookaheadChoice = "auto") {
  const best = optimalDraft(at, lookahead);
  expect(best.N).toBeGreaterThanOrEqual(1e3);
  expect(best.N).toBeLessThanOrEqual(at.M);
  if (lookahead === "auto") expect(best.speedup).toBeGreaterThanOrEqual(1);
  expect(bestOnGrid(at, count, lookahead)).toBeLessThanOrEqual(
    best.speedup * (1 + 1e-9 + rounding(at, best)),
  );
}

describe("the chain at one draft", () => {
  it("is finite and in range over the whole domain", () => {
    fc.assert(
      fc.property(settings, fc.double({ min: 0, max: 1, noNaN: true }), (setting, share) => {
        const at = prepare(setting);
        const N = Math.min(at.M, 1e3 * (at.M / 1e3) ** share);
        const point = draftPoint(at, N);
        for (const value of [point.draftPerplexity, at.targetPerplexity]) {
          expect(value).toBeGreaterThanOrEqual(1);
          expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
        }
        expect(point.alpha).toBeGreaterThanOrEqual(0);
        expect(point.alpha).toBeLessThanOrEqual(0.9999);
        expect(point.gamma).toBeGreaterThanOrEqual(0);
        expect(point.gamma).toBeLessThanOrEqual(1e9);
        expect(point.c).toBeGreaterThanOrEqual(0);
        expect(point.speedup).toBeGreaterThanOrEqual(1);
        // E[tokens] is at most 1 / (1 - 0.9999), and an iteration costs a pass or more.
        expect(point.speedup).toBeLessThanOrEqual(10000 * (1 + 1e-11));
      }),
      { numRuns: 2000 },
    );
  });

  it("says where the plane is cut off", () => {
    const at = prepare(usual);
    expect(draftPoint(at, 1e3)).toMatchObject({ alpha: 0, clamp: "low", gamma: 0, speedup: 1 });
    expect(draftPoint(at, 3e8).clamp).toBe("none");
    const generous = prepare({ ...usual, plane: { A: 0, B: 0, C: 2 } });
    expect(draftPoint(generous, 3e8)).toMatchObject({ alpha: 0.9999, clamp: "high" });
  });

  it.each(outside)("refuses %d by name and range", (bad) => {
    expect(() => prepare({ ...usual, M: bad })).toThrow(/^M is .*; it must lie in 1000000\.\./);
    expect(() => prepare({ ...usual, D: bad })).toThrow(/^D is .*; it must lie in 1000000\.\./);
    expect(() => prepare({ ...usual, Dt: bad })).toThrow(/^Dt is .*; it must lie in 1000000\.\./);
    expect(() => draftPoint(prepare(usual), bad)).toThrow(/^N is .*1000\.\.70000000000\./);
  });

  it("refuses a draft above the target, and a law, plane or cost out of range", () => {
    expect(() => draftPoint(prepare(usual), 71e9)).toThrow(/^N is 71000000000;/);
    expect(() => prepare({ ...usual, law: { ...usual.law, a: 3 } })).toThrow(/^law.a is 3;/);
    expect(() => prepare({ ...usual, plane: { ...sdslPlane, A: 11 } })).toThrow(/^plane.A is 11;/);
    expect(() => prepare({ ...usual, cost: { kind: "ratio", c: -1 } })).toThrow(/^c is -1;/);
  });
});

describe("the best draft", () => {
  it("beats 2,000 sizes for the usual laws, costs and targets", () => {
    for (const law of Object.values(pretrainingLaws))
      for (const M of [1e6, 3e7, 1e9, 70e9, 1e12, 1e14])
        for (const D of [1e6, 180e9, 1e17])
          for (const cost of [
            { kind: "flops" },
            { kind: "ratio", c: 0.05 },
            {
              kind: "roofline",
              hardware: hardwareFor("h100", "bf16"),
              load: { batch: 16, context: 4096, dtype: "bf16" },
            },
          ] as const)
            expectNoBetterOnGrid(prepare({ ...usual, M, D, law, cost }), 2000);
  });

  it("beats 2,000 sizes over the whole domain", () => {
    fc.assert(
      fc.property(settings, (setting) => expectNoBetterOnGrid(prepare(setting), 2000)),
      { numRuns: 700 },
    );
  });

  it("beats 1,000 sizes at any lookahead that is set", () => {
    fc.assert(
      fc.property(settings, fc.integer({ min: 0, max: 64 }), (setting, lookahead) =>
        expectNoBetterOnGrid(prepare(setting), 1000, lookahead),
      ),
      { numRuns: 500 },
    );
  });

  it("is smaller the longer the lookahead that is set", () => {
    const sizes = [1, 2, 4, 8, 16, 32, 64].map((gamma) => optimalDraft(prepare(usual), gamma).N);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it("beats 500 sizes for planes through any measurement", () => {
    fc.assert(
      fc.property(
        settings,
        fc.double({ min: 0, max: 0.9999, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (setting, alpha, share) => {
          const at = prepare(setting);
          const anchor = draftPoint(at, Math.min(at.M, 1e3 * (at.M / 1e3) ** share));
          const { plane } = setting;
          expectNoBetterOnGrid(
            prepare({
              ...setting,
              plane: calibrate(plane, alpha, anchor.draftPerplexity, at.targetPerplexity),
            }),
            500,
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("beats its own neighbours to the last digits, where it is inside", () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const at = prepare(setting);
        const best = optimalDraft(at);
        if (best.kind !== "interior") return;
        for (const factor of [1 - 1e-3, 1 - 1e-5, 1 + 1e-5, 1 + 1e-3]) {
          const N = Math.min(at.M, Math.max(1e3, best.N * factor));
          expect(draftPoint(at, N).speedup).toBeLessThanOrEqual(
            best.speedup * (1 + 1e-12 + rounding(at, best)),
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("moves smoothly with the target: no step of the search shows", () => {
    let before = 0;
    for (let i = 0; i <= 1000; i++) {
      const { N, kind } = optimalDraft(prepare({ ...usual, M: 1e9 * 1e4 ** (i / 1000) }));
      expect(kind).toBe("interior");
      // N* grows a little slower than M; M grows by 0.93% a step.
      if (before > 0) expect(N / before - 1).toBeGreaterThan(0.002);
      if (before > 0) expect(N / before - 1).toBeLessThan(0.0093);
      before = N;
    }
  });
});

describe("the kind of an optimum", () => {
  it("is interior at a smooth peak", () => {
    expect(optimalDraft(prepare(usual)).kind).toBe("interior");
  });

  it("is interior at the kink where acceptance reaches its cap", () => {
    const at = prepare({ ...usual, plane: { A: -0.05, B: 0, C: 1.6 } });
    const best = optimalDraft(at);
    expect(best.kind).toBe("interior");
    expect(best.alpha).toBe(0.9999);
    expect(draftPoint(at, best.N * (1 - 1e-9)).alpha).toBeLessThan(0.9999);
    expect(draftPoint(at, best.N * (1 - 1e-4)).speedup).toBeLessThan(best.speedup);
    expect(draftPoint(at, best.N * (1 + 1e-4)).speedup).toBeLessThan(best.speedup);
    // Solved by hand: x = (1.6 - 0.9999) / 0.05 = 12.002 at D = 180e9.
    const { E, A, B, a, b } = usual.law;
    const N = (A / (Math.log(12.002) - E - B * 180e9 ** -b)) ** (1 / a);
    expect(Math.abs(best.N / N - 1)).toBeLessThan(1e-10);
  });

  it("is interior at a kink that falls between any two sizes of a grid", () => {
    const at = prepare({
      ...usual,
      law: { E: 0, A: 1e9, B: 0, a: 2, b: 0 },
      plane: { A: -10, B: 0, C: 1500 },
    });
    const best = optimalDraft(at);
    expect(best).toMatchObject({ kind: "interior", alpha: 0.9999 });
    expect(draftPoint(at, best.N * (1 - 1e-4)).speedup).toBe(1);
    expect(best.speedup).toBeGreaterThan(5000);
  });

  it("is the higher of two peaks, a smooth one and the kink", () => {
    // From 0 at N = 1e3 the speedup rises to 3.524, falls to 3.17 and rises to 3.481 at the cap.
    const setting: Setting = {
      ...usual,
      M: 3.875e6,
      law: { E: 0, A: 1, B: 1, a: 0.1, b: 0 },
      plane: { A: -1, B: 0, C: 0 },
    };
    const { draftPerplexity, ...rest } = draftPoint(prepare(setting), 1e3);
    expect(rest.alpha).toBe(0);
    const plane = { A: -1, B: 0, C: draftPerplexity };
    const best = optimalDraft(prepare({ ...setting, plane }));
    expect(best.kind).toBe("interior");
    expect(best.alpha).toBeCloseTo(0.874, 2);
    expect(best.speedup).toBeCloseTo(3.524, 2);
    for (const M of [1e6, 2e6, 5e6, 1e7, 1e8])
      for (const C of [draftPerplexity - 0.1, draftPerplexity, draftPerplexity + 0.1])
        expectNoBetterOnGrid(prepare({ ...setting, M, plane: { A: -1, B: 0, C } }), 5000);
  });

  it("is interior at a hump of 1e-6 in a plain where no draft helps", () => {
    const setting: Setting = {
      ...usual,
      M: 1e6,
      D: 8e7,
      Dt: 1e6,
      law: { E: 0, A: 1, B: 1, a: 0.24, b: 0.13 },
    };
    const { targetPerplexity } = prepare(setting);
    const { draftPerplexity } = draftPoint(prepare(setting), 1e3);
    const plane = calibrate(sdslPlane, 0, draftPerplexity, targetPerplexity);
    const at = prepare({ ...setting, plane });
    expect(optimalDraft(at).kind).toBe("interior");
    expect(optimalDraft(at).speedup - 1).toBeLessThan(1e-5);
    expectNoBetterOnGrid(at, 20000);
  });

  it("is lower where a smaller draft might do still better", () => {
    const at = prepare({ ...usual, plane: { A: 0, B: 0, C: 0.6 } });
    expect(optimalDraft(at)).toMatchObject({ kind: "lower", N: 1e3 });
    const worse = prepare({ ...usual, plane: { A: 0.0067, B: 0, C: 0.5 } });
    expect(optimalDraft(worse)).toMatchObject({ kind: "lower", N: 1e3 });
  });

  it("is upper where only acceptance counts: a ratio makes size free", () => {
    const at = prepare({ ...usual, cost: { kind: "ratio", c: 0.05 } });
    expect(optimalDraft(at)).toMatchObject({ kind: "upper", N: 70e9 });
  });

  it("is flat where no draft speeds the target up, and the smallest is returned", () => {
    const useless = prepare({ ...usual, plane: { A: -0.0067, B: 0, C: -1 } });
    const flat = { kind: "flat", N: 1e3, gamma: 0, speedup: 1 };
    expect(optimalDraft(useless)).toMatchObject(flat);
    const dear = prepare({ ...usual, cost: { kind: "ratio", c: 1 } });
    expect(optimalDraft(dear)).toMatchObject(flat);
  });

  it("is flat, from the first size at the cap, where size is free and acceptance at its cap", () => {
    const plane = { A: -0.05, B: 0, C: 1.6 };
    const at = prepare({ ...usual, plane, cost: { kind: "ratio", c: 0.05 } });
    const best = optimalDraft(at);
    const kink = optimalDraft(prepare({ ...usual, plane }));
    expect(best).toMatchObject({ kind: "flat", alpha: 0.9999 });
    expect(Math.abs(best.N / kink.N - 1)).toBeLessThan(1e-10);
    expect(draftPoint(at, 70e9).speedup).toBe(best.speedup);
    expect(draftPoint(at, best.N * 0.999).speedup).toBeLessThan(best.speedup);
  });

  it("is flat where neither cost nor acceptance hangs on the size", () => {
    const at = prepare({
      ...usual,
      plane: { A: 0, B: 0, C: 0.6 },
      cost: { kind: "ratio", c: 0.05 },
    });
    const best = optimalDraft(at);
    expect(best).toMatchObject({ kind: "flat", N: 1e3 });
    expect(best.speedup).toBeGreaterThan(1.9);
  });
});

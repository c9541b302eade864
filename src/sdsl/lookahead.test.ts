import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptances, costModels, logarithmic, targets } from "./arbitraries.ts";
import { type Affine, iterationCost, pairCost } from "./cost.ts";
import {
  bestLookahead,
  closedFormLookahead,
  optimalLookahead,
  searchLookahead,
  speedup,
  wholeLookahead,
} from "./lookahead.ts";
import { expectedTokens } from "./tokens.ts";

const onePass: readonly Affine[] = [{ fixed: 1, perToken: 0 }];
const outside = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1];

/** An acceptance, a draft step's cost and a verification, under any cost model. */
const pairs = fc
  .tuple(acceptances, costModels, targets, logarithmic(1e-9, 1))
  .map(([alpha, model, M, share]) => {
    const { draftStep, verify } = pairCost(model, M);
    return { alpha, c: draftStep(Math.max(1e3, M * share)), verify };
  });

describe("the speedup", () => {
  it("is E[tokens] / (1 + gamma c), worked by hand: 1.75 / 1.2 at alpha 0.5, gamma 2, c 0.1", () => {
    expect(speedup(0.5, 2, 0.1, onePass)).toBeCloseTo(1.75 / 1.2, 15);
  });

  it("rises with acceptance and falls with the draft's cost", () => {
    fc.assert(
      fc.property(
        pairs,
        logarithmic(1e-3, 1e6),
        acceptances,
        logarithmic(1, 1e3),
        (pair, gamma, other, more) => {
          const { alpha, c, verify } = pair;
          const [low, high] = alpha < other ? [alpha, other] : [other, alpha];
          const below = speedup(low, gamma, c, verify);
          expect(speedup(high, gamma, c, verify)).toBeGreaterThanOrEqual(below * (1 - 1e-11));
          expect(speedup(low, gamma, Math.min(1e6, c * more), verify)).toBeLessThanOrEqual(below);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(outside)("refuses %d by name and range", (bad) => {
    expect(() => speedup(bad, 1, 0.1, onePass)).toThrow(/^alpha is /);
    expect(() => speedup(0.5, bad, 0.1, onePass)).toThrow(/^gamma is /);
    expect(() => speedup(0.5, 1, bad, onePass)).toThrow(/^c is /);
    expect(() => speedup(0.5, 1, 0.1, [{ fixed: bad, perToken: 0 }])).toThrow(/^verify.fixed is /);
  });
});

describe("the closed form of the lookahead", () => {
  // mpmath 1.2.1, (1 + W) / ln alpha - 1/c with W from Newton's iteration, 700 digits.
  it.each([
    [0.9999, 1e-300, 6815310.586985201],
    [0.9999, 1e-9, 115124.24918352817],
    [0.6, 1e-9, 38.253197083650434],
    [1e-10, 1e-12, 0.3362215688699628],
    [Number.MIN_VALUE, 1e-300, 0],
    [0.9999, 0.999, 3.473928196703121],
    [0.3, 0.3, 0.4185181563450574],
    [0.8, 0.1, 5.75620464075254],
    [0.6, 0.01, 6.865695025345539],
  ])("alpha = %d, c = %d gives %d", (alpha, c, gamma) => {
    // ln 0.9999 is known to 1e-12 of itself; 1/c - 1 loses three digits at c = 0.999.
    expect(Math.abs(closedFormLookahead(alpha, c) - gamma)).toBeLessThanOrEqual(2e-12 * gamma);
  });

  it("is 0 where a draft step costs a pass or more, or nothing is accepted", () => {
    expect(closedFormLookahead(0.9999, 1)).toBe(0);
    expect(closedFormLookahead(0.9999, 1e6)).toBe(0);
    expect(closedFormLookahead(0, 1e-300)).toBe(0);
  });

  it("rises with acceptance and falls with cost", () => {
    const costs = logarithmic(1e-300, 10);
    fc.assert(
      fc.property(acceptances, acceptances, costs, costs, (one, other, c1, c2) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const [cheap, dear] = c1 < c2 ? [c1, c2] : [c2, c1];
        // Rounding: gamma = -1 - t / ln alpha with t good to 1e-16 or 1e-13 of itself.
        const tolerance = (gamma: number) => 1e-11 * (1 + gamma);
        const gamma = closedFormLookahead(low, dear);
        expect(gamma).toBeGreaterThanOrEqual(0);
        expect(closedFormLookahead(high, dear)).toBeGreaterThanOrEqual(gamma - tolerance(gamma));
        expect(closedFormLookahead(low, cheap)).toBeGreaterThanOrEqual(gamma - tolerance(gamma));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(outside)("refuses %d by name and range", (bad) => {
    expect(() => closedFormLookahead(bad, 0.1)).toThrow(/^alpha is .*0\.\.0\.9999\./);
    expect(() => closedFormLookahead(0.5, bad)).toThrow(/^c is /);
    expect(() => closedFormLookahead(0.5, 0)).toThrow(/^c is 0;/);
  });
});

describe("the best lookahead", () => {
  it("is a maximum: no neighbour near or far is better, under any cost model", () => {
    fc.assert(
      fc.property(pairs, ({ alpha, c, verify }) => {
        const { gamma, speedup: best } = bestLookahead(alpha, c, verify);
        expect(gamma).toBe(optimalLookahead(alpha, c, verify));
        expect(best).toBe(speedup(alpha, gamma, c, verify));
        expect(gamma).toBeGreaterThanOrEqual(0);
        expect(gamma).toBeLessThanOrEqual(1e9);
        for (const distance of [1e-6, 1e-3, 0.1, 1, 10, 1000, gamma * 1e-3, gamma / 2, gamma])
          for (const neighbour of [gamma - distance, gamma + distance])
            if (neighbour >= 0 && neighbour <= 1e9)
              expect(speedup(alpha, neighbour, c, verify)).toBeLessThanOrEqual(best * (1 + 1e-12));
      }),
      { numRuns: 3000 },
    );
  });

  it("never loses to decoding without a draft: S >= 1, and S = 1 without lookahead", () => {
    fc.assert(
      fc.property(pairs, ({ alpha, c, verify }) => {
        expect(speedup(alpha, 0, c, verify)).toBe(1);
        expect(bestLookahead(alpha, c, verify).speedup).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it("rises with acceptance under any cost model", () => {
    fc.assert(
      fc.property(pairs, acceptances, ({ alpha, c, verify }, other) => {
        const [low, high] = alpha < other ? [alpha, other] : [other, alpha];
        const below = bestLookahead(low, c, verify);
        const above = bestLookahead(high, c, verify);
        expect(above.speedup).toBeGreaterThanOrEqual(below.speedup * (1 - 1e-11));
      }),
      { numRuns: 1000 },
    );
  });

  it("rests on the ridge where verification turns from free to dear", () => {
    const free = { fixed: 1, perToken: 0 };
    const dear = { fixed: 0.2, perToken: 0.2 };
    expect(optimalLookahead(0.9, 0.001, [free, dear])).toBeCloseTo(4, 12);
    expect(optimalLookahead(0.9, 0.001, [dear, free])).toBeCloseTo(4, 12);
  });

  it("is the longest that is allowed where drafting costs nothing", () => {
    expect(optimalLookahead(0.5, 0, onePass)).toBe(1e9);
    expect(optimalLookahead(0, 0, onePass)).toBe(0);
  });

  it("holds at M/N = 1e9 for the smallest and the largest acceptance", () => {
    for (const alpha of [Number.MIN_VALUE, 1e-300, 1e-10, 0.6, 0.9999]) {
      const { gamma, speedup: best } = bestLookahead(alpha, 1e-9, onePass);
      expect(gamma).toBeGreaterThanOrEqual(0);
      expect(best).toBeGreaterThanOrEqual(1);
    }
  });

  it.each(outside)("refuses %d by name and range", (bad) => {
    expect(() => bestLookahead(bad, 0.1, onePass)).toThrow(/^alpha is /);
    expect(() => optimalLookahead(0.5, bad, onePass)).toThrow(/^c is /);
    expect(() => optimalLookahead(0.5, 0.1, [])).toThrow(/^the cost of verification is 0;/);
  });
});

describe("the whole lookahead", () => {
  it("is what trying every one finds, wherever the optimum is below 2000", () => {
    let tried = 0;
    fc.assert(
      fc.property(pairs, ({ alpha, c, verify }) => {
        const optimum = optimalLookahead(alpha, c, verify);
        if (optimum >= 2000) return;
        tried++;
        const whole = wholeLookahead(optimum, alpha, c, verify);
        const found = searchLookahead(
          (gamma) => expectedTokens(alpha, gamma),
          (gamma) => iterationCost(verify, c, gamma),
          Math.ceil(optimum) + 60,
        );
        const s = speedup(alpha, whole, c, verify);
        // Two lookaheads can be as good as each other to the last digit; else they are the same.
        if (whole !== found.gamma) expect(found.speedup / s - 1).toBeLessThan(1e-14);
        expect(Math.abs(whole - optimum)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1500 },
    );
    expect(tried).toBeGreaterThan(1000);
  });

  it("stays within 1e9 and takes the shorter of two as good as each other", () => {
    expect(wholeLookahead(1e9, 0.5, 0, onePass)).toBe(1e9);
    expect(wholeLookahead(0, 0, 0.5, onePass)).toBe(0);
  });

  it.each(outside)("refuses %d by name and range", (bad) => {
    expect(() => wholeLookahead(bad, 0.5, 0.1, onePass)).toThrow(/^optimum is /);
    expect(() => wholeLookahead(1, 0.5, bad, onePass)).toThrow(/^c is /);
  });
});

describe("the search over lookaheads", () => {
  it("finds a peak behind a valley, and the shorter of two as good as each other", () => {
    const tokens = [1, 0.5, 3, 3];
    expect(
      searchLookahead(
        (g) => tokens[g] ?? 0,
        () => 1,
        3,
      ),
    ).toEqual({ gamma: 2, speedup: 3 });
  });

  it("refuses a range too long, and tokens or cost that are no numbers", () => {
    expect(() =>
      searchLookahead(
        () => 1,
        () => 1,
        1e7,
      ),
    ).toThrow(/^maxGamma is .*0\.\.1000000\./);
    expect(() =>
      searchLookahead(
        () => 1,
        () => 1,
        Number.NaN,
      ),
    ).toThrow(/^maxGamma is NaN;/);
    expect(() =>
      searchLookahead(
        () => Number.NaN,
        () => 1,
        3,
      ),
    ).toThrow(/^tokens is NaN;/);
    expect(() =>
      searchLookahead(
        () => 1,
        () => 0,
        3,
      ),
    ).toThrow(/^cost is 0;/);
  });
});

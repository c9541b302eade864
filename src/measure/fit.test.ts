import { describe, expect, it } from "vitest";
import { acceptance, sdslPlane } from "../sdsl/acceptance.ts";
import { fitFamily, pool, positionEffect } from "./fit.ts";
import { calibration } from "./fixtures/calibration.ts";
import { predict } from "./predict.ts";
import type { SweepPoint } from "./protocol.ts";
import { sampled } from "./statistics.ts";

const sizes = { target: 2e6, draft: 1e5 };
const point = (draft: string, alpha: number, gamma: number, rates: number[] = []): SweepPoint => ({
  draft,
  params: 1e5,
  gamma,
  prediction: predict(calibration({ alpha }), sizes, gamma),
  alpha,
  speedup: sampled([1.2]),
  interval: null,
  disturbed: 0,
  byPosition: rates.map((rate) => ({ rate, count: 10 })),
  tokensPerIteration: 2,
  lossless: true,
});
const perplexity = (draft: string) =>
  new Map([
    ["a", 4],
    ["b", 8],
    ["c", 20],
  ]).get(draft);

describe("the family's own plane", () => {
  it("is the line through drafts that lie on one, beside the paper's plane", () => {
    const fit = fitFamily(
      [point("a", 0.8, 1), point("b", 0.7, 1), point("c", 0.4, 1)],
      perplexity,
      4,
    );
    expect(fit?.slope).toBeCloseTo(-0.025, 12);
    expect(fit?.intercept).toBeCloseTo(0.9, 12);
    expect(fit?.residual).toBeCloseTo(0, 12);
    expect(fit?.points[2]).toMatchObject({ x: 20, paper: acceptance(sdslPlane, 20, 4) });
  });

  it("has the residuals of least squares", () => {
    // NumPy 2.4.6: np.polyfit([4, 8, 20], [0.8, 0.6, 0.5], 1) and the root mean square of what is left
    const fit = fitFamily(
      [point("a", 0.8, 1), point("b", 0.6, 1), point("c", 0.5, 1)],
      perplexity,
      4,
    );
    expect(fit?.slope).toBeCloseTo(-0.01634615, 8);
    expect(fit?.intercept).toBeCloseTo(0.80769231, 8);
    expect(fit?.residual).toBeCloseTo(0.0566138517072298, 12);
  });

  it("takes each draft once, whatever the number of its points", () => {
    const points = [point("a", 0.8, 1), point("a", 0.8, 4), point("b", 0.7, 2)];
    expect(fitFamily(points, perplexity, 4)?.points).toHaveLength(2);
  });

  it("needs two drafts of known perplexity", () => {
    expect(fitFamily([], perplexity, 4)).toBe(null);
    expect(fitFamily([point("a", 0.8, 1), point("mine", 0.5, 1)], perplexity, 4)).toBe(null);
  });
});

describe("the effect of the position", () => {
  it("is none where every position accepts alike", () => {
    expect(positionEffect([point("a", 0.8, 4, [0.8, 0.8, 0.8, 0.8])])).toBeCloseTo(1, 12);
  });

  it("is more tokens where later positions accept more", () => {
    const effect = positionEffect([point("a", 0.8, 2, [0.8, 0.9])]);
    expect(effect).toBeCloseTo((1 + 0.8 + 0.72) / (1 + 0.8 + 0.64), 12);
  });

  it("pools measurements by their counts", () => {
    const pooled = pool([
      [{ rate: 0.5, count: 10 }],
      [
        { rate: 0.8, count: 30 },
        { rate: 0.4, count: 24 },
      ],
    ]);
    expect(pooled[0].rate).toBeCloseTo(0.725, 12);
    expect(pooled).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { headlineLaw, publishedOptima } from "../published.ts";
import {
  chainDraft,
  closestLine,
  closestTraining,
  lines,
  lineThrough,
  meanDeviation,
  tableDeviations,
} from "./paper.ts";

describe("which constants reproduce the paper's table", () => {
  it("besiroglu's do at 180B tokens, to 1% at most and 0.6% in the mean", () => {
    for (const { deviation } of tableDeviations("besiroglu", 180e9))
      expect(Math.abs(deviation)).toBeLessThan(0.01);
    expect(meanDeviation("besiroglu", 180e9)).toBeCloseTo(0.0063, 4);
  });

  it("hoffmann's do too, at about 100B: the table alone does not tell them apart", () => {
    expect(meanDeviation("hoffmann", 180e9)).toBeCloseTo(0.0398, 4);
    const closest = closestTraining("hoffmann");
    expect(closest.D).toBeGreaterThan(95e9);
    expect(closest.D).toBeLessThan(105e9);
    expect(closest.deviation).toBeLessThan(0.002);
  });

  it.each(["besiroglu", "hoffmann"] as const)("are closest where a scan of D is, for %s", (law) => {
    const closest = closestTraining(law);
    for (let i = 0; i <= 120; i++)
      expect(meanDeviation(law, 10 ** (9 + i / 20))).toBeGreaterThanOrEqual(
        closest.deviation - 1e-6,
      );
  });
});

describe("the line through drafts", () => {
  it("is exact through points that lie on one", () => {
    const points = [1, 2, 5].map((M) => ({ M, N: 3 * M + 7 }));
    const { slope, intercept } = lineThrough(points);
    expect(slope).toBeCloseTo(3, 12);
    expect(intercept).toBeCloseTo(7, 12);
  });

  it("is steeper through the table than the headline law's interval allows", () => {
    // numpy.polyfit([13e9, 30e9, 70e9, 110e9], [117e6, 189e6, 313e6, 410e6], 1)
    const { published, ours } = lines("besiroglu", 180e9);
    expect(published.slope).toBeCloseTo(2.98651705e-3, 9);
    expect(published.intercept).toBeCloseTo(90.751674e6, -2);
    expect(ours.slope).toBeCloseTo(2.9437e-3, 6);
  });

  it("is met in slope and intercept by besiroglu's at 3.8T tokens, by hoffmann's in slope alone", () => {
    const besiroglu = closestLine("besiroglu");
    expect(besiroglu?.D).toBeGreaterThan(3e12);
    expect(besiroglu?.D).toBeLessThan(5e12);
    expect(besiroglu?.slope).toBeCloseTo(headlineLaw.mu.value, 6);
    expect(besiroglu?.intercept).toBeGreaterThan(headlineLaw.M0.low);
    expect(besiroglu?.intercept).toBeLessThan(headlineLaw.M0.high);
    const hoffmann = closestLine("hoffmann");
    expect(hoffmann?.D).toBeLessThan(1e12);
    expect(hoffmann?.intercept).toBeLessThan(headlineLaw.M0.low);
  });

  it("compares drafts of the chain itself", () => {
    const [first] = publishedOptima;
    expect(chainDraft("besiroglu", first?.M ?? 0, 180e9).N).toBeCloseTo(118.05e6, -5);
  });
});

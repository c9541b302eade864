import { describe, expect, it } from "vitest";
import { headlineLaw, publishedOptima } from "../published.ts";
import {
  chainDraft,
  closestLine,
  lines,
  lineThrough,
  meanDeviation,
  mostReproduced,
  mostTargetTokens,
  pooledLine,
  reproduced,
  tableDeviations,
} from "./paper.ts";

describe("which constants reproduce the paper's table", () => {
  it("hoffmann's do with drafts of 100B tokens: all four, to the last digit", () => {
    expect(tableDeviations("hoffmann", 100e9).map(({ ours }) => ours / 1e6)).toEqual([
      expect.closeTo(117.06, 2),
      expect.closeTo(188.93, 2),
      expect.closeTo(313.11, 2),
      expect.closeTo(410.14, 2),
    ]);
    expect(reproduced("hoffmann", 100e9)).toBe(4);
    expect(meanDeviation("hoffmann", 100e9)).toBeLessThan(0.0005);
  });

  it("besiroglu's come within 1.2% at 180B, and nowhere give more than two", () => {
    for (const { deviation } of tableDeviations("besiroglu", 180e9))
      expect(Math.abs(deviation)).toBeLessThan(0.012);
    expect(reproduced("besiroglu", 180e9)).toBe(1);
    expect(mostReproduced("besiroglu").values).toBe(2);
  });

  it("hoffmann's give all four in a narrow range around 100B alone", () => {
    const { values, from, to } = mostReproduced("hoffmann");
    expect(values).toBe(4);
    expect(from).toBeGreaterThan(97e9);
    expect(to).toBeLessThan(103e9);
  });

  it("leaves open what Qwen1.5-110B was trained on, up to 340B tokens", () => {
    const qwen = publishedOptima[3]!;
    expect(mostTargetTokens(qwen)).toBeCloseTo(339e9, -10);
    expect(chainDraft("hoffmann", qwen.M, 100e9, 15e12).N / 1e6).toBeCloseTo(411.7, 1);
  });
});

describe("the line through drafts", () => {
  it("is exact through points that lie on one", () => {
    const points = [1, 2, 5].map((M) => ({ M, N: 3 * M + 7 }));
    const { slope, intercept } = lineThrough(points);
    expect(slope).toBeCloseTo(3, 12);
    expect(intercept).toBeCloseTo(7, 12);
  });

  it("is the same through the table and through hoffmann's drafts, and steeper than the headline law", () => {
    // numpy.polyfit([13e9, 30e9, 70e9, 110e9], [117e6, 189e6, 313e6, 410e6], 1)
    const { published, ours } = lines("hoffmann", 100e9);
    expect(published.slope).toBeCloseTo(2.98651705e-3, 9);
    expect(published.intercept).toBeCloseTo(90.751674e6, -2);
    expect(ours.slope / published.slope - 1).toBeLessThan(1e-3);
    expect(ours.intercept / published.intercept - 1).toBeLessThan(1e-3);
    expect(published.slope).toBeGreaterThan(headlineLaw.mu.high);
  });

  it("has the headline law's slope with larger training sets, for either law", () => {
    const hoffmann = closestLine("hoffmann");
    expect(hoffmann?.D).toBeCloseTo(488e9, -10);
    expect(hoffmann?.slope).toBeCloseTo(headlineLaw.mu.value, 6);
    const besiroglu = closestLine("besiroglu");
    expect(besiroglu?.D).toBeGreaterThan(3e12);
    expect(besiroglu?.D).toBeLessThan(4e12);
    expect(besiroglu?.intercept).toBeGreaterThan(headlineLaw.M0.low);
    expect(besiroglu?.intercept).toBeLessThan(headlineLaw.M0.high);
  });

  it("is near the headline law where it is pooled over training sets from 100B to 15T", () => {
    const { slope, intercept } = pooledLine("hoffmann");
    expect(Math.abs(slope / headlineLaw.mu.value - 1)).toBeLessThan(0.03);
    expect(Math.abs(intercept / headlineLaw.M0.value - 1)).toBeLessThan(0.08);
  });
});

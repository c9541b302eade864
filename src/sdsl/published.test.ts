import { describe, expect, it } from "vitest";
import { sdslPlane } from "./acceptance.ts";
import { optimalDraft, prepare } from "./optimum.ts";
import { pretrainingLaws } from "./pretraining.ts";
import { headlineLaw, paper, publishedOptima } from "./published.ts";
import { lawDraft, lawDraftBand } from "./uncertainty.ts";

const D = 100e9;

function ours(M: number, Dt: number, law: keyof typeof pretrainingLaws, drafts = D): number {
  const cost = { kind: "flops" } as const;
  const setting = { M, D: drafts, Dt, law: pretrainingLaws[law], plane: sdslPlane, cost };
  return optimalDraft(prepare(setting)).N;
}

const millions = (N: number) => `${(N / 1e6).toFixed(2)}M`;

describe("the paper's table of optimal drafts", () => {
  it("is met to its last digit by hoffmann with drafts of 100B tokens, each target on its own", () => {
    const lines = publishedOptima.map(({ target, M, N, Dt }) => {
      const hoffmann = ours(M, Dt, "hoffmann");
      expect(Math.round(hoffmann / 1e6), target).toBe(N / 1e6);
      const besiroglu = ours(M, Dt, "besiroglu", 180e9);
      expect(Math.abs(besiroglu / N - 1), target).toBeLessThan(0.012);
      const cells = [millions(N), millions(hoffmann), millions(besiroglu), millions(lawDraft(M))];
      return [target.padEnd(14), ...cells.map((cell) => cell.padStart(18))].join("");
    });
    const names = ["published", "hoffmann, 100B", "besiroglu, 180B", "headline law"];
    const header = ["target".padEnd(14), ...names.map((name) => name.padStart(18))].join("");
    console.log(
      [`Optimal drafts, by the drafts' tokens (arXiv ${paper.arxiv})`, header, ...lines].join("\n"),
    );
  });
});

describe("the headline law", () => {
  it("gives ratios of 1/106 at 13B and 1/253 at 70B, and tends to 1/369", () => {
    expect(13e9 / lawDraft(13e9)).toBeCloseTo(106.3, 1);
    expect(70e9 / lawDraft(70e9)).toBeCloseTo(252.9, 1);
    expect(1e14 / lawDraft(1e14)).toBeCloseTo(369, 0);
  });

  it("lies inside its intervals, worked by hand at 100B: 358.1M in 352M..364.3M", () => {
    expect(lawDraft(100e9)).toBeCloseTo(358.1e6, 3);
    const { low, high } = lawDraftBand(100e9);
    expect(low).toBeCloseTo(352e6, 3);
    expect(high).toBeCloseTo(364.3e6, 3);
    for (const { value, low: least, high: most } of Object.values(headlineLaw)) {
      expect(value).toBeGreaterThan(least);
      expect(value).toBeLessThan(most);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0, 1e15])("refuses M = %d", (bad) => {
    expect(() => lawDraft(bad)).toThrow(/^M is .*; it must lie in 1000000\.\./);
    expect(() => lawDraftBand(bad)).toThrow(/^M is /);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sdslPlane } from "../acceptance.ts";
import { typicalArchitecture } from "../architecture.ts";
import { draftPoint, prepare } from "../optimum.ts";
import { pretrainingLaws } from "../pretraining.ts";
import { llamas } from "./fixtures.ts";
import { pairTimes } from "./iteration.ts";
import { bestFor } from "./lookahead.ts";
import { optimalTrainedDraft, perMillion, trainingCost, trainingReturn } from "./training.ts";

const plan = { tokens: () => 6e9, TFLOPs: 989, MFU: 0.4, pricePerHour: 2 };
const serving = { baselineSeconds: 14.4e-3, batch: 1, devices: 4, pricePerHour: 2 };

describe("training a draft", () => {
  it("of 300M on 6B tokens takes 7.58 device hours, worked by hand", () => {
    const cost = trainingCost(plan, 300e6);
    expect(cost.flops).toBeCloseTo(1.08e19, -6);
    expect(cost.deviceHours).toBeCloseTo(1.08e19 / 395.6e12 / 3600, 9);
    expect(cost.deviceHours).toBeCloseTo(7.583, 3);
    expect(cost.price).toBeCloseTo(15.17, 2);
  });

  it("costs 78 times as much more with a 70B teacher's forward pass", () => {
    const alone = trainingCost(plan, 300e6).flops;
    const taught = trainingCost({ ...plan, teacher: 70e9 }, 300e6).flops;
    expect(taught - alone).toBe(8.4e20);
    expect((taught - alone) / alone).toBeCloseTo(77.8, 1);
  });

  it("follows a rule for its tokens", () => {
    const cost = trainingCost({ ...plan, tokens: (N) => 20 * N }, 1e9);
    expect(cost.tokens).toBe(20e9);
    expect(cost.flops).toBe(1.2e20);
  });
});

describe("what a draft saves", () => {
  it("is measured against 16 device hours a million tokens", () => {
    expect(perMillion(serving, 1).deviceHours).toBeCloseTo(16, 12);
    expect(perMillion(serving, 2).deviceHours).toBeCloseTo(8, 12);
    expect(perMillion({ ...serving, batch: 8 }, 1).deviceHours).toBeCloseTo(2, 12);
  });

  it("pays training back after so many tokens, and not a token sooner", () => {
    const back = trainingReturn(plan, serving, () => 2, 300e6);
    expect(back.saved.price).toBeCloseTo(16, 12);
    expect(back.breakEvenTokens).toBeCloseTo((15.166835 / 16) * 1e6, 0);
    const unpriced = trainingReturn({ ...plan, pricePerHour: 0 }, serving, () => 2, 300e6);
    expect(unpriced.breakEvenTokens).toBeCloseTo((7.5834175 / 8) * 1e6, 0);
    expect(trainingReturn(plan, serving, () => 0.8, 300e6).breakEvenTokens).toBeUndefined();
  });
});

describe("the best draft to train", () => {
  const at = prepare({
    M: 70.6e9,
    D: 180e9,
    Dt: 15e12,
    law: pretrainingLaws.besiroglu,
    plane: sdslPlane,
    cost: { kind: "flops" },
  });
  const speedupOf = (N: number) =>
    bestFor({ ...llamas, draft: typicalArchitecture(N) }, draftPoint(at, N).alpha).speedup;
  const served = { ...serving, baselineSeconds: pairTimes(llamas).baseline };
  const range = { from: 1e7, to: 10e9 };
  const chinchilla = { ...plan, tokens: (N: number) => 20 * N };

  it("leaves more than any other size", () => {
    for (const tokens of [1e8, 1e10, 1e12]) {
      const best = optimalTrainedDraft(chinchilla, served, speedupOf, tokens, range);
      for (let i = 0; i <= 200; i++) {
        const N = range.from * (range.to / range.from) ** (i / 200);
        const { cost, saved } = trainingReturn(chinchilla, served, speedupOf, N);
        const net = (tokens / 1e6) * saved.price - cost.price;
        expect(net).toBeLessThanOrEqual(best.net + Math.abs(best.net) * 1e-3);
      }
    }
  });

  it("grows with the tokens served, and pays for none of few", () => {
    const few = optimalTrainedDraft(chinchilla, served, speedupOf, 0, range);
    expect(few.pays).toBe(false);
    expect(few.N).toBeCloseTo(1e7, 0);
    const some = optimalTrainedDraft(chinchilla, served, speedupOf, 1e7, range);
    const many = optimalTrainedDraft(chinchilla, served, speedupOf, 1e13, range);
    expect(many.pays).toBe(true);
    expect(many.N).toBeGreaterThan(some.N);
  });

  it("refuses what makes no sense, by name", () => {
    fc.assert(
      fc.property(fc.constantFrom(Number.NaN, -1, Number.POSITIVE_INFINITY), (bad) => {
        expect(() => trainingCost(plan, bad)).toThrow(/^N is /);
        expect(() => trainingCost({ ...plan, MFU: bad }, 1e9)).toThrow(/^MFU is /);
        expect(() => perMillion({ ...serving, batch: bad }, 1)).toThrow(/^batch is /);
        expect(() => optimalTrainedDraft(plan, serving, () => 1, bad, range)).toThrow(
          /^servedTokens is /,
        );
      }),
    );
  });
});

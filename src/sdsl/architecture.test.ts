import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logarithmic } from "./arbitraries.ts";
import { expertShare, requireArchitecture, typicalArchitecture } from "./architecture.ts";
import { passTime, passWork, typicalWork } from "./roofline.ts";

const experts = { count: 128, active: 8, parameters: 28e9 };
/** Qwen3-30B-A3B, rounded: 48 layers of 2,048, 4 KV heads of 128. */
const mixture = {
  parameters: 30.5e9,
  active: 3.3e9,
  layers: 48,
  hidden: 2048,
  heads: 32,
  kvHeads: 4,
  headDim: 128,
  vocab: 151936,
  experts,
};

describe("the share of experts reached", () => {
  it("is 1/16 for one token and 27.6% for five, with 8 of 128", () => {
    expect(expertShare(experts, 0)).toBe(0);
    expect(expertShare(experts, 1)).toBeCloseTo(1 / 16, 15);
    expect(expertShare(experts, 5)).toBeCloseTo(1 - (15 / 16) ** 5, 15);
    expect(expertShare({ ...experts, active: 128 }, 1)).toBe(1);
  });

  it("rises with tokens from none to all, and never above what they could reach apart", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 512 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        logarithmic(1, 1e6),
        logarithmic(1, 10),
        (count, part, tokens, factor) => {
          const mixed = { count, active: count * part, parameters: 1e9 };
          const share = expertShare(mixed, tokens);
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(share).toBeLessThanOrEqual(tokens * part * (1 + 1e-12));
          expect(expertShare(mixed, tokens * factor)).toBeGreaterThanOrEqual(share * (1 - 1e-14));
        },
      ),
    );
  });
});

describe("the work of a mixture of experts", () => {
  const load = { batch: 1, context: 0, dtype: "bf16" } as const;

  it("reads the experts that tokens reach and computes the active parameters alone", () => {
    const work = passWork(mixture, load);
    expect(work.bytesFixed).toBeCloseTo(2 * 2.5e9, 0);
    expect(work.flopsPerToken).toBe(2 * 3.3e9);
    const slow = { GBps: 1000, TFLOPs: 1e6, us: 0 };
    // 5 GB beside experts; 56 GB of them, 1/16 and 27.6% of which are read. No cache.
    expect(passTime(work, slow, 1).memory).toBeCloseTo((5 + 56 / 16) / 1000, 6);
    expect(passTime(work, slow, 5).memory).toBeCloseTo((5 + 56 * (1 - (15 / 16) ** 5)) / 1000, 6);
  });

  it("is the dense model's where every token reaches every expert", () => {
    const dense = {
      ...typicalArchitecture(7e9),
      experts: { count: 8, active: 8, parameters: 5e9 },
    };
    const hardware = { GBps: 2000, TFLOPs: 300, us: 20 };
    for (const k of [1, 5, 300])
      expect(passTime(passWork(dense, load), hardware, k).seconds).toBeCloseTo(
        passTime(typicalWork(7e9, load), hardware, k).seconds,
        15,
      );
  });

  it("refuses more active than there are, by name", () => {
    expect(() => requireArchitecture({ ...mixture, active: 31e9 })).toThrow(/^active is /);
    expect(() => requireArchitecture({ ...mixture, experts: { ...experts, active: 129 } })).toThrow(
      /^experts.active is 129; .*128\./,
    );
    expect(() => requireArchitecture({ ...mixture, layers: 0 })).toThrow(/^layers is 0/);
  });
});

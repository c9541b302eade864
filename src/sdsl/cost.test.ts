import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costModels, devices, loads, logarithmic, targets } from "./arbitraries.ts";
import { type CostModel, iterationCost, pairCost, verifyCost } from "./cost.ts";
import { passSeconds, typicalWork } from "./roofline.ts";

const flops: CostModel = { kind: "flops" };
const onePass = [{ fixed: 1, perToken: 0 }];
const outside = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1];

describe("the cost of an iteration", () => {
  it("is one pass and N/M a draft step in SDSL's model", () => {
    const { draftStep, verify } = pairCost(flops, 70e9);
    expect(draftStep(350e6)).toBe(0.005);
    expect(verifyCost(verify, 1e9)).toBe(1);
    expect(iterationCost(verify, 0.005, 10)).toBeCloseTo(1.05, 15);
  });

  it("is the given ratio a draft step, whatever the draft's size", () => {
    const { draftStep, verify } = pairCost({ kind: "ratio", c: 0.03 }, 70e9);
    expect([draftStep(1e3), draftStep(70e9)]).toEqual([0.03, 0.03]);
    expect(verifyCost(verify, 100)).toBe(1);
  });

  it("verifies one token for exactly one pass under every model", () => {
    fc.assert(
      fc.property(costModels, targets, (model, M) => {
        expect(verifyCost(pairCost(model, M).verify, 0)).toBe(1);
      }),
      { numRuns: 1000 },
    );
  });

  it("has a draft step that never falls with N and never outgrows it", () => {
    fc.assert(
      fc.property(
        costModels,
        targets,
        logarithmic(1e3, 1e14),
        logarithmic(1, 1e3),
        (model, M, N, r) => {
          const { draftStep } = pairCost(model, M);
          const larger = Math.min(1e14, N * r);
          const c = draftStep(N);
          expect(c).toBeGreaterThanOrEqual(0);
          expect(draftStep(larger)).toBeGreaterThanOrEqual(c * (1 - 1e-14));
          expect(draftStep(larger)).toBeLessThanOrEqual(c * (larger / N) * (1 + 1e-14));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("costs one pass a draft step where the draft is as large as the target", () => {
    fc.assert(
      fc.property(targets, devices, loads, (M, hardware, load) => {
        expect(pairCost({ kind: "roofline", hardware, load }, M).draftStep(M)).toBe(1);
      }),
    );
  });
});

describe("the roofline's lines", () => {
  it("are the ratio of pass times, whole", () => {
    fc.assert(
      fc.property(targets, devices, loads, logarithmic(1e-3, 1e6), (M, hardware, load, gamma) => {
        const { verify } = pairCost({ kind: "roofline", hardware, load }, M);
        const work = typicalWork(M, load);
        const ratio = passSeconds(work, hardware, gamma + 1) / passSeconds(work, hardware, 1);
        expect(Math.abs(verifyCost(verify, gamma) / ratio - 1)).toBeLessThan(1e-13);
      }),
      { numRuns: 500 },
    );
  });

  it("are SDSL's model where arithmetic is free, launch too, and nothing is cached", () => {
    fc.assert(
      fc.property(targets, logarithmic(1e-3, 1), (M, share) => {
        const hardware = { GBps: 1, TFLOPs: 1e9, us: 0 };
        const load = { batch: 1, context: 0, dtype: "bf16" } as const;
        const { draftStep, verify } = pairCost({ kind: "roofline", hardware, load }, M);
        const N = M * share;
        // What is left is the one token of cache written: 2.6 / cbrt(parameters) of a pass.
        const cache = 3 / Math.cbrt(N);
        expect(Math.abs(draftStep(N) / share - 1)).toBeLessThan(cache);
        expect(Math.abs(verifyCost(verify, 9) - 1)).toBeLessThan(9 * cache);
      }),
    );
  });

  it("are the ratio of bytes where memory binds, context and batch included", () => {
    const load = { batch: 4, context: 8192, dtype: "fp8" } as const;
    const hardware = { GBps: 100, TFLOPs: 1e9, us: 0 };
    const bytes = (N: number, k: number) => {
      const work = typicalWork(N, load);
      return work.bytesFixed + k * work.bytesPerToken;
    };
    const { draftStep, verify } = pairCost({ kind: "roofline", hardware, load }, 70e9);
    expect(draftStep(1e9)).toBeCloseTo(bytes(1e9, 1) / bytes(70e9, 1), 14);
    expect(verifyCost(verify, 7)).toBeCloseTo(bytes(70e9, 8) / bytes(70e9, 1), 14);
  });

  it("charge k passes for k tokens where arithmetic binds", () => {
    fc.assert(
      fc.property(targets, loads, fc.integer({ min: 1, max: 1000 }), (M, load, k) => {
        const hardware = { GBps: 1e9, TFLOPs: 1e-6, us: 0 };
        const { verify } = pairCost({ kind: "roofline", hardware, load }, M);
        expect(Math.abs(verifyCost(verify, k - 1) / k - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  it("let a draft step of a launch-bound device cost a pass, whatever its size", () => {
    const load = { batch: 1, context: 0, dtype: "bf16" } as const;
    const hardware = { GBps: 1e9, TFLOPs: 1e9, us: 1e6 };
    const { draftStep } = pairCost({ kind: "roofline", hardware, load }, 1e9);
    expect(draftStep(1e3)).toBeCloseTo(1, 8);
  });
});

describe("what the cost refuses", () => {
  it.each(outside)("%d, by name and range", (bad) => {
    expect(() => pairCost(flops, bad)).toThrow(/^M is .*; it must lie in 1\.\.100000000000000\./);
    expect(() => pairCost({ kind: "ratio", c: bad }, 1e9)).toThrow(/^c is .*0\.\.1000000\./);
    for (const model of [flops, { kind: "ratio", c: 1 } as const])
      expect(() => pairCost(model, 1e9).draftStep(bad)).toThrow(/^N is /);
    expect(() => verifyCost(onePass, bad)).toThrow(/^gamma is .*0\.\.1000000000\./);
    expect(() => iterationCost(onePass, bad, 1)).toThrow(/^c is /);
    expect(() => iterationCost(onePass, 0.1, bad)).toThrow(/^gamma is /);
    expect(() => verifyCost([{ fixed: bad, perToken: 0 }], 1)).toThrow(/^verify.fixed is /);
    expect(() => verifyCost([{ fixed: 1, perToken: bad }], 1)).toThrow(/^verify.perToken is /);
  });

  it("an unknown kind, hardware or load out of range, and verification for nothing", () => {
    const hardware = { GBps: 100, TFLOPs: 1, us: 0 };
    const load = { batch: 1, context: 0, dtype: "bf16" } as const;
    const kind = "roofline";
    expect(() => pairCost({ kind: "magic" as "flops" }, 1e9)).toThrow(/^cost.kind is magic;/);
    expect(() => pairCost({ kind, hardware: { ...hardware, us: -1 }, load }, 1e9)).toThrow(
      /^hardware.us is -1;/,
    );
    expect(() => pairCost({ kind, hardware, load: { ...load, batch: 0 } }, 1e9)).toThrow(
      /^batch is 0;/,
    );
    expect(() => pairCost({ kind, hardware, load }, 1e9).draftStep(Number.NaN)).toThrow(
      /^N is NaN/,
    );
    expect(() => verifyCost([], 1)).toThrow(/^the cost of verification is 0;/);
  });
});

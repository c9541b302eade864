import { describe, expect, it } from "vitest";
import { llamas } from "./fixtures.ts";
import { machineFor } from "./machine.ts";
import { memoryFit } from "./memory.ts";

const two = {
  ...llamas,
  machine: machineFor("a100", { tensorParallel: 2 }),
  load: { batch: 1, context: 8192, dtype: "bf16" },
} as const;

describe("memory", () => {
  it("takes 146.6 of 160 GB for 70B and 1B on two A100s, worked by hand", () => {
    const fit = memoryFit(two);
    expect(fit.targetWeights).toBe(141.2e9);
    expect(fit.draftWeights).toBe(2.48e9);
    expect(fit.cache).toBe(8192 * (327680 + 32768));
    expect(fit.needed).toBeCloseTo(146.63e9, -7);
    expect(fit.available).toBe(160e9);
    // 144 GB may be used: 0.32 are left beside the weights, and a cache takes 2.95
    expect(fit.fits).toBe(false);
    expect(fit.largestBatch).toBe(0);
    const h200 = memoryFit({ ...two, machine: machineFor("h200", { tensorParallel: 2 }) });
    // 0.9 · 282 − 143.68 = 110.12 GB hold 37 caches
    expect([h200.fits, h200.largestBatch]).toEqual([true, 37]);
  });

  it("says what does not fit", () => {
    const one = memoryFit({ ...two, machine: machineFor("a100") });
    expect(one.fits).toBe(false);
    expect(one.largestBatch).toBe(0);
    const h200 = { ...two, machine: machineFor("h200", { tensorParallel: 2 }) };
    expect(memoryFit({ ...h200, load: { ...two.load, batch: 38 } }).fits).toBe(false);
    const eightBit = { ...two.load, batch: 38, kvDtype: "fp8" } as const;
    expect(memoryFit({ ...h200, load: eightBit }).fits).toBe(true);
  });

  it("is not bounded where nobody said how much there is, or nothing is cached", () => {
    const unknown = memoryFit({ ...two, machine: machineFor({ GBps: 1, TFLOPs: 1, us: 0 }) });
    expect([unknown.available, unknown.fits, unknown.largestBatch]).toEqual([
      undefined,
      true,
      4096,
    ]);
    expect(memoryFit({ ...two, load: { ...two.load, context: 0 } }).largestBatch).toBe(4096);
  });
});

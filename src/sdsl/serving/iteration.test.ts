import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { devices, loads, logarithmic } from "../arbitraries.ts";
import { typicalArchitecture } from "../architecture.ts";
import { pairCost, verifyCost } from "../cost.ts";
import { fourH100, llama1B, llama70B, llamas, mixture } from "./fixtures.ts";
import { type Pairing, pairTimes, passOf, passSecondsOn } from "./iteration.ts";
import { machineFor } from "./machine.ts";
import { verificationCurve } from "./verification-curve.ts";

describe("a pass on a machine", () => {
  it("takes 14.51 ms for LLaMA-3 70B on four H100s, worked by hand", () => {
    // 141.2 GB + 1025 · 327,680 B over 10,720 GB/s; 20 µs; 160 all-reduces of 8.055 µs.
    const pass = passOf(llama70B, fourH100, llamas.load)(1);
    expect(pass.memory).toBeCloseTo((141.2e9 + 1025 * 327680) / 10720e9, 12);
    expect(pass.memory).toBeCloseTo(13.203e-3, 6);
    expect(pass.communication).toBeCloseTo(1.28874e-3, 8);
    expect(pass.seconds).toBeCloseTo(14.51e-3, 5);
    expect(pass.bound).toBe("memory");
  });

  it("is bound by arithmetic at a large batch, and by all-reduces for a small draft", () => {
    expect(passOf(llama70B, fourH100, { ...llamas.load, batch: 1024, context: 0 })(1).bound).toBe(
      "arithmetic",
    );
    const small = { ...llama1B, parameters: 1e8, active: 1e8 };
    expect(passOf(small, fourH100, { ...llamas.load, context: 0 })(1).bound).toBe("communication");
    expect(passOf(small, machineFor("h100", { us: 500 }), llamas.load)(1).bound).toBe("launch");
  });

  it("reads more experts the more tokens there are: verification is not free", () => {
    const one = machineFor("h100");
    const load = { batch: 1, context: 0, dtype: "bf16" } as const;
    const ratio = (k: number) =>
      passSecondsOn(mixture, one, load, k) / passSecondsOn(mixture, one, load, 1);
    expect(ratio(5)).toBeGreaterThan(2.5);
    expect(
      passSecondsOn(llama70B, one, load, 5) / passSecondsOn(llama70B, one, load, 1),
    ).toBeLessThan(1.001);
  });
});

/** Two sizes of the typical shape. */
const typical = (M: number, N: number): Pick<Pairing, "target" | "draft"> => ({
  target: typicalArchitecture(M),
  draft: typicalArchitecture(N),
});

describe("the limits of the roofline", () => {
  const alone = { batch: 1, context: 0, dtype: "bf16" } as const;
  const sizes = fc.tuple(logarithmic(1e6, 1e13), logarithmic(1e-4, 1));

  it("are SDSL's model where arithmetic and launch are free: c = N/M, a verification is a pass", () => {
    const machine = machineFor({ GBps: 1, TFLOPs: 1e9, us: 0 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 64 }), ([M, share], gamma) => {
        const pairing = { ...typical(M, M * share), machine, load: alone, overheadSeconds: 0 };
        const { baseline, draftStep, verification } = pairTimes(pairing);
        // The cache of the token itself is all that is left.
        expect(draftStep / baseline / share).toBeCloseTo(1, 2);
        expect(verification(gamma + 1).seconds / baseline).toBeCloseTo(1, 1);
        if (M > 1e9) expect(verification(gamma + 1).seconds / baseline).toBeCloseTo(1, 2);
      }),
    );
  });

  it("are FLOPs for time where memory and launch are free: c = N/M, each token verified is a pass", () => {
    const machine = machineFor({ GBps: 1e9, TFLOPs: 1, us: 0 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 64 }), ([M, share], gamma) => {
        const pairing = { ...typical(M, M * share), machine, load: alone, overheadSeconds: 0 };
        const { baseline, draftStep, verification } = pairTimes(pairing);
        expect(draftStep / baseline / share).toBeCloseTo(1, 9);
        expect(verification(gamma + 1).seconds / baseline).toBeCloseTo(gamma + 1, 9);
      }),
    );
  });

  it("are the ratio of bytes where arithmetic is free, cache included", () => {
    const machine = machineFor({ GBps: 2000, TFLOPs: 1e9, us: 0 });
    const load = { batch: 4, context: 8192, dtype: "bf16" } as const;
    const { baseline, draftStep } = pairTimes({ ...llamas, machine, load });
    const bytes = (weights: number, kv: number) => weights + 4 * 8193 * kv;
    expect(draftStep / baseline).toBeCloseTo(bytes(2.48e9, 32768) / bytes(141.2e9, 327680), 12);
  });

  it("are launches alone for models too small to matter", () => {
    const machine = machineFor({ GBps: 1e9, TFLOPs: 1e9, us: 100 });
    const pairing = { ...typical(1e6, 1e3), machine, load: alone, overheadSeconds: 0 };
    const { baseline, draftStep } = pairTimes(pairing);
    expect(draftStep / baseline).toBeCloseTo(1, 6);
  });

  it("agree with the closed form's cost model for the typical shape", () => {
    fc.assert(
      fc.property(
        sizes,
        devices,
        loads,
        fc.integer({ min: 0, max: 64 }),
        ([M, s], hardware, load, gamma) => {
          const N = Math.max(1, M * s);
          const closed = pairCost({ kind: "roofline", hardware, load }, M);
          const machine = machineFor(hardware);
          const times = pairTimes({ ...typical(M, N), machine, load, overheadSeconds: 0 });
          expect(times.draftStep / times.baseline / closed.draftStep(N)).toBeCloseTo(1, 12);
          const verified = times.verification(gamma + 1).seconds / times.baseline;
          expect(verified / verifyCost(closed.verify, gamma)).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});

describe("an iteration", () => {
  it("is γ draft steps, a verification and the overhead; none of them at γ = 0", () => {
    const times = pairTimes({ ...llamas, overheadSeconds: 2e-3 });
    const four = times.iteration(4);
    expect(four.draft).toBe(4 * times.draftStep);
    expect(four.verification).toBe(times.verification(5).seconds);
    expect(four.seconds).toBeCloseTo(four.draft + four.verification + 2e-3, 15);
    expect(times.iteration(0).seconds).toBe(times.baseline);
  });

  it("takes a measured curve and a measured draft step in place of its own", () => {
    const verification = verificationCurve([
      { k: 1, seconds: 0.03 },
      { k: 4, seconds: 0.04 },
    ]);
    const times = pairTimes({ ...llamas, measured: { verification, draftSeconds: 0.002 } });
    expect(times.baseline).toBe(0.03);
    expect(times.draftStep).toBe(0.002);
    expect(times.iteration(3).seconds).toBeCloseTo(0.046, 15);
    expect(times.iteration(3).extrapolated).toBe(false);
    expect(times.iteration(4).extrapolated).toBe(true);
  });

  it("runs the draft on fewer devices and in other bytes where told to", () => {
    const together = pairTimes(llamas).draftStep;
    const alone = pairTimes({ ...llamas, draftParallel: 1 }).draftStep;
    const packed = pairTimes({ ...llamas, draftParallel: 1, draftDtype: "int4" }).draftStep;
    // 2.48 GB over 2,680 GB/s and no all-reduces, against a quarter and 32 of them.
    expect(alone).toBeCloseTo((2.48e9 + 1025 * 32768) / 2680e9 + 20e-6, 9);
    expect(together).toBeLessThan(alone);
    expect(packed).toBeLessThan(alone / 3);
  });

  it("refuses an overhead or a draft step that is no time", () => {
    expect(() => pairTimes({ ...llamas, overheadSeconds: -1 })).toThrow(/^overheadSeconds is -1/);
    expect(() => pairTimes({ ...llamas, measured: { draftSeconds: Number.NaN } })).toThrow(
      /^draftSeconds is NaN/,
    );
  });
});

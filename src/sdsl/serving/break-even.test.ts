import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakEvenBatch } from "./break-even.ts";
import { llama1B, llamas, mixture } from "./fixtures.ts";
import { bestFor } from "./lookahead.ts";
import { machineFor } from "./machine.ts";
import { verificationCurve } from "./verification-curve.ts";

describe("the break-even batch", () => {
  it("is the edge that trying every batch finds", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.9, noNaN: true }),
        fc.constantFrom(0, 512, 4096, 32768),
        fc.constantFrom(0, 5e-3, 2e-2),
        (alpha, context, overheadSeconds) => {
          const pairing = { ...llamas, overheadSeconds, load: { ...llamas.load, context } };
          const { pays, largest, unbounded } = breakEvenBatch(pairing, alpha, { most: 600 });
          const within = (b: number) => pays.some(({ first, last }) => first <= b && b <= last);
          for (let batch = 1; batch <= 600; batch += batch < 100 ? 1 : 7) {
            const speedup = bestFor(
              { ...pairing, load: { ...pairing.load, batch } },
              alpha,
            ).speedup;
            expect([batch, within(batch)]).toEqual([batch, speedup > 1]);
          }
          expect(largest).toBe(pays.at(-1)?.last ?? 0);
          expect(unbounded).toBe(within(600));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("comes sooner in short contexts, whose passes are bound by arithmetic sooner", () => {
    const at = (context: number) =>
      breakEvenBatch({ ...llamas, load: { ...llamas.load, context } }, 0.6).largest;
    expect(at(128)).toBeGreaterThan(16);
    expect(at(4096)).toBeGreaterThan(at(128));
  });

  it("is 0 where it never pays and unbounded where it always does", () => {
    expect(breakEvenBatch(llamas, 0)).toEqual({ pays: [], largest: 0, unbounded: false });
    const free = { ...llamas, machine: machineFor({ GBps: 1000, TFLOPs: 1e9, us: 0 }) };
    expect(breakEvenBatch(free, 0.9)).toEqual({
      pays: [{ first: 1, last: 4096 }],
      largest: 4096,
      unbounded: true,
    });
  });

  it("has more than one range for a mixture of experts: the gain goes and comes back", () => {
    const pairing = {
      ...llamas,
      target: mixture,
      draft: { ...llama1B, parameters: 6e8, active: 6e8 },
      machine: machineFor("h100"),
      load: { batch: 1, context: 64, dtype: "bf16" },
    } as const;
    const { pays } = breakEvenBatch(pairing, 0.6);
    // At batch 1 each token verified reads its own experts; at a large batch all are read anyway.
    expect(pays.length).toBeGreaterThan(0);
    expect(pays[0]?.first).toBeGreaterThan(1);
  });

  it("leaves a measured curve out, which belongs to one batch", () => {
    const verification = verificationCurve([{ k: 1, seconds: 1 }]);
    expect(breakEvenBatch({ ...llamas, measured: { verification } }, 0.6)).toEqual(
      breakEvenBatch(llamas, 0.6),
    );
  });
});

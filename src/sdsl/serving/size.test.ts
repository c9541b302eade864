import { describe, expect, it } from "vitest";
import { sdslPlane } from "../acceptance.ts";
import { typicalArchitecture } from "../architecture.ts";
import { draftPoint, optimalDraft, prepare } from "../optimum.ts";
import { pretrainingLaws } from "../pretraining.ts";
import { llamas } from "./fixtures.ts";
import { bestFor } from "./lookahead.ts";
import { machineFor } from "./machine.ts";
import { bestSize } from "./size.ts";

const at = prepare({
  M: 70e9,
  D: 180e9,
  Dt: 180e9,
  law: pretrainingLaws.besiroglu,
  plane: sdslPlane,
  cost: { kind: "flops" },
});
const acceptanceOf = (N: number) => draftPoint(at, N).alpha;
const range = { from: 1e7, to: 70e9 };
/** Arithmetic, launches and cache are free: SDSL's model. */
const free = {
  target: typicalArchitecture(70e9),
  machine: machineFor({ GBps: 1000, TFLOPs: 1e9, us: 0 }),
  load: { batch: 1, context: 0, dtype: "bf16" },
  overheadSeconds: 0,
} as const;

describe("the best draft size under any cost", () => {
  it("is SDSL's where memory traffic is all that costs: 311M for 70B", () => {
    const best = bestSize(free, acceptanceOf, range);
    const closed = optimalDraft(at);
    expect(best.kind).toBe("interior");
    expect(best.N / closed.N).toBeGreaterThan(0.9);
    expect(best.N / closed.N).toBeLessThan(1.1);
    expect(best.point.speedup / closed.speedup).toBeCloseTo(1, 2);
  });

  it("is as fast as the best of 500 sizes, on a machine with launches and overhead", () => {
    const pairing = { ...llamas, target: free.target, overheadSeconds: 2e-3 };
    const best = bestSize(pairing, acceptanceOf, range);
    let most = 0;
    for (let i = 0; i <= 500; i++) {
      const N = range.from * (range.to / range.from) ** (i / 500);
      const draft = typicalArchitecture(N);
      most = Math.max(most, bestFor({ ...pairing, draft }, acceptanceOf(N)).speedup);
    }
    expect(best.point.speedup / most).toBeGreaterThan(0.9999);
  });

  it("grows where each pass costs a fixed time, which a small draft pays too", () => {
    const slow = { ...free, machine: machineFor({ GBps: 1000, TFLOPs: 1e9, us: 5000 }) };
    const lean = bestSize(free, acceptanceOf, range).N;
    expect(bestSize(slow, acceptanceOf, range).N).toBeGreaterThan(lean);
  });

  it("is none where nothing pays, and an end of the range where the peak lies beyond", () => {
    expect(bestSize(free, () => 0, range).kind).toBe("none");
    expect(bestSize(free, acceptanceOf, { from: 1e9, to: 70e9 }).kind).toBe("lower");
    expect(bestSize(free, acceptanceOf, { from: 1e7, to: 1e8 }).kind).toBe("upper");
  });
});

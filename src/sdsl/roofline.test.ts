import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { devices, loads, logarithmic, sizes } from "./arbitraries.ts";
import { typicalArchitecture } from "./architecture.ts";
import { hardwareFor } from "./hardware.ts";
import { type Load, passSeconds, ridgeTokens, typicalWork } from "./roofline.ts";

const alone: Load = { batch: 1, context: 0, dtype: "bf16" };
const device = { GBps: 2000, TFLOPs: 300, us: 20 };
const outside = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1];

describe("the typical shape", () => {
  it("is near LLaMA-2's: 7B has 32 layers of 4,096, 70B has 80 of 8,192", () => {
    // The worked cases of the docstring; mpmath 1.2.1.
    expect(typicalArchitecture(7e9).layers).toBeCloseTo(38.78277952417603, 12);
    expect(typicalArchitecture(7e9).hidden).toBeCloseTo(3878.2779524176035, 10);
    expect(typicalArchitecture(70e9).layers).toBeCloseTo(83.55496558274307, 12);
    expect(typicalArchitecture(70e9).hidden).toBeCloseTo(8355.496558274308, 10);
  });

  it("holds its parameters in 12 · layers · hidden²", () => {
    fc.assert(
      fc.property(sizes, (N) => {
        const { layers, hidden } = typicalArchitecture(N);
        expect(Math.abs((12 * layers * hidden ** 2) / N - 1)).toBeLessThan(1e-14);
      }),
    );
  });
});

describe("the work of a pass", () => {
  it("is 14 GB and 14 GFLOP a token for 7B in bf16, alone and without context", () => {
    const work = typicalWork(7e9, alone);
    expect(work.bytesFixed).toBe(14e9);
    expect(work.flopsPerToken).toBe(14e9);
    // One token's keys and values: 2 · 150,410 / 8 numbers of 2 bytes.
    expect(work.bytesPerToken).toBeCloseTo(75205.19938104239, 8);
  });

  it("adds 308 MB of cache and 2.46 GFLOP a token at a context of 4096", () => {
    const work = typicalWork(7e9, { ...alone, context: 4096 });
    expect(work.bytesFixed - 14e9).toBeCloseTo(308040496.6647496, 4);
    expect(work.flopsPerToken - 14e9).toBeCloseTo(2464323973.317997, 4);
  });

  it("reads the weights once for the whole batch, and all else once a sequence", () => {
    const one = typicalWork(7e9, { ...alone, context: 1000 });
    const eight = typicalWork(7e9, { ...alone, context: 1000, batch: 8 });
    expect(eight.bytesFixed - 14e9).toBeCloseTo(8 * (one.bytesFixed - 14e9), 4);
    expect(eight.bytesPerToken).toBeCloseTo(8 * one.bytesPerToken, 4);
    expect(eight.flopsPerToken).toBeCloseTo(8 * one.flopsPerToken, 2);
  });

  it("weighs 4, 2, 1 and half a byte a parameter", () => {
    const bytes = (["fp32", "bf16", "fp8", "int4"] as const).map(
      (dtype) => typicalWork(1e9, { ...alone, dtype }).bytesFixed,
    );
    expect(bytes).toEqual([4e9, 2e9, 1e9, 0.5e9]);
  });

  it.each(outside)("refuses %d by name and range", (bad) => {
    expect(() => typicalArchitecture(bad)).toThrow(/^parameters is /);
    expect(() => typicalWork(bad, alone)).toThrow(/^parameters is /);
    expect(() => typicalWork(1e9, { ...alone, batch: bad })).toThrow(/^batch is .*1\.\.4096\./);
    expect(() => typicalWork(1e9, { ...alone, context: bad })).toThrow(
      /^context is .*0\.\.10000000\./,
    );
    expect(() => typicalWork(1e9, { ...alone, dtype: "int3" as "int4" })).toThrow(
      /^dtype is int3;/,
    );
  });
});

describe("the time of a pass", () => {
  it("is 7.02 ms for one token, 14.02 ms for 300, worked by hand", () => {
    const work = typicalWork(7e9, alone);
    expect(passSeconds(work, device, 1)).toBeCloseTo(7.0200376e-3, 10);
    expect(passSeconds(work, device, 300)).toBeCloseTo(14.02e-3, 12);
  });

  it("never falls with tokens, size, batch or context", () => {
    fc.assert(
      fc.property(
        sizes,
        loads,
        devices,
        logarithmic(1, 1e6),
        logarithmic(1, 100),
        (N, load, hardware, k, factor) => {
          const base = passSeconds(typicalWork(N, load), hardware, k);
          expect(base).toBeGreaterThan(0);
          expect(base).toBeLessThan(Number.POSITIVE_INFINITY);
          const atLeast = base * (1 - 1e-14);
          const batch = Math.min(4096, load.batch * factor);
          const context = Math.min(1e7, load.context * factor);
          for (const more of [
            passSeconds(typicalWork(N, load), hardware, k * factor),
            passSeconds(typicalWork(Math.min(1e15, N * factor), load), hardware, k),
            passSeconds(typicalWork(N, { ...load, batch }), hardware, k),
            passSeconds(typicalWork(N, { ...load, context }), hardware, k),
          ])
            expect(more).toBeGreaterThanOrEqual(atLeast);
        },
      ),
    );
  });

  it.each(outside)("refuses %d tokens, and hardware of it", (bad) => {
    const work = typicalWork(7e9, alone);
    expect(() => passSeconds(work, device, bad)).toThrow(/^k is /);
    expect(() => passSeconds(work, { ...device, GBps: bad }, 1)).toThrow(/^hardware.GBps is /);
    expect(() => ridgeTokens(work, { ...device, TFLOPs: bad })).toThrow(/^hardware.TFLOPs is /);
  });
});

describe("the ridge", () => {
  it("lies at 150 tokens in the worked case", () => {
    // mpmath: 7 ms / (14 GFLOP / 300 TFLOP/s − 75,205 B / 2,000 GB/s)
    expect(ridgeTokens(typicalWork(7e9, alone), device)).toBeCloseTo(150.12096296733463, 8);
  });

  it("is where brute force finds arithmetic overtaking memory, at every preset", () => {
    for (const name of ["a100", "h100", "l4", "m3max"] as const)
      for (const batch of [1, 8, 64]) {
        const load = { batch, context: 512, dtype: "bf16" } as const;
        const work = typicalWork(13e9, load);
        const hardware = hardwareFor(name, "bf16");
        const { GBps, TFLOPs } = hardware;
        let k = 0;
        while (
          (k * work.flopsPerToken) / (TFLOPs * 1e12) <
          (work.bytesFixed + k * work.bytesPerToken) / (GBps * 1e9)
        )
          k++;
        expect(Math.ceil(ridgeTokens(work, hardware))).toBe(k);
      }
  });

  it("is at infinity where a token's cache costs more than its arithmetic", () => {
    const work = typicalWork(1e3, alone);
    expect(ridgeTokens(work, { GBps: 1e-3, TFLOPs: 1e9, us: 0 })).toBe(Number.POSITIVE_INFINITY);
  });
});

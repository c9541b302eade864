import { describe, expect, it } from "vitest";
import { llama70B } from "./fixtures.ts";
import { allReduceSeconds, machineFor, reached } from "./machine.ts";

describe("a machine", () => {
  it("is its datasheet where nothing else is said", () => {
    expect(reached(machineFor("a100"), "bf16")).toEqual({ GBps: 2039, TFLOPs: 312, us: 20 });
    expect(machineFor("a100").memoryGB).toBe(80);
  });

  it("adds devices up and takes the utilisations off", () => {
    const machine = machineFor("h100", { tensorParallel: 4, MBU: 0.8, MFU: 0.5, us: 100 });
    const { GBps, TFLOPs, us } = reached(machine, "fp8");
    expect(GBps).toBeCloseTo(4 * 3350 * 0.8, 9);
    expect(TFLOPs).toBeCloseTo(4 * 1979 * 0.5, 9);
    expect(us).toBe(100);
  });

  it("can be anyone's, of unknown memory", () => {
    const machine = machineFor({ GBps: 360, TFLOPs: 51, us: 50 });
    expect(reached(machine, "int4")).toEqual({ GBps: 360, TFLOPs: 51, us: 50 });
    expect(machine.memoryGB).toBeUndefined();
  });

  it("refuses what it cannot be, by name", () => {
    expect(() => machineFor("tpu" as "a100")).toThrow(/^name is tpu/);
    expect(() => machineFor("a100", { MBU: 1.1 })).toThrow(/^MBU is 1.1/);
    expect(() => machineFor("a100", { MFU: 0 })).toThrow(/^MFU is 0/);
    expect(() => machineFor("a100", { tensorParallel: 1.5 })).toThrow(/whole/);
    expect(() => machineFor("a100", { memoryGB: 0 })).toThrow(/^memoryGB is 0/);
    expect(() => machineFor({ GBps: 0, TFLOPs: 1, us: 0 })).toThrow(/^hardware.GBps is 0/);
  });
});

describe("all-reduces", () => {
  const four = machineFor("h100", { tensorParallel: 4 });

  it("take 1.29 ms for LLaMA-3 70B on four H100s, worked by hand", () => {
    // 160 · (8e-6 + 1.5 · 16,384 / 450e9)
    expect(allReduceSeconds(llama70B, four, { batch: 1 }, 1)).toBeCloseTo(1.288738e-3, 9);
  });

  it("are none on one device, and grow with the tokens sent", () => {
    expect(allReduceSeconds(llama70B, machineFor("h100"), { batch: 8 }, 5)).toBe(0);
    const one = allReduceSeconds(llama70B, four, { batch: 1 }, 1);
    const many = allReduceSeconds(llama70B, four, { batch: 64 }, 5);
    // The latency is the same; the bytes are 320 times as many.
    const latency = 160 * 8e-6;
    expect((many - latency) / (one - latency)).toBeCloseTo(320, 6);
  });
});

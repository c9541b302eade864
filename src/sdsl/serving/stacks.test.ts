import { expect, it } from "vitest";
import { type HardwareName, hardwarePresets } from "../hardware.ts";
import { llama1B, llama70B } from "./fixtures.ts";
import { pairTimes, passOf, passSecondsOn } from "./iteration.ts";
import { machineFor } from "./machine.ts";
import { stackNames } from "./stack.ts";
import { stackOn, stacks, usualStack } from "./stacks.ts";

const load = { batch: 1, context: 1024, dtype: "bf16" } as const;

it("adds layers and pass to the bytes over what the stack reaches", () => {
  const machine = machineFor("h100", { stack: stacks.vllmHopper });
  const bytes = 1.24e9 * 2 + 1025 * 32_768;
  const seconds = bytes / (0.81 * 3350e9) + (16 * 30 + 673 + 47) * 1e-6;
  expect(passSecondsOn(llama1B, machine, load, 1)).toBeCloseTo(seconds, 9);
});

it("takes the longer of host and memory where the host launches ahead", () => {
  const machine = machineFor("a100", { stack: stacks.eager });
  const host = (16 * 825 + 1193) * 1e-6;
  expect(passSecondsOn(llama1B, machine, load, 1)).toBeCloseTo(host, 9);
  const large = passOf(llama70B, machine, load)(1);
  expect(large.seconds).toBe(Math.max(large.memory, large.launch));
});

it("charges rows of small kernels alike to a batch and to a verification", () => {
  const machine = machineFor("m3max", { stack: stacks.llamacppMetal });
  const one = passOf(llama1B, machine, { ...load, context: 0 });
  const eight = passOf(llama1B, machine, { ...load, context: 0, batch: 8 });
  expect(one(8).memory / one(1).memory).toBeCloseTo(1 + 7 * 0.36, 2);
  expect(eight(1).memory).toBeCloseTo(one(8).memory, 12);
  expect(one(16).memory / one(8).memory).toBeCloseTo(1, 2);
});

it("charges a draft step as a pass, but the sequences of a batch once an iteration", () => {
  const machine = machineFor("h100", { stack: stacks.vllmHopper, tensorParallel: 4 });
  const at = { ...load, batch: 64 };
  const pairing = { target: llama70B, draft: llama1B, machine, load: at, overheadSeconds: 0.001 };
  const { draftStep, iteration, verification } = pairTimes({
    ...pairing,
    draftOverheadSeconds: 0.002,
  });
  expect(draftStep).toBeCloseTo(passSecondsOn(llama1B, machine, at, 1) - 64 * 47e-6, 9);
  expect(iteration(3).seconds).toBeCloseTo(3 * draftStep + verification(4).seconds + 0.007, 9);
  expect(iteration(0).overhead).toBe(0);
});

it("knows a stack for every device, and says where it is another kind's", () => {
  for (const device of Object.keys(hardwarePresets) as HardwareName[]) {
    const { GBps } = hardwarePresets[device];
    const usual = usualStack(device);
    expect(stackNames).toContain(usual);
    for (const name of stackNames) {
      const stack = stackOn(name, device, GBps);
      expect(stack === undefined).toBe(name === "datasheet");
      if (stack === undefined) continue;
      expect(stack.name).toBe(name);
      expect(stack.spread).toBeGreaterThan(0);
      expect(machineFor(device, { stack }).stack).toBe(stack);
    }
  }
  expect(usualStack("rtx4090")).toBe("llamacpp");
  expect(usualStack("m4max")).toBe("llamacpp");
  expect(usualStack("h100")).toBe("vllm");
  expect(usualStack(undefined)).toBe("datasheet");
  expect(stackOn("vllm", "h200", 4800)?.warning).toBeUndefined();
  expect(stackOn("vllm", "mi300x", 5300)?.warning).toBeDefined();
});

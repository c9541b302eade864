import { describe, expect, it } from "vitest";
import { hardwareSources } from "./devices/sources.ts";
import {
  dtypes,
  type HardwareName,
  hardwareFor,
  hardwarePresets,
  requireHardware,
} from "./hardware.ts";

const names = Object.keys(hardwarePresets) as HardwareName[];

describe("hardware presets", () => {
  it.each(names)("%s lies within the limits at every dtype", (name) => {
    for (const dtype of dtypes)
      expect(() => requireHardware(hardwareFor(name, dtype))).not.toThrow();
  });

  it.each(names)("%s computes no slower in fewer bits, int4 in 16 of them", (name) => {
    const { fp32, bf16, fp8, int4 } = hardwarePresets[name].TFLOPs;
    expect(bf16).toBeGreaterThanOrEqual(fp32);
    expect(fp8).toBeGreaterThanOrEqual(bf16);
    expect(int4).toBe(bf16);
  });

  it.each(names)("%s says what it is, what it holds and where that stands", (name) => {
    const { label, memoryGB, link } = hardwarePresets[name];
    const source = hardwareSources[name];
    expect(name).toMatch(/^[a-z0-9]+$/);
    expect([label, source].every((text) => text.length > 1)).toBe(true);
    expect(source).toMatch(/20\d\d/);
    expect(memoryGB).toBeGreaterThanOrEqual(16);
    expect(link.GBps).toBeGreaterThan(0);
  });

  it("has no two devices of one name", () => {
    const labels = names.map((name) => hardwarePresets[name].label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("gives the peak of the dtype in use", () => {
    expect(hardwareFor("a100", "bf16")).toEqual({ GBps: 2039, TFLOPs: 312, us: 20 });
    expect(hardwareFor("h100", "fp8").TFLOPs).toBe(1979);
    expect(hardwareFor("a100", "fp8").TFLOPs).toBe(312);
  });

  it("refuses a name or dtype that it does not know", () => {
    expect(() => hardwareFor("abacus" as HardwareName, "bf16")).toThrow(/^name is abacus; .*a100/);
    expect(() => hardwareFor("toString" as HardwareName, "bf16")).toThrow(RangeError);
    expect(() => hardwareFor("a100", "int3" as "int4")).toThrow(/^dtype is int3; .*fp32/);
  });

  it.each(["GBps", "TFLOPs", "us"] as const)("refuses a device whose %s is out of range", (key) => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e10])
      expect(() => requireHardware({ ...hardwareFor("a100", "bf16"), [key]: bad })).toThrow(
        new RegExp(`^hardware.${key} is .*; it must lie in `),
      );
  });
});

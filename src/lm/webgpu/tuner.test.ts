import { afterEach, describe, expect, it, vi } from "vitest";
import { tinyModel } from "../fixtures/models.ts";
import type { AdapterFacts } from "./adapter.ts";
import type { Gpu } from "./gpu.ts";
import { usualShapes } from "./shape.ts";
import { Tuner } from "./tuner.ts";

const facts: AdapterFacts = {
  vendor: "intel",
  architecture: "xe",
  device: "",
  description: "",
  software: false,
  features: ["timestamp-query"],
  maxBufferSize: 2 ** 28,
  maxStorageBufferBindingSize: 2 ** 27,
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeInvocationsPerWorkgroup: 256,
  passedOver: [],
};

/** The key under which shapes are looked for. Kept ones are found, so that no device is asked. */
async function keyOf(adapter: AdapterFacts, browser: string): Promise<string> {
  vi.stubGlobal("navigator", { userAgent: browser });
  const asked: string[] = [];
  const memory = {
    get: async (key: string) => {
      asked.push(key);
      return usualShapes(false, false);
    },
    set: async () => undefined,
  };
  const found = await new Tuner({} as Gpu, adapter, memory).shapes(tinyModel(1));
  expect(found).toEqual(usualShapes(false, false));
  expect(asked).toHaveLength(1);
  return asked[0];
}

afterEach(() => vi.unstubAllGlobals());

describe("what was measured", () => {
  it("is kept for one adapter, with its features, in one version of one browser", async () => {
    const firefox = "Firefox/153.0";
    const keys = [
      await keyOf(facts, firefox),
      await keyOf(facts, "Firefox/154.0"),
      await keyOf({ ...facts, architecture: "gen-12" }, firefox),
      await keyOf({ ...facts, vendor: "amd" }, firefox),
      await keyOf({ ...facts, features: ["timestamp-query", "subgroups"] }, firefox),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(await keyOf({ ...facts, maxBufferSize: 2 ** 30 }, firefox)).toBe(keys[0]);
  });
});

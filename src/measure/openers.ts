import { get, set } from "idb-keyval";
import type { Openers, Opening } from "./backend.ts";

/** The engines of this version. */
export const openers: Openers = { cpu: openCpu, wasm: openWasm, webgpu: openWebGpu };

async function openCpu(): Promise<Opening> {
  const { cpuEngine } = await import("../lm/cpu/engine.ts");
  return {
    engine: cpuEngine(),
    card: { backend: "cpu", adapter: null, software: false, features: [], limits: {} },
    deviceClock: false,
  };
}

async function openWasm(): Promise<Opening> {
  const { createWasmEngine } = await import("../lm/wasm/engine.ts");
  const { availableThreads } = await import("../lm/wasm/team.ts");
  const threads = availableThreads();
  const engine = await createWasmEngine({ threads });
  const simd = engine.build === "relaxed" ? "relaxed SIMD" : "SIMD";
  const features = threads > 1 ? [simd, "shared memory"] : [simd];
  return {
    engine,
    card: { backend: "wasm", adapter: null, software: false, features, limits: { threads } },
    deviceClock: false,
    shapesOf(session) {
      const taken = engine.threadsOf(session);
      if (threads === 1) return ["a pass of the target: one thread"];
      return [
        taken > 1
          ? `a pass of the target: shared by ${taken} threads, as long as their cores are free`
          : `a pass of the target: one thread, since ${threads} were not faster`,
      ];
    },
  };
}

/** What the tuner measured, from visit to visit. A browser that keeps nothing measures each time. */
const memory = {
  get: (key: string): Promise<unknown> => get(key).catch(() => undefined),
  set: (key: string, value: unknown): Promise<void> => set(key, value).catch(() => undefined),
};

async function openWebGpu(): Promise<Opening> {
  const { createWebGpuEngine } = await import("../lm/webgpu/engine.ts");
  const { shapeName } = await import("../lm/webgpu/shape.ts");
  const engine = await createWebGpuEngine({ memory });
  const { vendor, architecture, device, description, software, features, passedOver, ...limits } =
    engine.adapter;
  const named = [vendor, architecture, device, description].filter((part) => part !== "");
  return {
    engine,
    card: { backend: "webgpu", adapter: named.join(", "), software, features, limits },
    deviceClock: features.includes("timestamp-query"),
    lost: engine.lost,
    shapesOf(session) {
      const { one, many, attention } = engine.shapesOf(session);
      return [
        `one token: ${shapeName(one)}`,
        `more: ${shapeName(many)}`,
        `attention: ${attention.slices} ${attention.slices === 1 ? "slice" : "slices"}`,
        ...passedOver,
        ...engine.distrusted,
      ];
    },
  };
}

import { createWebGpuEngine, type WebGpuEngine } from "../../../src/lm/webgpu/engine.ts";

const engines = new Map<string, Promise<WebGpuEngine>>();

/** One engine for the checks that need nothing special. */
export function sharedEngine(): Promise<WebGpuEngine> {
  let engine = engines.get("shared");
  if (engine === undefined) {
    engine = createWebGpuEngine();
    engines.set("shared", engine);
  }
  return engine;
}

/** The target of most checks. The largest one takes four times as long, on lm/cpu as on a software adapter. */
export const usualTarget = "stories-2.2m";

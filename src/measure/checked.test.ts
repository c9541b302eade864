import { describe, expect, it } from "vitest";
import { cpuEngine } from "../lm/cpu/engine.ts";
import type { Backend, Engine } from "../lm/engine.ts";
import { tinyModel } from "../lm/fixtures/models.ts";
import type { Openers } from "./backend.ts";
import { Device } from "./device.ts";
import { openingOf } from "./fixtures/engines.ts";

const target = tinyModel(1);
const draft = tinyModel(2);

/** An engine of that name whose logits are right, or off for models of these seeds. */
function named(backend: Backend, wrongFor: readonly unknown[] = []) {
  const engine = cpuEngine();
  let closed = 0;
  return {
    ...engine,
    backend,
    closed: () => closed,
    close() {
      closed += 1;
      engine.close();
    },
    async open(model, options) {
      const session = await engine.open(model, options);
      if (!wrongFor.includes(model)) return session;
      return {
        ...session,
        close: () => session.close(),
        pass: async (tokens, position) =>
          (await session.pass(tokens, position)).map((logit) => logit + 0.1),
      };
    },
  } satisfies Engine & { closed: () => number };
}

const deviceOf = (webgpu: Engine, wasm: Engine): Device => {
  const openers: Openers = {
    webgpu: async () => openingOf(webgpu, { software: false }),
    wasm: async () => openingOf(wasm),
    cpu: async () => openingOf(cpuEngine()),
  };
  return new Device(openers);
};

const all: readonly (Backend | "auto")[] = ["auto", "webgpu", "wasm", "cpu"];

describe("a device", () => {
  it.each(all)("with right engines is taken as it is (%s)", async (wanted) => {
    const { chosen, opened } = await deviceOf(named("webgpu"), named("wasm")).ready(wanted, [
      target,
      draft,
    ]);
    expect(opened.map(({ model }) => model)).toEqual([target, draft]);
    expect(chosen.reason).not.toMatch(/check/);
  });

  it.each(["auto", "webgpu"] as const)(
    "whose WebGPU is wrong goes on with WebAssembly, and says so (%s)",
    async (wanted) => {
      const webgpu = named("webgpu", [target]);
      const { chosen } = await deviceOf(webgpu, named("wasm")).ready(wanted, [target, draft]);
      expect(chosen.engine.backend).toBe("wasm");
      expect(chosen.reason).toMatch(
        /^WebGPU failed its check on this device and is not used: a pass over one token .*\.$/,
      );
      expect(webgpu.closed()).toBe(1);
    },
  );

  it.each(["auto", "webgpu"] as const)(
    "whose WebGPU is wrong only for the draft steps down with both models (%s)",
    async (wanted) => {
      const device = deviceOf(named("webgpu", [target, draft]), named("wasm", [draft]));
      const { chosen, opened } = await device.ready(wanted, [target, draft]);
      expect(chosen.engine.backend).toBe("cpu");
      expect(opened).toHaveLength(2);
      expect(chosen.reason).toMatch(/^WebGPU failed its check.*WebAssembly failed its check/);
      // and remembers
      const again = await device.ready(wanted, [target, draft]);
      expect(again.chosen).toBe(chosen);
    },
  );

  it("whose WebAssembly is wrong goes on with the plain engine", async () => {
    const { chosen } = await deviceOf(named("webgpu"), named("wasm", [target])).ready("wasm", [
      target,
    ]);
    expect(chosen.engine.backend).toBe("cpu");
    expect(chosen.reason).toMatch(/^WebAssembly failed its check on this device/);
    expect(chosen.reason).not.toMatch(/You chose it/);
  });

  it("whose WebAssembly is wrong may still be fastest on WebGPU", async () => {
    const device = deviceOf(named("webgpu"), named("wasm", [target]));
    const { chosen } = await device.ready("auto", [target]);
    expect(["webgpu", "cpu"]).toContain(chosen.engine.backend);
    expect(chosen.reason).toMatch(/^WebAssembly failed its check.*times as fast as cpu/);
  });
});

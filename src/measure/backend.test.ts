import { describe, expect, it } from "vitest";
import { cpuEngine } from "../lm/cpu/engine.ts";
import type { Engine } from "../lm/engine.ts";
import { tinyModel } from "../lm/fixtures/models.ts";
import { chooseEngine, type Openers } from "./backend.ts";
import { Device } from "./device.ts";
import { openingOf, plainOpeners } from "./fixtures/engines.ts";

const target = tinyModel(1);

/** An engine that calls itself webgpu and waits so many ms for every token. */
function gpu(delay: number): Engine {
  const engine = cpuEngine();
  return {
    ...engine,
    backend: "webgpu",
    async *generate(first, second, request) {
      for await (const iteration of engine.generate(first, second, request)) {
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
        yield iteration;
      }
    },
  };
}

const slowCpu = (): Engine => ({ ...gpu(3), backend: "cpu" });

const withGpu = (engine: Engine, software: boolean, cpu = cpuEngine): Openers => ({
  ...plainOpeners(cpu),
  webgpu: async () => openingOf(engine, { software, adapter: "A" }),
});

describe("auto", () => {
  it("takes a GPU that is faster in the trial", async () => {
    const chosen = await chooseEngine("auto", target, withGpu(gpu(0), false, slowCpu));
    expect(chosen.engine.backend).toBe("webgpu");
    expect(chosen.reason).toMatch(/fastest/);
  });

  it("passes over a GPU that is slower, and says both speeds", async () => {
    const chosen = await chooseEngine("auto", target, withGpu(gpu(3), false));
    expect(chosen.engine.backend).toBe("cpu");
    expect(chosen.reason).toMatch(/slower here: 0\.\d+ times as fast as cpu.*\(95%\)/);
  });

  it("goes by the pair where there is a draft, and keeps what both did", async () => {
    // alone as fast as the other, with a draft slow
    const slowTogether: Engine = {
      ...gpu(0),
      async *generate(first, second, request) {
        yield* gpu(second === null ? 0 : 5).generate(first, second, request);
      },
    };
    const draft = tinyModel(2);
    const chosen = await chooseEngine("auto", target, withGpu(slowTogether, false), draft);
    expect(chosen.engine.backend).toBe("cpu");
    expect(chosen.reason).toMatch(/with a draft/);
    expect(chosen.trials.map(({ backend }) => backend)).toEqual(["cpu", "webgpu"]);
    for (const { alone, pair } of chosen.trials) {
      expect(alone.median).toBeGreaterThan(0);
      expect(pair?.rate.median).toBeGreaterThan(0);
    }
  });

  it("passes over a software adapter without a trial", async () => {
    const chosen = await chooseEngine("auto", target, withGpu(gpu(0), true, slowCpu));
    expect(chosen.engine.backend).toBe("cpu");
    expect(chosen.reason).toMatch(/software/);
  });

  it("goes on without WebGPU, and says why", async () => {
    const openers: Openers = {
      ...plainOpeners(),
      webgpu: async () => {
        throw new Error("No adapter.");
      },
    };
    const chosen = await chooseEngine("auto", target, openers);
    expect(chosen.engine.backend).toBe("cpu");
    expect(chosen.reason).toMatch(/No adapter/);
  });

  it("prefers wasm to the plain engine, and the plain one to a wasm that fails", async () => {
    const wasm = async () => openingOf({ ...cpuEngine(), backend: "wasm" });
    const chosen = await chooseEngine("auto", target, { ...plainOpeners(), wasm });
    expect(chosen.engine.backend).toBe("wasm");
    const broken = async () => {
      throw new Error("no SIMD");
    };
    const plain = await chooseEngine("auto", target, { ...plainOpeners(), wasm: broken });
    expect(plain.engine.backend).toBe("cpu");
  });
});

describe("a named engine", () => {
  it("is taken although it is software", async () => {
    const chosen = await chooseEngine("webgpu", target, withGpu(gpu(0), true));
    expect(chosen.engine.backend).toBe("webgpu");
    expect(chosen.reason).toMatch(/software/);
  });

  it("that this version lacks is a failure of its own", async () => {
    await expect(chooseEngine("wasm", target, plainOpeners())).rejects.toMatchObject({
      code: "backend-unavailable",
    });
  });
});

describe("the device", () => {
  it("keeps its engine, and opens a new one when that is lost", async () => {
    let lose = () => {};
    let opened = 0;
    const device = new Device({
      ...plainOpeners(),
      webgpu: async () => {
        opened += 1;
        const lost = new Promise<void>((resolve) => {
          lose = resolve;
        });
        return { ...openingOf(gpu(0)), lost };
      },
    });
    const first = await device.engine("webgpu", target);
    expect(await device.engine("webgpu", target)).toBe(first);
    lose();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await device.engine("webgpu", target);
    expect(opened).toBe(2);
  });

  it("opens a model once and closes those that are no longer needed", async () => {
    const device = new Device(plainOpeners());
    const { engine } = await device.engine("cpu", target);
    const other = tinyModel(2);
    const [first, second] = await device.open(engine, [target, other]);
    const [again] = await device.open(engine, [target]);
    expect(again).toBe(first);
    await expect(second.session.pass([1], 0)).rejects.toThrow(/closed/);
  });
});

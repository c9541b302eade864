import { CpuSession, cpuEngine } from "../../../src/lm/cpu/engine.ts";
import type { Request, Session } from "../../../src/lm/engine.ts";
import { WrongLogitsError } from "../../../src/lm/errors.ts";
import { collect, tokensOf } from "../../../src/lm/fixtures/enumerate.ts";
import type { Model } from "../../../src/lm/model.ts";
import { greedy, plain as sampled } from "../../../src/lm/sampling.ts";
import { createWebGpuEngine, type WebGpuEngine } from "../../../src/lm/webgpu/engine.ts";
import { type Shapes, usesQuads } from "../../../src/lm/webgpu/shape.ts";
import { compare } from "./compare.ts";
import { familyIds, familyModel } from "./family.ts";
import { randomModel, randomTokens } from "./models.ts";
import { differences } from "./replay.ts";

/** The browser's WebGPU with some things otherwise than the adapter has them. */
export interface Otherwise {
  /** Text of shaders that is replaced, where the kernel's name is one of these. */
  readonly broken?: {
    readonly kernels: readonly string[];
    readonly from: string;
    readonly to: string;
  };
  /** No optional feature at all. */
  readonly bare?: boolean;
  readonly subgroupMinSize?: number;
}

export function otherwise({ broken, bare = false, subgroupMinSize }: Otherwise): GPU {
  const instead = (object: object, name: string, value: unknown) =>
    Object.defineProperty(object, name, { value, configurable: true });
  return {
    async requestAdapter(options?: GPURequestAdapterOptions) {
      const adapter = await navigator.gpu.requestAdapter(options);
      if (adapter === null) return null;
      if (bare) instead(adapter, "features", new Set());
      if (subgroupMinSize !== undefined) {
        const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
        const own = { vendor, architecture, device, description, isFallbackAdapter };
        instead(adapter, "info", { ...own, subgroupMinSize, subgroupMaxSize: 64 });
      }
      const request = adapter.requestDevice.bind(adapter);
      instead(adapter, "requestDevice", async (wanted?: GPUDeviceDescriptor) => {
        const device = await request(wanted);
        const create = device.createShaderModule.bind(device);
        instead(device, "createShaderModule", (source: GPUShaderModuleDescriptor) =>
          broken?.kernels.includes(source.label ?? "")
            ? create({ ...source, code: source.code.replaceAll(broken.from, broken.to) })
            : create(source),
        );
        return device;
      });
      return adapter;
    },
  } as unknown as GPU;
}

const quad = { layout: "tile", storage: "f32", quad: true, width: 4, split: 1 } as const;
const byQuads: Shapes = {
  one: quad,
  many: quad,
  attention: { quad: true, slices: 4, rows: 8 },
  sampling: 16,
  solo: 16,
};

/** What an engine with a broken kernel says when a small model is opened, which kernels it then uses,
 *  and how many of the logits and of the tokens of a text with a draft are then wrong. */
export async function distrust(broken: Otherwise["broken"]) {
  const engine = await createWebGpuEngine({ gpu: otherwise({ broken }), shapes: byQuads });
  try {
    const model = await familyModel("stories-188k");
    const small = await familyModel("stories-19k");
    const session = await engine.open(model);
    const draft = await engine.open(small);
    return {
      said: engine.distrusted,
      quads: usesQuads(engine.shapesOf(session)),
      off: await offOf(session, model),
      wrong: await wrongTokens(engine, session, draft, model),
      buffers: engine.buffers.count,
    };
  } catch (error) {
    if (!(error instanceof WrongLogitsError)) throw error;
    return { refused: error.message, said: engine.distrusted, buffers: engine.buffers.count };
  } finally {
    engine.close();
  }
}

async function offOf(session: Session, model: Model): Promise<number> {
  const tokens = randomTokens(5, 40, model.config.vocab);
  const expected = new CpuSession(model).passNow(tokens, 0);
  return compare(await session.pass(tokens, 0), expected, 2e-3).off;
}

const story = (model: Model): Request => ({
  prompt: [model.config.eos[0] ?? 0, ...model.tokenizer.encode("Once upon a time")],
  length: 60,
  sampling: greedy,
  seed: 1,
  gamma: 3,
  eos: model.config.eos,
});

async function wrongTokens(
  engine: WebGpuEngine,
  target: Session,
  draft: Session | null,
  model: Model,
) {
  const cpu = cpuEngine();
  const request = story(model);
  const plain = tokensOf(await collect(cpu.generate(await cpu.open(model), null, request)));
  const written = tokensOf(await collect(engine.generate(target, draft, request)));
  return plain.filter((token, i) => token !== written[i]).length;
}

/** What an adapter with small subgroups is asked for, and what is said of it. */
export async function narrow(subgroupMinSize: number) {
  const engine = await createWebGpuEngine({ gpu: otherwise({ subgroupMinSize }) });
  const session = await engine.open(randomModel(1));
  const { features, passedOver } = engine.adapter;
  const quads = usesQuads(engine.shapesOf(session));
  engine.close();
  return { subgroups: features.includes("subgroups"), passedOver, quads };
}

/** A small pair on an adapter without any optional feature: how its texts differ from lm/cpu's, what was
 *  used, and what was wrong. `solo` is how the draft must propose; null measures what is faster. */
export async function bare({ solo }: { solo: boolean | null }) {
  const plain = { ...quad, quad: false } as const;
  const shapes: Shapes | undefined =
    solo === null
      ? undefined
      : {
          one: plain,
          many: plain,
          attention: { quad: false, slices: 16, rows: 1 },
          sampling: 16,
          solo: solo ? 16 : 0,
        };
  const engine = await createWebGpuEngine({ gpu: otherwise({ bare: true }), shapes });
  try {
    const model = await familyModel("stories-188k");
    const target = await engine.open(model);
    const draft = await engine.open(await familyModel("stories-53k"));
    const request: Request = { ...story(model), sampling: sampled, length: 80, seed: 3 };
    const written: Request = { ...request, distributions: true };
    const differing: string[] = [];
    for (const text of [written, { ...written, seed: 4, gamma: 6 }]) {
      for (const iteration of await collect(engine.generate(target, draft, text)))
        differing.push(...differences(iteration, text));
    }
    return {
      features: [...engine.device.features].filter((name) => name !== "core-features-and-limits"),
      said: engine.distrusted,
      off: await offOf(target, model),
      wrong: await wrongTokens(engine, target, draft, model),
      alone: await wrongTokens(engine, target, null, model),
      differing,
    };
  } finally {
    engine.close();
  }
}

/** Logits of the largest shipped model that are not lm/cpu's, over 40 tokens, and what was distrusted. */
export async function largest() {
  const ids = await familyIds();
  const model = await familyModel(ids[ids.length - 1]);
  const engine = await createWebGpuEngine({ shapes: byQuads });
  const off = await offOf(await engine.open(model), model);
  const said = engine.distrusted;
  engine.close();
  return { off, said };
}

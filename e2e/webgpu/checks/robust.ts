import type { Request } from "../../../src/lm/engine.ts";
import { collect, tokensOf } from "../../../src/lm/fixtures/enumerate.ts";
import { tinyModel } from "../../../src/lm/fixtures/models.ts";
import { greedy, plain } from "../../../src/lm/sampling.ts";
import { openDevice } from "../../../src/lm/webgpu/adapter.ts";
import { createWebGpuEngine } from "../../../src/lm/webgpu/engine.ts";
import { ShaderError, WebGpuError } from "../../../src/lm/webgpu/errors.ts";
import { Gpu } from "../../../src/lm/webgpu/gpu.ts";
import { familyModel } from "./family.ts";
import { randomModel } from "./models.ts";

const base: Request = { prompt: [0, 2], length: 40, sampling: plain, seed: 1, gamma: 2, eos: [] };

/** Buffers once every way of writing has had a text, and after 10,000 tokens more, at rest and when all sessions are closed. */
export async function leak() {
  const engine = await createWebGpuEngine();
  const target = await engine.open(tinyModel(11, { max_position_embeddings: 2048 }));
  const draft = await engine.open(tinyModel(12, { max_position_embeddings: 2048 }));
  const write = async (tokens: number) => {
    for (let seed = 0; tokens > 0; seed++) {
      const partner = seed % 2 === 0 ? draft : null;
      const gamma = seed % 3;
      for await (const iteration of engine.generate(target, partner, {
        ...base,
        seed,
        gamma,
        length: 1000,
      })) {
        tokens -= iteration.tokens.length;
        if (tokens <= 0) break; // and leaving early must not leak either
      }
    }
  };
  await write(6000);
  const before = engine.buffers;
  await write(10_000);
  const after = engine.buffers;
  target.close();
  draft.close();
  const closed = engine.buffers;
  engine.close();
  return { before, after, closed };
}

/** Loses the device in the middle of a text alone, of one with a draft, and of a pass; what is asked of
 *  the engine afterwards; then a new engine goes on. */
export async function loss() {
  const model = await familyModel("stories-188k");
  const small = await familyModel("stories-19k");
  const code = (error: unknown) =>
    error instanceof WebGpuError ? `${error.code}: ${error.message}` : String(error);
  const during: string[] = [];
  for (const gamma of [0, 3]) {
    const engine = await createWebGpuEngine();
    const target = await engine.open(model);
    const draft = await engine.open(small);
    const request = { ...base, length: 400, gamma };
    const write = async () => {
      let count = 0;
      for await (const _ of engine.generate(target, gamma > 0 ? draft : null, request)) {
        if (++count === 5) engine.device.destroy();
      }
      return "ended";
    };
    during.push(await write().catch(code));
  }
  const first = await createWebGpuEngine();
  const session = await first.open(model);
  const passing = session.pass([0, 1, 2], 0).then(() => "passed", code);
  await Promise.resolve(); // the pass is submitted
  first.device.destroy();
  during.push(await passing);
  const pass = await session.pass([0], 0).then(() => "passed", code);
  const open = await first.open(model).then(() => "opened", code);
  session.close();
  const second = await createWebGpuEngine();
  const again = await second.open(model);
  const request = { ...base, sampling: greedy, gamma: 0 };
  const text = tokensOf(await collect(second.generate(again, null, request)));
  const lost = (await first.lost).reason;
  second.close();
  return { during, pass, open, lost, tokens: text.length };
}

/** What the caller gets for a kernel that does not compile. */
export async function badShader() {
  const { device } = await openDevice(navigator.gpu, "high-performance");
  const gpu = new Gpu(device);
  const code = "@compute @workgroup_size(1)\nfn main() {\n  let x: u32 = missing;\n}";
  const error = await gpu
    .kernel({ name: "broken", code, bindings: [], tape: "none" })
    .catch((error: unknown) => error);
  gpu.check();
  device.destroy();
  if (!(error instanceof ShaderError)) return null;
  const { name, kernel, line, column, message, code: kind } = error;
  return { name, kernel, line, column, message, kind };
}

/** The codes of errors that leave the engine usable, and whether it is. */
export async function refusals() {
  const said: string[] = [];
  const code = (error: unknown) => {
    said.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  };
  const nothing = { requestAdapter: async () => null } as unknown as GPU;
  await createWebGpuEngine({ gpu: nothing }).catch(code);
  const engine = await createWebGpuEngine();
  const before = engine.buffers.count;
  // Far more memory than an adapter gives.
  const big = tinyModel(1, { max_position_embeddings: 2 ** 19, head_dim: 128 });
  await engine.open(big, { context: 2 ** 19 }).catch(code);
  await engine.open(tinyModel(1), { context: 65 }).catch(code);
  const left = engine.buffers.count - before;
  const session = await engine.open(randomModel(1));
  const logits = await session.pass([1, 2, 3], 0);
  await session.pass([1], 5).catch(code);
  await session.pass([9], 0).catch(code);
  await session.pass(new Array(65).fill(1), 0).catch(code);
  session.close();
  await session.pass([1], 0).catch(code);
  engine.close();
  return { said, left, logits: logits.length };
}

/** Texts that several pairs write at the same time on one engine, each with sessions of its own. */
export async function together(): Promise<boolean> {
  const engine = await createWebGpuEngine();
  const open = () => Promise.all([engine.open(tinyModel(11)), engine.open(tinyModel(12))]);
  const pairs = await Promise.all([open(), open(), open()]);
  const write = async ([target, draft]: Awaited<ReturnType<typeof open>>, seed: number) =>
    tokensOf(await collect(engine.generate(target, draft, { ...base, seed }))).join();
  const alone: string[] = [];
  for (const [seed, pair] of pairs.entries()) alone.push(await write(pair, seed));
  const atOnce = await Promise.all(pairs.map(write));
  engine.close();
  return alone.join(";") === atOnce.join(";");
}

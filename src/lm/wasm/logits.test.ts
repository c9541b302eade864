import { describe, expect, it } from "vitest";
import { parseConfig } from "../config.ts";
import { CpuSession } from "../cpu/engine.ts";
import { tinyModel } from "../fixtures/models.ts";
import {
  type Oracle,
  shippedIndex,
  shippedModel,
  shippedSession,
  testBytes,
  testJson,
  worst,
} from "../fixtures/shipped.ts";
import type { Model } from "../model.ts";
import { Stream, uniform } from "../rng.ts";
import { parseSafetensors } from "../safetensors.ts";
import { llamaWeights } from "../weights.ts";
import { createWasmEngine } from "./engine.ts";
import { builds } from "./fixtures/builds.ts";
import { Heap } from "./heap.ts";
import { instantiate, loadKernels } from "./instance.ts";
import { WasmSession } from "./session.ts";

const ids = shippedIndex().map(({ id }) => id);
/** Float32 sums against float64 ones, through eight layers. */
const tolerance = 2e-4;

describe.each(builds)("a pass of the %s build", (build) => {
  const engine = createWasmEngine({ build });

  it.each(ids)("of %s has the plain engine's logits, and PyTorch's", async (id) => {
    const oracle = testJson<Oracle>(`${id}.json`);
    const session = await (await engine).open(shippedModel(id));
    const logits = await session.pass(oracle.ids, 0);
    const found = worst(logits, shippedSession(id).passNow(oracle.ids, 0));
    expect(found.off, JSON.stringify(found)).toBeLessThan(tolerance);
    compare(logits, oracle);
    session.close();
  });

  it.each([ids[0], ids[2], ids[ids.length - 1]])(
    "of %s gives the same bits for any grouping of tokens",
    async (id) => {
      const text = testJson<Oracle>(`${id}.json`).ids;
      const session = await (await engine).open(shippedModel(id));
      const whole = (await session.pass(text, 0)).slice();
      const { vocab } = session.config;
      for (const T of [1, 2, 3, 4, 5, 6, 7, 9, 17]) {
        for (let at = 0; at < text.length; at += T) {
          const part = text.slice(at, at + T);
          const logits = await session.pass(part, at);
          const own = whole.subarray(at * vocab, (at + part.length) * vocab);
          expect(worst(logits, own), `T = ${T}, from ${at}`).toMatchObject({ off: 0 });
        }
      }
      session.close();
    },
  );

  it.each(["foreign", "foreign-mha"])(
    "of someone else's model (%s) has PyTorch's logits",
    async (name) => {
      const oracle = testJson<Oracle>(`${name}/oracle.json`);
      const config = parseConfig(testBytes(`${name}/config.json`));
      const tensors = parseSafetensors(testBytes(`${name}/model.safetensors`));
      const model: Model = { ...tinyModel(1), config, weights: llamaWeights(tensors, config) };
      const session = await (await engine).open(model);
      compare(await session.pass(oracle.ids, 0), oracle);
      session.close();
    },
  );

  it("agrees with the plain engine for random shapes, and touches nothing around it", async () => {
    const kernels = await instantiate(await loadKernels(build));
    const heap = new Heap(kernels.memory);
    let counter = 0;
    const upTo = (n: number) => 1 + Math.floor(n * uniform(3, Stream.sample, counter++));
    for (let repeat = 0; repeat < 25; repeat++) {
      const kvHeads = upTo(3);
      const model = tinyModel(repeat, {
        hidden_size: upTo(40),
        intermediate_size: upTo(40),
        num_hidden_layers: upTo(3),
        num_attention_heads: kvHeads * upTo(3),
        num_key_value_heads: kvHeads,
        head_dim: 2 * upTo(12),
        vocab_size: 1 + upTo(40),
        tie_word_embeddings: repeat % 2 === 0,
        max_position_embeddings: upTo(40),
      });
      const guards = [heap.allocate(4096)];
      const session = new WasmSession(kernels, heap, model, { threads: 1, onClose() {} });
      guards.push(heap.allocate(4096));
      for (const at of guards) new Uint8Array(kernels.memory.buffer, at, 4096).fill(171);
      const tokens = Array.from(
        { length: model.config.context },
        () => upTo(model.config.vocab) - 1,
      );
      const found = worst(session.passNow(tokens, 0), new CpuSession(model).passNow(tokens, 0));
      expect(found.off, JSON.stringify({ config: model.config, found })).toBeLessThan(tolerance);
      for (const at of guards) {
        expect(new Uint8Array(kernels.memory.buffer, at, 4096).every((b) => b === 171)).toBe(true);
        heap.free(at);
      }
      session.close();
    }
    expect(heap.empty).toBe(true);
  });
});

describe("a session", () => {
  it("refuses gaps, unknown tokens, no tokens, and what is beyond its context", async () => {
    const session = await (await createWasmEngine()).open(tinyModel(1), { context: 8 });
    await session.pass([1, 2, 3, 4, 0, 1, 2], 0);
    await expect(session.pass([1, 2], 7)).rejects.toThrow(
      "2 tokens at position 7 need 9 positions",
    );
    await expect(session.pass([1], 8)).rejects.toThrow(
      "position is 8, the cache is filled up to 7",
    );
    await expect(session.pass([5], 0)).rejects.toThrow("token 0 is 5");
    await expect(session.pass([0.5], 0)).rejects.toThrow(RangeError);
    await expect(session.pass([], 0)).rejects.toThrow(RangeError);
    session.close();
    await expect(session.pass([1], 0)).rejects.toThrow("closed");
  });

  it("keeps a cache of no more positions than the model was made for", async () => {
    const engine = await createWasmEngine();
    await expect(engine.open(tinyModel(1), { context: 65 })).rejects.toThrow(/1 to 64/);
    const long = await engine.open(tinyModel(1, { max_position_embeddings: 1e7 }));
    expect(long.context).toBe(2048);
    engine.close();
    expect(engine.bytes).toBe(0);
  });

  it("that memory can't hold is refused with the numbers, and what was open goes on", async () => {
    const engine = await createWasmEngine();
    const session = await engine.open(tinyModel(1));
    const before = (await session.pass([1, 2], 0)).slice();
    const huge = tinyModel(1, { max_position_embeddings: 2 ** 24 });
    await expect(
      engine.open({ ...huge, config: { ...huge.config, layers: 2 ** 20 } }, { context: 2 ** 24 }),
    ).rejects.toMatchObject({ name: "WasmError", code: "out-of-memory" });
    expect(await session.pass([1, 2], 0)).toEqual(before);
  });

  it("of the largest shipped model takes at most 1.3 times its weights and cache", async () => {
    const engine = await createWasmEngine();
    const { config, params, ...model } = shippedModel(ids[ids.length - 1]);
    await engine.open({ config, params, ...model });
    const cache = 2 * config.layers * config.kvHeads * config.headDim * config.context;
    expect(engine.bytes / (4 * (params + cache))).toBeLessThan(1.3);
  });
});

function compare(logits: Float32Array, { positions, logits: rows }: Oracle): void {
  for (const [i, position] of positions.entries()) {
    const vocab = rows[i].length;
    const row = logits.subarray(position * vocab, (position + 1) * vocab);
    expect(row).toHaveLength(vocab);
    const found = worst(row, rows[i]);
    expect(found.off, `position ${position}, ${JSON.stringify(found)}`).toBeLessThan(tolerance);
  }
}

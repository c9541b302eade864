import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";
import { Forward } from "./cpu/forward.ts";
import {
  type Oracle,
  shippedBytes,
  shippedIndex,
  shippedModel,
  shippedSession,
  testBytes,
  testJson,
  worst,
} from "./fixtures/shipped.ts";
import { checkPair } from "./model.ts";
import { parseSafetensors } from "./safetensors.ts";
import { countParameters, float32Weights, llamaWeights } from "./weights.ts";

const shipped = shippedIndex();

describe("the shipped models", () => {
  it("are a family: larger and larger, with one tokenizer", () => {
    expect(shipped.length).toBeGreaterThanOrEqual(6);
    const target = shippedModel(shipped[shipped.length - 1].id);
    for (const { id } of shipped) expect(() => checkPair(target, shippedModel(id))).not.toThrow();
  });

  it.each(shipped)("$id is the file that index.json lists, and counts as it says", (entry) => {
    const bytes = shippedBytes(`${entry.id}/model.safetensors`);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(entry.sha256);
    expect(shippedModel(entry.id)).toMatchObject({
      bytes: entry.bytes,
      params: entry.params,
      paramsNonEmbedding: entry.params_non_embedding,
    });
  });

  // Both sides compute in float32 from the same stored weights; they differ by the order of their sums.
  it.each(shipped)("$id has PyTorch's logits to 1e-4", ({ id }) => {
    const oracle = testJson<Oracle>(`${id}.json`);
    const model = shippedModel(id);
    expect([0, ...model.tokenizer.encode(oracle.text ?? "")].slice(0, oracle.ids.length)).toEqual(
      oracle.ids,
    );
    compare(shippedSession(id).passNow(oracle.ids, 0), oracle, 1e-4);
  });

  it.each(shipped)("$id gives the same bits for any grouping of tokens into passes", ({ id }) => {
    const { ids } = testJson<Oracle>(`${id}.json`);
    const session = shippedSession(id);
    const whole = session.passNow(ids, 0).slice();
    const { vocab } = session.config;
    for (const T of [1, 2, 5, 17]) {
      for (let at = 0; at < ids.length; at += T) {
        const part = ids.slice(at, at + T);
        const logits = session.passNow(part, at);
        expect(worst(logits, whole.subarray(at * vocab, (at + part.length) * vocab)).off).toBe(0);
      }
    }
  });

  it("share a tokenizer that encodes as the trainer's own does", () => {
    const { tokenizer } = shippedModel(shipped[0].id);
    const { strings } = testJson<{ strings: { text: string; ids: number[] }[] }>("tokenizer.json");
    expect(strings.length).toBeGreaterThan(20);
    for (const { text, ids } of strings) {
      expect({ text, ids: tokenizer.encode(text) }).toEqual({ text, ids });
      expect(tokenizer.decode(ids)).toBe(text.replaceAll("<|endoftext|>", ""));
    }
  });
});

describe("someone else's model", () => {
  it.each([
    ["foreign", "untied head, grouped queries, heads wider than the stream, BF16, θ = 5000"],
    ["foreign-mha", "one key head a query head, tied, F32, sizes that 4 doesn't divide"],
  ])("%s (%s) has PyTorch's logits to 1e-4", (name) => {
    const oracle = testJson<Oracle>(`${name}/oracle.json`);
    const config = parseConfig(testBytes(`${name}/config.json`));
    const tensors = parseSafetensors(testBytes(`${name}/model.safetensors`));
    const weights = llamaWeights(tensors, config);
    const stored = [...tensors.values()].reduce(
      (n, { shape }) => n + shape.reduce((a, b) => a * b, 1),
      0,
    );
    expect(countParameters(config).params).toBe(stored);
    const forward = new Forward(config, float32Weights(weights), config.context);
    compare(forward.pass(oracle.ids, 0), oracle, 1e-4);
  });
});

function compare(
  logits: Float32Array,
  { positions, logits: rows }: Oracle,
  tolerance: number,
): void {
  for (const [i, position] of positions.entries()) {
    const vocab = rows[i].length;
    const row = logits.subarray(position * vocab, (position + 1) * vocab);
    expect(row).toHaveLength(vocab);
    const { off, ...where } = worst(row, rows[i]);
    expect(off, `position ${position}, ${JSON.stringify(where)}`).toBeLessThanOrEqual(tolerance);
  }
}

import { describe, expect, it } from "vitest";
import { ContextLimitError } from "../errors.ts";
import { tinyModel, tinySession } from "../fixtures/models.ts";
import { CpuSession } from "./engine.ts";

const tokens = [0, 3, 1, 4, 2, 2, 0, 1, 3, 4, 1];

describe("a pass", () => {
  // Exactly: speculative and autoregressive decoding must see the same bits.
  it("of T tokens has the very logits of T passes of one", () => {
    const whole = tinySession(1).passNow(tokens, 0).slice();
    const session = tinySession(1);
    for (const [t, token] of tokens.entries()) {
      expect(session.passNow([token], t)).toEqual(whole.slice(t * 5, (t + 1) * 5));
    }
  });

  it("at a smaller position forgets what came after it", () => {
    const session = tinySession(2);
    const before = session.passNow(tokens, 0).slice();
    session.passNow([4, 4, 4], 5);
    expect(session.passNow(tokens.slice(5), 5)).toEqual(before.slice(5 * 5));
  });

  it("depends on the order of tokens, so positions count", () => {
    const a = tinySession(3).passNow([1, 2, 3], 0).slice(10);
    const b = tinySession(3).passNow([2, 1, 3], 0).slice(10);
    expect(a).not.toEqual(b);
  });

  it("gives grouped queries what repeated key heads would give", () => {
    // With one layer of 2 query heads on 1 key head, and the same weights written out twice.
    const grouped = tinyModel(4, { num_key_value_heads: 1 });
    const twice = tinyModel(4, { num_key_value_heads: 2 });
    const double = <T extends { bytes: Uint8Array; shape: readonly number[] }>(t: T): T => ({
      ...t,
      shape: [2 * t.shape[0], t.shape[1]],
      bytes: Uint8Array.from([...t.bytes, ...t.bytes]),
    });
    const layers = grouped.weights.layers.map((l) => ({
      ...l,
      key: double(l.key),
      value: double(l.value),
    }));
    const written = new CpuSession({ ...twice, weights: { ...grouped.weights, layers } });
    expect(written.passNow(tokens, 0)).toEqual(new CpuSession(grouped).passNow(tokens, 0));
  });

  it("beyond the context is refused with the numbers", () => {
    const session = new CpuSession(tinyModel(1), { context: 8 });
    expect(session.context).toBe(8);
    session.passNow(tokens.slice(0, 8), 0);
    expect(() => session.passNow([1], 8)).toThrow(ContextLimitError);
    expect(() => session.passNow([1, 2, 3], 6)).toThrow("3 tokens at position 6 need 9 positions");
  });

  it("refuses gaps, unknown tokens and no tokens", () => {
    const session = tinySession(1);
    expect(() => session.passNow([1], 1)).toThrow(/position is 1, the cache is filled up to 0/);
    expect(() => session.passNow([5], 0)).toThrow(/token 0 is 5/);
    expect(() => session.passNow([0.5], 0)).toThrow(RangeError);
    expect(() => session.passNow([], 0)).toThrow(RangeError);
  });

  it("keeps a cache of no more positions than the model was made for", () => {
    expect(() => new CpuSession(tinyModel(1), { context: 65 })).toThrow(/1 to 64/);
    const long = new CpuSession(tinyModel(1, { max_position_embeddings: 1e7 }));
    expect(long.context).toBe(2048);
  });
});

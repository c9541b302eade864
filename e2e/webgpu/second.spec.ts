import type { ForwardCase } from "./checks/forward.ts";
import { expectNone, survived } from "./expected.ts";
import { expect, test } from "./harness.ts";

/** The checks that a second implementation must pass: those of the others that need no subgroups, with
 *  fewer texts, since Firefox looks for results every 0.1 s only. */

test("products agree with plain sums on random sizes", async ({ check }) => {
  for (const shape of [
    { layout: "tile", storage: "f16", quad: false, width: 8, split: 1 },
    { layout: "column", storage: "f32", quad: false, width: 8, split: 8 },
  ]) {
    expectNone(await check("products", "products", shape));
    expectNone(await check("products", "qkv", shape));
  }
});

test("attention agrees with plain sums", async ({ check }) => {
  expectNone(await check("attention", "attention", { quad: false, slices: 8 }));
});

test("embeddings, distributions and random numbers are lm/cpu's", async ({ check }) => {
  expectNone(await check("embedding", "embed"));
  expect(await check("sampling", "distributions", { threads: 64 })).toEqual([]);
  expect(await check("sampling", "threefry", 10_000)).toBe(0);
});

test("logits agree with lm/cpu", async ({ check }) => {
  const tiny: ForwardCase = { seed: 1, change: {}, dtype: "F32", passes: [1, 2, 3, 8, 9, 17] };
  expectNone(await check("forward", "forward", [tiny]));
});

test("greedy text of the largest target is lm/cpu's own, alone and with a draft", async ({
  check,
}) => {
  const drafts = ["stories-188k"];
  const { texts, wrong } = await check<{ texts: number; wrong: string[] }>(
    "decode",
    "greedyTexts",
    { target: "stories-8.8m", drafts, length: 8, texts: 5 },
  );
  expect(wrong).toEqual([]);
  expect(texts).toBe(10);
});

test("every decision can be replayed on the CPU", async ({ check }) => {
  const { wrong, kinds } = await check<{ wrong: string[]; kinds: Record<string, number> }>(
    "replay",
    "replay",
    { target: "stories-188k", length: 24, sampling: {}, seed: 99 },
  );
  expect(wrong).toEqual([]);
  expect(kinds.bonus).toBeGreaterThan(0);
  expect(kinds.correction).toBeGreaterThan(0);
});

test("a lost device is a typed error, and a new engine goes on", async ({ check }) => {
  expect(await check("robust", "loss")).toEqual(survived);
});

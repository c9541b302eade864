import type { ForwardCase } from "./checks/forward.ts";
import { expect, test } from "./harness.ts";

/** The checks that a second implementation must pass: those of the others that need no subgroups, with
 *  fewer texts, since Firefox looks for results every 0.1 s only. */

interface Difference {
  readonly off: number;
  readonly report: string;
}

const none = (differences: Difference[]) => {
  expect(differences.length).toBeGreaterThan(0);
  for (const { off, report } of differences) expect(off, report).toBe(0);
};

test("products agree with plain sums on random sizes", async ({ check }) => {
  for (const shape of [
    { layout: "tile", storage: "f16", quad: false, width: 8, split: 1 },
    { layout: "column", storage: "f32", quad: false, width: 8, split: 8 },
  ]) {
    none(await check("kernels", "products", shape));
    none(await check("kernels", "qkv", shape));
  }
});

test("attention agrees with plain sums", async ({ check }) => {
  none(await check("kernels", "attention", { quad: false, slices: 8 }));
});

test("embeddings, distributions and random numbers are lm/cpu's", async ({ check }) => {
  none(await check("kernels", "embed"));
  expect(await check("kernels", "distributions", { threads: 64 })).toEqual([]);
  expect(await check("kernels", "threefry", 10_000)).toBe(0);
});

test("logits agree with lm/cpu", async ({ check }) => {
  const tiny: ForwardCase = { seed: 1, change: {}, dtype: "F32", passes: [1, 2, 3, 8, 9, 17] };
  none(await check("forward", "forward", [tiny]));
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

import { expectNone } from "./expected.ts";
import { expect, test } from "./harness.ts";

/** Software adapters take minutes to compile many threads that wait for each other. */
const hardware = process.env.GPU === "hardware";

const shapes = [
  { layout: "tile", storage: "f32", quad: true, width: 4, split: 1 },
  { layout: "column", storage: "f32", quad: false, width: 16, split: 1 },
  { layout: "tile", storage: "f16", quad: false, width: 8, split: 1 },
  { layout: "column", storage: "f16", quad: true, width: 8, split: 1 },
  { layout: "column", storage: "f16", quad: false, width: 8, split: 8 },
  { layout: "tile", storage: "f16", quad: true, width: 256, split: 1 },
  ...(hardware ? [{ layout: "tile", storage: "f16", quad: false, width: 8, split: 16 }] : []),
];
for (const shape of shapes) {
  const { layout, storage, quad, width, split } = shape;
  const name = `${layout} ${storage}${quad ? " by quads" : ""}, ${width} × ${split} threads`;
  test(`products agree with plain sums on random sizes: ${name}`, async ({ check }) => {
    expectNone(await check("products", "products", shape));
    expectNone(await check("products", "qkv", shape));
  });
}

for (const shape of [
  { quad: true, slices: 1 },
  { quad: true, slices: 4 },
  { quad: false, slices: 1 },
  { quad: false, slices: 8 },
  ...(hardware ? [{ quad: false, slices: 64 }] : []),
]) {
  test(`attention agrees with plain sums: ${JSON.stringify(shape)}`, async ({ check }) => {
    expectNone(await check("attention", "attention", shape));
  });
}

test("embeddings are the table's rows", async ({ check }) => {
  expectNone(await check("embedding", "embed"));
});

for (const threads of [16, 64]) {
  test(`distributions and their cuts are sampling.ts's, with ${threads} threads`, async ({
    check,
  }) => {
    expect(await check("sampling", "distributions", { threads })).toEqual([]);
  });
}

test("random numbers have rng.ts's own bits", async ({ check }) => {
  expect(await check("sampling", "threefry", 10_000)).toBe(0);
});

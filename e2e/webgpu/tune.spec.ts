import { expect, test } from "./harness.ts";

test("kernel shapes are measured once a device, and again where the memory holds nonsense", async ({
  check,
}) => {
  // the shapes, and for each of the two small models whether it would propose in one dispatch
  expect(await check("tune", "remembered")).toEqual([3, 0, 3]);
});

test("a draft that may propose only a few tokens a dispatch proposes the same", async ({
  check,
}) => {
  const { measured, differing } = await check<{ measured: number[]; differing: string[] }>(
    "tune",
    "bounded",
  );
  expect(differing).toEqual([]);
  for (const tokens of measured) expect(tokens).toBeGreaterThanOrEqual(1);
});

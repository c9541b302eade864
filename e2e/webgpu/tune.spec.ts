import { expect, test } from "./harness.ts";

test("kernel shapes are measured once a device, and again where the memory holds nonsense", async ({
  check,
}) => {
  // the shapes, and whether the draft proposes in one dispatch
  expect(await check("tune", "remembered")).toEqual([2, 0, 2]);
});

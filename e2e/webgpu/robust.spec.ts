import { survived } from "./expected.ts";
import { expect, test } from "./harness.ts";

interface Buffers {
  readonly count: number;
  readonly bytes: number;
}

test("ten thousand tokens leave no buffer behind", async ({ check }) => {
  const { before, after, closed } = await check<Record<string, Buffers>>("robust", "leak");
  expect(after).toEqual(before);
  expect(closed.count).toBeLessThan(before.count / 4); // what sampling keeps for the next text
});

test("a lost device is a typed error, and a new engine goes on", async ({ check }) => {
  expect(await check("robust", "loss")).toEqual(survived);
});

test("a kernel that does not compile says where and why", async ({ check }) => {
  const error = await check("robust", "badShader");
  expect(error).toMatchObject({
    name: "ShaderError",
    kind: "shader",
    kernel: "broken",
    line: 3,
    column: 16,
  });
  expect((error as { message: string }).message).toMatch(
    /^kernel broken, line 3, column 16: .*missing.*\n {2}let x: u32 = missing;$/,
  );
});

test("what can't be done is refused with the reason, and the engine goes on", async ({ check }) => {
  const { said, left, logits } = await check<{ said: string[]; left: number; logits: number }>(
    "robust",
    "refusals",
  );
  const wanted = [
    /^WebGpuError: This browser has WebGPU, but no graphics adapter/,
    // which of the two comes first hangs on the adapter
    /^WebGpuError: (.* needs a buffer of \d+ bytes, this adapter allows \d+|[\s\S]*OUT_OF_DEVICE_MEMORY)/,
    /^RangeError: context is 65/,
    /^RangeError: position is 5, the cache is filled up to 3/,
    /^RangeError: token 0 is 9/,
    /^ContextLimitError/,
    /^Error: this session is closed/,
  ];
  for (const [i, pattern] of wanted.entries()) expect(said[i]).toMatch(pattern);
  expect(said).toHaveLength(wanted.length);
  expect(left).toBe(0);
  expect(logits).toBe(3 * 5);
});

test("pairs that write at the same time don't disturb each other", async ({ check }) => {
  expect(await check("robust", "together")).toBe(true);
});

import { expect, test } from "./harness.ts";

interface Found {
  readonly refused?: string;
  readonly said: string[];
  readonly quads?: boolean;
  readonly off?: number;
  readonly wrong?: number;
  readonly buffers: number;
}

const products = ["qkv", "residual", "gate-up", "head"];
const right = { off: 0, wrong: 0 };

test("kernels that are right are used, and nothing is said", async ({ check }) => {
  expect(await check<Found>("trust", "distrust")).toMatchObject({
    ...right,
    said: [],
    quads: true,
  });
});

test("the largest model of the family is believed, and right", async ({ check }) => {
  expect(await check("trust", "largest")).toEqual({ off: 0, said: [] });
});

for (const [what, broken] of [
  [
    "products read a wrong neighbour",
    { kernels: products, from: "quadBroadcast(v, 1)", to: "quadBroadcast(v, 2)" },
  ],
  [
    "attention's threads are not by fours",
    { kernels: ["attention-quad"], from: "invocation & 3", to: "(invocation + 1) & 3" },
  ],
] as const) {
  test(`where ${what}, plain kernels take over and the engine says so`, async ({ check }) => {
    const found = await check<Found>("trust", "distrust", broken);
    expect(found).toMatchObject({ ...right, quads: false });
    expect(found.said).toEqual([
      expect.stringMatching(/^kernels by quads are wrong on this device: a pass over .* logit/),
    ]);
  });
}

test("where only the kernel that drafts alone is wrong, passes draft", async ({ check }) => {
  const broken = { kernels: ["solo"], from: "quadBroadcast(v, 1)", to: "quadBroadcast(v, 2)" };
  const found = await check<Found>("trust", "distrust", broken);
  expect(found).toMatchObject({ ...right, quads: true });
  expect(found.said).toHaveLength(2); // of both models, each small enough to draft
  for (const words of found.said)
    expect(words).toMatch(/drafts in one dispatch is wrong for stories-\d+k, .*: proposal 1 of 4/);
});

test("where plain kernels are wrong too, nothing is opened and nothing stays behind", async ({
  check,
}) => {
  const broken = { kernels: products, from: "fma(a[1], vec4f(", to: "fma(a[2], vec4f(" };
  const found = await check<Found>("trust", "distrust", broken);
  expect(found.refused).toMatch(/^a pass over one token at position 0 gives token/);
  expect(found.buffers).toBe(0);
});

test("subgroups that can be smaller than four are not used, and the card says so", async ({
  check,
}) => {
  expect(await check("trust", "narrow", 2)).toEqual({
    subgroups: false,
    quads: false,
    passedOver: [expect.stringMatching(/^subgroups are not used: they can be of 2 threads here/)],
  });
  expect(await check("trust", "narrow", 4)).toEqual({
    subgroups: true,
    quads: true,
    passedOver: [],
  });
});

for (const [how, solo] of [
  ["its draft by passes", false],
  ["its draft in one dispatch", true],
  ["its draft as measured", null],
] as const) {
  test(`without any optional feature texts are lm/cpu's and decisions replay, ${how}`, async ({
    check,
  }) => {
    expect(await check("trust", "bare", { solo })).toEqual({
      features: [],
      said: [],
      off: 0,
      wrong: 0,
      alone: 0,
      differing: [],
    });
  });
}

import { expect, test } from "./harness.ts";

const drafts = ["stories-19k", "stories-53k", "stories-188k", "stories-467k", "stories-1.1m"];

test("greedy text is lm/cpu's own, alone and with every draft, for 50 prompts", async ({
  check,
}) => {
  const { texts, wrong } = await check<{ texts: number; wrong: string[] }>(
    "decode",
    "greedyTexts",
    {
      drafts,
      length: 8,
    },
  );
  expect(wrong).toEqual([]);
  expect(texts).toBe(50 * (1 + drafts.length));
});

test("greedy speculation writes what the target writes alone, for any lookahead", async ({
  check,
}) => {
  expect(await check<string[]>("decode", "greedySpeculation")).toEqual([]);
});

// The seeds are fixed: a right rule falls below 1e-3 in one of 1000 such settings.
const settings = [
  { gamma: null, sampling: {} },
  { gamma: 1, sampling: {} },
  { gamma: 3, sampling: {} },
  { gamma: 2, sampling: { temperature: 0.6 } },
  { gamma: 2, sampling: { topK: 3 } },
  { gamma: 3, sampling: { topP: 0.8 } },
];
for (const setting of settings) {
  test(`sampled text has the target's own distribution: ${JSON.stringify(setting)}`, async ({
    check,
  }) => {
    const p = await check<number>("decode", "chi", { ...setting, runs: 1000 });
    expect(p).toBeGreaterThan(1e-3);
  });
}

for (const sampling of [{}, { temperature: 0.8, topP: 0.9 }, { temperature: 0 }]) {
  test(`every decision can be replayed on the CPU: ${JSON.stringify(sampling)}`, async ({
    check,
  }) => {
    const { wrong, kinds } = await check<{ wrong: string[]; kinds: Record<string, number> }>(
      "replay",
      "replay",
      { sampling, seed: 99 },
    );
    expect(wrong).toEqual([]);
    expect(kinds.bonus).toBeGreaterThan(0);
    expect(kinds.correction).toBeGreaterThan(0);
  });
}

test("texts end where lm/cpu's end", async ({ check }) => {
  expect(await check<string[]>("requests", "endings")).toEqual([]);
});

test("a request that can't be met is refused with the reason", async ({ check }) => {
  const said = await check<string[]>("requests", "refusals");
  const wanted = [
    /^RangeError: the prompt is empty/,
    /^RangeError: length is 0/,
    /^RangeError: seed is 0.5/,
    /^RangeError: gamma is -1/,
    /^RangeError: gamma is 65/,
    /^RangeError: temperature is -1/,
    /^ContextLimitError/,
    /^RangeError: token 0 is 5/,
    /^RangeError: .*share one vocabulary/,
  ];
  for (const [i, pattern] of wanted.entries()) expect(said[i]).toMatch(pattern);
});

test("a stop takes effect before the next iteration", async ({ check }) => {
  const { after, ms } = await check<{ after: number; ms: number }>("requests", "stopping");
  expect(after).toBe(0);
  expect(ms).toBeLessThan(500);
});

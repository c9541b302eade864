import { cpuEngine } from "../../../src/lm/cpu/engine.ts";
import type { Request } from "../../../src/lm/engine.ts";
import { chiSquare, chiSquareTail } from "../../../src/lm/fixtures/chi-square.ts";
import { collect, enumerate, tokensOf } from "../../../src/lm/fixtures/enumerate.ts";
import { tinyModel, tinySession } from "../../../src/lm/fixtures/models.ts";
import type { Model } from "../../../src/lm/model.ts";
import { greedy, plain, type Sampling } from "../../../src/lm/sampling.ts";
import { familyModel } from "./family.ts";
import { randomTokens } from "./models.ts";
import { sharedEngine, usualTarget } from "./shared.ts";

const openings = [
  "Once upon a time",
  "One day, a little boy named Tim",
  "The cat saw a big",
  "Lily and her mom went to the",
  '"I am sorry," said the',
];

/** Beginnings of stories of different lengths, 50 of them. */
function prompts(model: Model): number[][] {
  const { tokenizer, config } = model;
  const all = openings.map((text) => [config.eos[0] ?? 0, ...tokenizer.encode(text)]);
  return Array.from({ length: 50 }, (_, i) => {
    const base = all[i % all.length];
    const more = randomTokens(900 + i, Math.floor(i / 5), 200).map((token) => token + 300);
    return [...base, ...more];
  });
}

/** Texts of a target on the GPU, alone and with each draft, that differ from lm/cpu's; greedy. */
export async function greedyTexts({
  target: id = usualTarget,
  drafts,
  length,
  texts: count = 50,
}: {
  target?: string;
  drafts: string[];
  length: number;
  texts?: number;
}) {
  const target = await familyModel(id);
  const some = prompts(target).slice(0, count);
  const cpu = cpuEngine();
  const plainTarget = await cpu.open(target);
  const gpu = await sharedEngine();
  const session = await gpu.open(target);
  const wrong: string[] = [];
  let texts = 0;
  const expected: number[][] = [];
  const request = (i: number, prompt: number[]): Request => ({
    prompt,
    length,
    sampling: greedy,
    seed: i,
    gamma: 1 + (i % 7),
    eos: target.config.eos,
  });
  for (const [i, prompt] of some.entries()) {
    expected.push(tokensOf(await collect(cpu.generate(plainTarget, null, request(i, prompt)))));
  }
  for (const id of [null, ...drafts]) {
    const draft = id === null ? null : await gpu.open(await familyModel(id));
    for (const [i, prompt] of some.entries()) {
      const written = tokensOf(await collect(gpu.generate(session, draft, request(i, prompt))));
      texts++;
      if (written.join() !== expected[i].join()) {
        wrong.push(`${id ?? "alone"}, prompt ${i}: ${written} instead of ${expected[i]}`);
      }
    }
    draft?.close();
  }
  session.close();
  return { texts, wrong };
}

/** Greedy speculation against greedy decoding of the target alone, both on the GPU, for random models
 *  whose draft is often wrong, and for every lookahead up to 16. */
export async function greedySpeculation(): Promise<string[]> {
  const gpu = await sharedEngine();
  const wrong: string[] = [];
  for (let pair = 0; pair < 2; pair++) {
    const writer = await gpu.open(tinyModel(100 + pair));
    const proposer = await gpu.open(
      tinyModel(200 + pair, { hidden_size: 12, intermediate_size: 4 }),
    );
    for (const prompt of [[0], [1, 4, 2]]) {
      const base: Request = { prompt, length: 40, sampling: greedy, seed: 1, gamma: 0, eos: [] };
      const alone = tokensOf(await collect(gpu.generate(writer, null, base)));
      for (const gamma of [0, 1, 2, 3, 5, 8, 16]) {
        const together = await collect(gpu.generate(writer, proposer, { ...base, gamma }));
        if (tokensOf(together).join() !== alone.join()) {
          wrong.push(`pair ${pair}, γ = ${gamma}: ${tokensOf(together)} instead of ${alone}`);
        }
      }
    }
    writer.close();
    proposer.close();
  }
  return wrong;
}

/** The p-value of sampled texts against exact enumeration of the target on the CPU. */
export async function chi({
  gamma,
  sampling,
  runs,
}: {
  gamma: number | null;
  sampling: Partial<Sampling>;
  runs: number;
}): Promise<number> {
  const settings = { ...plain, ...sampling };
  const prompt = [0, 2];
  const length = 2;
  const expected = enumerate(tinySession(11), prompt, length, settings);
  const counts = new Float64Array(expected.length);
  const gpu = await sharedEngine();
  // Several generations at a time: each has sessions of its own.
  const lanes = await Promise.all(
    Array.from({ length: 6 }, async () => ({
      target: await gpu.open(tinyModel(11)),
      draft: gamma === null ? null : await gpu.open(tinyModel(12, { num_hidden_layers: 1 })),
    })),
  );
  let next = 0;
  await Promise.all(
    lanes.map(async ({ target, draft }) => {
      while (next < runs) {
        const request: Request = {
          prompt,
          length: length + (gamma ?? 0),
          sampling: settings,
          seed: next++,
          gamma: gamma ?? 0,
          eos: [],
        };
        const tokens: number[] = [];
        for await (const iteration of gpu.generate(target, draft, request)) {
          tokens.push(...iteration.tokens);
          if (tokens.length >= length) break;
        }
        counts[tokens.slice(0, length).reduce((index, token) => index * 5 + token, 0)]++;
      }
    }),
  );
  for (const { target, draft } of lanes) {
    target.close();
    draft?.close();
  }
  return goodness(counts, expected, runs);
}

/** Cells that expect fewer than 5 are pooled, as the χ² approximation needs. */
function goodness(counts: Float64Array, expected: Float64Array, runs: number): number {
  const cells: [number, number][] = [];
  const rare: [number, number] = [0, 0];
  for (const [i, p] of expected.entries()) {
    if (p === 0 && counts[i] > 0) return 0;
    if (p * runs >= 5) cells.push([counts[i], p * runs]);
    else {
      rare[0] += counts[i];
      rare[1] += p * runs;
    }
  }
  if (rare[1] > 0) cells.push(rare);
  const statistic = chiSquare(
    cells.map(([seen]) => seen),
    cells.map(([, wanted]) => wanted),
  );
  return chiSquareTail(statistic, cells.length - 1);
}

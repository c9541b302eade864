import { expect, it } from "vitest";
import type { Request } from "../engine.ts";
import { collect, tokensOf } from "../fixtures/enumerate.ts";
import { tinyModel } from "../fixtures/models.ts";
import { prompts, shippedIndex, shippedModel } from "../fixtures/shipped.ts";
import { promptTokens } from "../model.ts";
import { greedy, plain } from "../sampling.ts";
import { createWasmEngine } from "./engine.ts";
import { builds } from "./fixtures/builds.ts";
import { spawnThread } from "./fixtures/threads.ts";

const ids = shippedIndex().map(({ id }) => id);
const targetId = ids[ids.length - 1];

/** As a thread alone would, but for the time that it takes. */
const decisions = ({ spans: _, ...decided }: { spans: unknown }) => decided;

it.each(builds.flatMap((build) => [2, 3].map((threads) => [build, threads] as const)))(
  "%s: %d threads give the very bits of one",
  async (build, threads) => {
    const alone = await createWasmEngine({ build });
    const team = await createWasmEngine({ build, threads, spawn: spawnThread, always: true });
    for (const model of [shippedModel(targetId), shippedModel(ids[0]), tinyModel(1)]) {
      const [one, many] = [await alone.open(model), await team.open(model)];
      expect(team.threadsOf(many)).toBe(threads);
      for (const [count, position] of [
        [5, 0],
        [1, 5],
        [Math.min(19, model.config.context - 4), 4],
      ]) {
        const tokens = Array.from({ length: count }, (_, i) => (7 * i) % model.config.vocab);
        const expected = (await one.pass(tokens, position)).slice();
        expect(await many.pass(tokens, position)).toEqual(expected);
      }
    }
    alone.close();
    team.close();
  },
);

it("writes the same text with the same decisions as one thread", async () => {
  const model = shippedModel(targetId);
  const draft = shippedModel(ids[2]);
  const alone = await createWasmEngine();
  const team = await createWasmEngine({ threads: 2, spawn: spawnThread, always: true });
  const one = [await alone.open(model), await alone.open(draft)] as const;
  const many = [await team.open(model), await team.open(draft)] as const;
  for (const [seed, prompt] of prompts.slice(0, 3).entries()) {
    const request: Request = {
      prompt: promptTokens(model, prompt),
      length: 10,
      sampling: seed % 2 === 0 ? greedy : plain,
      seed,
      gamma: 1 + (seed % 5),
      eos: model.config.eos,
    };
    const expected = await collect(alone.generate(...one, request));
    const found = await collect(team.generate(...many, request));
    expect(found.map(decisions)).toEqual(expected.map(decisions));
    const text = tokensOf(await collect(team.generate(many[0], null, request)));
    expect(text).toEqual(tokensOf(await collect(alone.generate(one[0], null, request))));
  }
  team.close();
  alone.close();
});

it("goes on alone where no thread starts", async () => {
  const engine = await createWasmEngine({
    threads: 2,
    spawn: () => ({ ready: Promise.reject(new Error("no workers here")), terminate() {} }),
  });
  const session = await engine.open(tinyModel(1));
  expect(engine.threadsOf(session)).toBe(1);
  expect((await session.pass([1, 2], 0)).every(Number.isFinite)).toBe(true);
  engine.close();
});

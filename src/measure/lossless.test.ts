import { describe, expect, it } from "vitest";
import { cpuEngine } from "../lm/cpu/engine.ts";
import type { Engine, Iteration, Session } from "../lm/engine.ts";
import { tinyModel } from "../lm/fixtures/models.ts";
import { exact, type Rule, speculate } from "../lm/speculative.ts";
import { tampered, tinyPair, tinyTask } from "./fixtures/engines.ts";
import { compareGreedy, compareTexts, recompute, replayDecisions } from "./lossless.ts";
import { requestOf, type Task } from "./pair.ts";
import { write } from "./write.ts";

const sampling = { temperature: 1, topK: 0, topP: 1 };
const { signal } = new AbortController();

async function flaws(engine?: Engine, change: Partial<Task> = {}) {
  const pair = await tinyPair(engine);
  const task = tinyTask({ sampling, length: 50, ...change });
  const request = requestOf(task, 0, 3, signal);
  const written = await write(pair.engine, pair.target.session, pair.draft.session, request);
  return {
    replayed: replayDecisions(written),
    recomputed: await recompute(written, pair.target.session, pair.draft.session),
  };
}

const changing = (at: number, change: (iteration: Iteration) => Iteration) => {
  let seen = 0;
  return tampered((iteration) => (seen++ === at ? change(iteration) : iteration));
};

describe("the replay of a sampled text", () => {
  it.each([
    ["plain", {}],
    ["a cut tail", { sampling: { ...sampling, topP: 0.8 } }],
    ["a low temperature", { sampling: { ...sampling, temperature: 0.3 } }],
    ["ends of text", { eos: [3] }],
    ["temperature 0", { sampling: { ...sampling, temperature: 0 } }],
  ])("finds nothing with %s", async (_, change) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(await flaws(cpuEngine(), { ...change, seed })).toEqual({
        replayed: null,
        recomputed: null,
      });
    }
  });

  it.each<[string, (iteration: Iteration) => Iteration]>([
    ["another token", (it) => ({ ...it, tokens: it.tokens.map((token) => (token + 1) % 5) })],
    ["a lost token", (it) => ({ ...it, tokens: it.tokens.slice(1) })],
    ["another place", (it) => ({ ...it, position: it.position + 1 })],
    [
      "another coin",
      (it) => ({ ...it, verdicts: it.verdicts.map((v) => ({ ...v, coin: v.coin / 2 + 0.1 })) }),
    ],
    [
      "another verdict",
      (it) => ({ ...it, verdicts: it.verdicts.map((v) => ({ ...v, accepted: !v.accepted })) }),
    ],
    [
      "another random number for the closing token",
      (it) => ({ ...it, closing: it.closing && { ...it.closing, u: (it.closing.u + 0.5) % 1 } }),
    ],
  ])("finds %s", async (_, change) => {
    expect((await flaws(changing(2, change))).replayed).not.toBe(null);
  });

  // Consistent in itself, and wrong: only the models' own logits can tell.
  const wrong: [string, Rule][] = [
    ["draws corrections from the target", { ...exact, residual: (p) => p }],
    ["draws corrections from the draft", { ...exact, residual: (_, q) => q }],
  ];
  it.each(wrong)("an engine that %s is found by recomputing", async (_, rule) => {
    const engine: Engine = {
      ...cpuEngine(),
      generate(target, draft, request) {
        if (draft === null) throw new Error("not used here");
        return speculate(target, draft, request, rule);
      },
    };
    const found = [];
    for (let seed = 0; seed < 8; seed++) found.push(await flaws(engine, { seed, length: 60 }));
    expect(found.every(({ replayed }) => replayed === null)).toBe(true);
    expect(found.some(({ recomputed }) => recomputed !== null)).toBe(true);
  });

  it("an engine that reports probabilities of its own making is found by recomputing", async () => {
    const engine = changing(3, (it) => ({
      ...it,
      proposals: it.proposals.map((proposal) => ({ ...proposal, q: proposal.q / 2 })),
      verdicts: it.verdicts.map((verdict) => ({ ...verdict, p: verdict.p / 2 })),
    }));
    const { recomputed } = await flaws(engine);
    expect(recomputed).toMatch(/is/);
  });
});

/** A target that gives these logits after any text. */
const saying = (logits: readonly number[]): Session => ({
  config: { ...tinyModel(1).config, vocab: logits.length },
  context: 64,
  close: () => {},
  pass: async (tokens) => Float32Array.from(Array.from(tokens, () => logits).flat()),
});

describe("two greedy texts", () => {
  const request = requestOf(tinyTask(), 0, 0, signal);
  const compared = (alone: number[], together: number[], logits: readonly number[]) =>
    compareGreedy({ tokens: alone, request }, { tokens: together }, saying(logits));

  it("that are alike have neither flaw nor tie", async () => {
    expect(await compared([1, 2], [1, 2], [0, 0, 0])).toEqual({ flaw: null, tie: null });
  });

  it("that part where two logits are equal within rounding have a tie, and no flaw", async () => {
    expect(await compared([0, 1, 2], [0, 2, 0], [1, 3.001, 3])).toEqual({
      flaw: null,
      tie: "token 1 is a tie: 1 (alone) and 2 have the same logit to within 0.004 (3.0010 and 3.0000), so rounding chooses, and the texts differ from there on",
    });
  });

  it.each([
    ["the other token's logit is lower", [0, 1], [0, 2], [1, 3, 2.99]],
    ["the target's own choice is lower", [0, 1], [0, 2], [1, 2.99, 3]],
    ["both are equal, but below another", [0, 1], [0, 2], [4, 3, 3]],
    ["one text ends early", [0, 1], [0], [3, 3, 3]],
    ["one text goes on", [0], [0, 1], [3, 3, 3]],
    ["a logit is no number", [0, 1], [0, 2], [1, Number.NaN, 3]],
  ])("that part have a flaw where %s", async (_, alone, together, logits) => {
    const { flaw, tie } = await compared(alone, together, logits);
    expect(tie).toBe(null);
    expect(flaw).toMatch(/^token 1 is/);
  });

  it("are compared to the end of the longer", () => {
    expect(compareTexts([1, 2], [1, 2])).toBe(null);
    expect(compareTexts([1, 2], [1, 3])).toBe("token 1 is 3, alone it is 2");
    expect(compareTexts([1, 2], [1])).toMatch(/token 1/);
  });
});

import { describe, expect, it } from "vitest";
import { chiSquare, chiSquareTail } from "../lm/fixtures/chi-square.ts";
import { plain, probabilities } from "../lm/sampling.ts";
import { tinyPair } from "./fixtures/engines.ts";
import { judgeGuess } from "./guess.ts";

const text = [1, 4, 2];

async function setup() {
  const { target, draft } = await tinyPair();
  const { vocab } = target.model.config;
  const logits = await target.session.pass(text, 0);
  return { target, draft, p: probabilities(logits.slice(-vocab), plain) };
}

describe("a person as the draft", () => {
  it("leaves the target's own distribution, whatever is guessed", async () => {
    const { target, draft, p } = await setup();
    const counts = new Array(p.length).fill(0);
    const runs = 1500;
    for (let seed = 0; seed < runs; seed++) {
      const { judged, added } = await judgeGuess(target, draft, { text, tokens: [3], seed });
      const first = judged[0].accepted ? 3 : target.model.tokenizer.encode(added.slice(0, 1))[0];
      // what the tokenizer shows nothing for is counted together with the end of the text
      counts[first ?? 0] += 1;
    }
    const ends = new Set([0, ...target.model.config.eos]);
    const ids = [...p.keys()].filter(
      (v) => target.model.tokenizer.decode([v]) !== "" && !ends.has(v),
    );
    const rest = (values: ArrayLike<number>) =>
      Array.from(values).reduce((sum, value, v) => sum + (ids.includes(v) ? 0 : value), 0);
    const statistic = chiSquare(
      [...ids.map((v) => counts[v]), rest(counts)],
      [...ids.map((v) => runs * p[v]), runs * rest(p)],
    );
    expect(chiSquareTail(statistic, ids.length)).toBeGreaterThan(1e-4);
  });

  it("accepts with the target's own probability and says what a draft would have had", async () => {
    const { target, draft, p } = await setup();
    const turn = await judgeGuess(target, draft, { text, tokens: [3, 4], seed: 3 });
    expect(turn.judged[0].p).toBeCloseTo(p[3], 6);
    for (const { coin, p: mass, accepted, draft: overlap } of turn.judged) {
      expect(accepted).toBe(coin < mass);
      expect(overlap).toBeGreaterThan(0);
      expect(overlap).toBeLessThanOrEqual(1 + 1e-6);
    }
    expect(turn.added.endsWith(turn.correction)).toBe(true);
  });
});

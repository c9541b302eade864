import { describe, expect, it } from "vitest";
import { choosePrefixes, positions, scoreWindow, splitDocuments, windows } from "./evaluate.ts";
import { collect } from "./fixtures/enumerate.ts";
import { tinySession } from "./fixtures/models.ts";
import { plain, probabilities } from "./sampling.ts";
import { speculate } from "./speculative.ts";

describe("splitDocuments", () => {
  it.each<[string, string[]]>([
    ["a\nb\n<|endoftext|>\nc\n<|endoftext|>\n", ["a\nb", "c"]],
    ["a", ["a"]],
    ["a\n", ["a\n"]],
    ["", []],
    ["<|endoftext|>\n<|endoftext|>\n\n<|endoftext|>\n", []],
    ["a <|endoftext|>\n<|endoftext|> b", ["a <|endoftext|>\n<|endoftext|> b"]],
    ["a\r\n<|endoftext|>\r\nb", ["a\r", "b"]],
  ])("of %j gives %j", (text, documents) => {
    expect(splitDocuments(text)).toEqual(documents);
  });
});

it("windows cut without overlap", () => {
  expect(windows([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
});

describe("choosePrefixes", () => {
  const texts = [5, 64, 1, 30].map((n) => new Array<number>(n).fill(1));

  it("chooses distinct places after which a draft has room, longest first", () => {
    const chosen = choosePrefixes(texts, 64, 40, 1);
    expect(chosen.flat()).toHaveLength(40);
    expect(new Set(chosen.flat().map(({ id }) => id)).size).toBe(40);
    for (const [w, prefixes] of chosen.entries()) {
      const lengths = prefixes.map(({ length }) => length);
      expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
      for (const length of lengths) {
        expect(length).toBeGreaterThanOrEqual(1);
        expect(length).toBeLessThan(texts[w].length);
        expect(length + positions - 1).toBeLessThanOrEqual(64);
      }
    }
  });

  it("takes all there are when more are wanted", () => {
    expect(choosePrefixes([[1, 2, 3]], 64, 100, 1).flat()).toHaveLength(2);
    expect(choosePrefixes([], 64, 100, 1)).toEqual([]);
  });
});

describe("scoreWindow", () => {
  const change = { eos_token_id: 4 };
  const target = tinySession(21, change);
  const draft = tinySession(22, change);
  const window = [0, 3, 1, 2, 2, 1, 0, 3];

  it("agrees with the definitions, token by token", () => {
    const score = scoreWindow([target, draft], window, { paired: true, prefixes: [], seed: 1 });
    let [nats, draftNats, alpha, same] = [0, 0, 0, 0];
    for (let t = 1; t < window.length; t++) {
      const last = (session: typeof target) =>
        probabilities(session.passNow(window.slice(0, t), 0).slice((t - 1) * 5), plain);
      const [p, q] = [last(target), last(draft)];
      nats -= Math.log(p[window[t]]);
      draftNats -= Math.log(q[window[t]]);
      alpha += p.reduce((sum, mass, v) => sum + Math.min(mass, q[v]), 0);
      same += Number(p.indexOf(Math.max(...p)) === q.indexOf(Math.max(...q)));
    }
    expect(score.predicted).toBe(7);
    // float32 probabilities here, float64 there
    expect(score.nats[0]).toBeCloseTo(nats, 5);
    expect(score.nats[1]).toBeCloseTo(draftNats, 5);
    expect(score.overlap[0]).toBeCloseTo(alpha, 5);
    expect(score.agreed[0]).toBe(same);
  });

  it("scores a model alone without pairs, and a window of one token not at all", () => {
    const score = scoreWindow([target, draft], [1], { paired: false, prefixes: [], seed: 1 });
    expect(score).toEqual({ predicted: 0, nats: [0, 0], overlap: [], agreed: [], byPosition: [] });
  });

  it("measures the acceptance by position that speculative decoding has", async () => {
    const runs = 4000;
    const prefixes = Array.from({ length: runs }, (_, id) => ({ length: 4, id }));
    const { byPosition } = scoreWindow([target, draft], window, {
      paired: true,
      prefixes,
      seed: 5,
    });
    const [{ reached, accepted }] = byPosition;
    const tried = new Array(positions).fill(0);
    const kept = new Array(positions).fill(0);
    for (let seed = 0; seed < runs; seed++) {
      const request = {
        prompt: window.slice(0, 4),
        length: 9,
        sampling: plain,
        seed,
        gamma: 8,
        eos: [4],
      };
      const [first] = await collect(speculate(target, draft, request));
      for (const [i, verdict] of first.verdicts.entries()) {
        tried[i]++;
        kept[i] += Number(verdict.accepted);
      }
    }
    for (let i = 0; i < 5; i++) {
      // Four standard deviations of the counted share; the weighted mean is less noisy.
      const share = accepted[i] / reached[i];
      const spread = Math.sqrt((share * (1 - share)) / tried[i]);
      expect(Math.abs(kept[i] / tried[i] - share)).toBeLessThan(4 * spread + 0.01);
    }
  });
});

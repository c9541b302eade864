import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argmax, draw, greedy, plain, probabilities, type Sampling } from "./sampling.ts";

// Sixteenths, so that logits which differ do so in float32 probabilities too and rank alike.
const logits = fc.array(
  fc.integer({ min: -200, max: 200 }).map((n) => n / 16),
  { minLength: 1, maxLength: 40 },
);
const settings = fc.record<Sampling>({
  temperature: fc.double({ min: 0.05, max: 3, noNaN: true }),
  topK: fc.nat(45),
  topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
});

/** The same by the definition: sort, cut, sum, in double precision and without sharing work. */
function byDefinition(values: readonly number[], { temperature, topK, topP }: Sampling): number[] {
  const top = Math.max(...values);
  let p = values.map((v) => Math.exp((v - top) / temperature));
  const normalise = () => {
    const sum = p.reduce((a, b) => a + b, 0);
    p = p.map((v) => v / sum);
  };
  const rank = (i: number) => p.filter((v, j) => v > p[i] || (v === p[i] && j < i)).length;
  normalise();
  if (topK > 0) p = p.map((v, i) => (rank(i) < topK ? v : 0));
  normalise();
  const massBefore = (i: number) => p.reduce((sum, v, j) => sum + (rank(j) < rank(i) ? v : 0), 0);
  p = p.map((v, i) => (massBefore(i) < topP ? v : 0));
  normalise();
  return p;
}

describe("probabilities", () => {
  // scipy.special.softmax([1, 2, 4] / 0.5), SciPy 1.10.1
  it("is the softmax of logits / temperature", () => {
    const p = probabilities([1, 2, 4], { ...plain, temperature: 0.5 });
    const expected = [0.0024282580295913376, 0.017942534803329194, 0.9796292071670795];
    for (const [i, v] of expected.entries()) expect(Math.abs(p[i] - v)).toBeLessThan(1e-7); // float32
  });

  it("puts all on the first of the largest logits at temperature 0", () => {
    expect([...probabilities([1, 3, 3, 2], greedy)]).toEqual([0, 1, 0, 0]);
  });

  it("keeps k tokens, the lower index first among equals", () => {
    expect([...probabilities([0, 0, 0, 0], { ...plain, topK: 2 })]).toEqual([0.5, 0.5, 0, 0]);
  });

  it("keeps the fewest tokens whose mass reaches p", () => {
    const values = [0.5, 0.25, 0.125, 0.125].map(Math.log);
    const kept = (topP: number) =>
      probabilities(values, { ...plain, topP }).filter((v) => v > 0).length;
    expect([0.1, 0.49, 0.51, 0.74, 0.76, 0.874, 0.876, 1].map(kept)).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4,
    ]);
  });

  it("agrees with the definition for any logits and settings", () => {
    fc.assert(
      fc.property(logits, settings, (values, sampling) => {
        const p = probabilities(values, sampling);
        const q = byDefinition(values, sampling);
        // A sum within rounding of top-p may cut one token earlier or later than exact arithmetic.
        fc.pre(Math.abs(p.filter((v) => v > 0).length - q.filter((v) => v > 0).length) === 0);
        for (let i = 0; i < q.length; i++) expect(Math.abs(p[i] - q[i])).toBeLessThan(1e-6);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it.each<[string, Partial<Sampling>]>([
    ["temperature", { temperature: -1 }],
    ["temperature", { temperature: Number.NaN }],
    ["topK", { topK: 1.5 }],
    ["topP", { topP: 0 }],
    ["topP", { topP: 1.1 }],
  ])("refuses an impossible %s by name", (name, change) => {
    expect(() => probabilities([1], { ...plain, ...change })).toThrow(new RegExp(name));
  });
});

describe("draw", () => {
  it("returns the first index whose running sum exceeds u", () => {
    const p = [0.25, 0, 0.5, 0.25];
    expect([0, 0.2499, 0.25, 0.7499, 0.75, 1 - 2 ** -24].map((u) => draw(p, u))).toEqual([
      0, 0, 2, 2, 3, 3,
    ]);
  });

  it("never returns an index of weight 0, whatever rounding does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 2 ** 24 - 1 }),
        (weights, bits) => {
          fc.pre(weights.some((w) => w > 0));
          expect(weights[draw(weights, bits / 2 ** 24)]).toBeGreaterThan(0);
        },
      ),
      { seed: 1 },
    );
  });
});

it("argmax prefers the lowest index", () => {
  expect(argmax([1, 5, 5])).toBe(1);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileQueries } from "../scenario/fixtures/hostile.ts";
import { models, scenarios } from "../scenario/fixtures/scenarios.ts";
import { defaultScenario } from "../scenario/scenario.ts";
import { parseUrl } from "../scenario/url.ts";
import { sdslPlane } from "../sdsl/acceptance.ts";
import { speedup } from "../sdsl/lookahead.ts";
import { draftPoint, optimalDraft, prepare } from "../sdsl/optimum.ts";
import { pretrainingLaws } from "../sdsl/pretraining.ts";
import reference from "../sdsl/reference.json" with { type: "json" };
import { expectedTokens } from "../sdsl/tokens.ts";
import { lawDraft, optimalDraftBand, planeHalfWidth } from "../sdsl/uncertainty.ts";
import type { Answer, Curve } from "./answer.ts";
import { compute, type Request } from "./compute.ts";

const requestOf = (query: string): Request => parseUrl(query).scenario;
const answerTo = (query: string) => compute(requestOf(query));
/** The setting of the defaults, straight from the law. */
const direct = (M = 70e9) =>
  prepare({
    M,
    D: 100e9,
    Dt: 15e12,
    law: pretrainingLaws.hoffmann,
    plane: sdslPlane,
    cost: { kind: "flops" },
  });

/** Where no draft pays there is no best one, and its curve breaks. */
const mayBeNone = /\.N_opt$|\.optimum\.curve\.(y|low|high)|\.main\.(y|low|high)/;

function numbersOf(value: unknown, path = "answer"): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (value instanceof Float64Array) return Array.from(value, (v, i) => [`${path}[${i}]`, v]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => numbersOf(part, `${path}.${key}`));
}

const curvesOf = (answer: Answer): Record<string, Curve> => ({
  main: answer.main,
  optimum: answer.optimum.curve,
  law: answer.optimum.law,
  lookahead: answer.lookahead.curve,
  acceptance: answer.acceptance,
});

describe("the readouts", () => {
  it.each(reference.rows)(
    "agree with the reference at M = $M, N = $N, alpha = $alpha_set",
    (row) => {
      const { M, D, Dt, law, N, alpha_set } = row;
      const { readouts } = answerTo(
        `?M=${M}&D=${D}&Dt=${Dt}&law=${law}&N=${N}&alpha=${alpha_set}`,
      ).headline;
      expect(Math.abs(readouts.N_opt / row.N_opt - 1)).toBeLessThan(1e-4);
      // with N on auto these hang on N*, found to about 1e-8 on a flat top
      for (const key of [
        "alpha",
        "gamma_opt",
        "speedup",
        "speedup_int",
        "tokens_per_iteration",
      ] as const)
        expect(Math.abs(readouts[key] / row[key] - 1), key).toBeLessThan(
          N === "auto" ? 1e-6 : 1e-8,
        );
      expect(readouts.gamma_int).toBe(row.gamma_int);
    },
  );

  it("with a lookahead set are all at that lookahead, but for its optimum", () => {
    const { readouts } = answerTo("?N=1B&gamma=4").headline;
    const { alpha, c, gamma } = draftPoint(direct(), 1e9);
    const { verify } = direct().pair;
    expect(readouts.gamma_opt).toBe(gamma);
    expect(readouts.speedup).toBe(speedup(alpha, 4, c, verify));
    expect(readouts.speedup_int).toBe(readouts.speedup);
    expect(readouts.tokens_per_iteration).toBe(expectedTokens(alpha, 4));
    expect(readouts.ratio).toBe(70);
    expect(readouts.N_law).toBe(lawDraft(70e9));
  });

  it("are at the acceptance measured, wherever it was", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 1e7, max: 60e9, noNaN: true }),
        (alpha, N) => {
          const { headline } = compute({ ...requestOf(""), N, alpha });
          expect(headline.readouts.alpha).toBeCloseTo(alpha, 9);
          expect(headline.anchor).toBe(N);
        },
      ),
    );
  });
});

describe("the curves", () => {
  const answer = answerTo("");

  it("of speedup over draft size is the chain at every size, and peaks at N*", () => {
    const { x, y } = answer.main;
    expect(x).toHaveLength(401);
    for (const [i, N] of x.entries()) expect(y[i]).toBe(draftPoint(direct(), N).speedup);
    expect(x[y.indexOf(Math.max(...y))]).toBe(answer.headline.readouts.N_opt);
  });

  it("of N* over the target's size is N* at every size, and its band nearly exact", () => {
    const { x, y, low, high } = answer.optimum.curve;
    expect(x).toHaveLength(122);
    expect(x).toContain(70e9);
    for (const [i, M] of x.entries()) {
      expect(y[i]).toBe(optimalDraft(direct(M)).N);
      const band = optimalDraftBand(direct(M), y[i] ?? 0, planeHalfWidth);
      expect(Math.abs((low[i] ?? 0) / band.low - 1), `low at ${M}`).toBeLessThan(0.01);
      expect(Math.abs((high[i] ?? 0) / band.high - 1), `high at ${M}`).toBeLessThan(0.01);
    }
  });

  it("of speedup over lookahead passes through its whole numbers and peaks at γ*", () => {
    const { curve, whole } = answer.lookahead;
    const { c, readouts } = answer.headline;
    const { alpha } = readouts;
    const { verify } = direct().pair;
    for (const [gamma, value] of whole.entries())
      expect(value).toBe(speedup(alpha, gamma, c, verify));
    expect(Math.max(...curve.y)).toBeLessThanOrEqual(answer.headline.readouts.speedup);
    expect(Math.max(...curve.y)).toBeGreaterThan(answer.headline.readouts.speedup * 0.999);
  });

  it("and the map agrees with the chain in every cell", () => {
    const { N, gamma, values } = answer.map;
    expect(gamma).toEqual(Float64Array.from({ length: 25 }, (_, g) => g));
    expect(N).toHaveLength(97);
    expect(values).toHaveLength(97 * 25);
    for (const [i, size] of N.entries()) {
      const { alpha, c } = draftPoint(direct(), size);
      for (const [j, g] of gamma.entries())
        expect(values[j * 97 + i]).toBe(speedup(alpha, g, c, direct().pair.verify));
    }
  });

  it("of a pin are those of its own scenario", () => {
    const pinned = answerTo("?pin=small~M:1B~alpha:0.8").pins[0]!;
    const alone = answerTo("?M=1B&alpha=0.8");
    expect(pinned.headline).toEqual(alone.headline);
    expect(pinned.main).toEqual(alone.main);
  });

  it("mark where the plane was cut off", () => {
    const { clamped, acceptance } = answerTo("?M=1T&plane=custom:-0.1,0.013,1.3");
    const ends = new Set(clamped.map(({ clamp }) => clamp));
    expect(ends).toEqual(new Set(["low"]));
    for (const { from, to } of clamped)
      for (const [i, N] of acceptance.x.entries())
        if (N >= from && N <= to) expect(acceptance.y[i]).toBe(0);
  });
});

describe("whatever is set", () => {
  it("every number is finite and every band holds its curve", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const answer = compute({ ...scenario, pin: scenario.pin.slice(0, 1) });
        const odd = numbersOf(answer).filter(([, value]) => !Number.isFinite(value));
        expect(odd.filter(([path, v]) => !Number.isNaN(v) || !mayBeNone.test(path))).toEqual([]);
        for (const [name, { x, y, low, high }] of Object.entries(curvesOf(answer))) {
          expect([y.length, low.length, high.length]).toEqual([x.length, x.length, x.length]);
          const outside = Array.from(y, (value, i) => [low[i] ?? 0, value, high[i] ?? 0]).filter(
            ([l = 0, value = 0, h = 0]) => l > value * (1 + 1e-9) || h < value * (1 - 1e-9),
          );
          expect(outside, name).toEqual([]);
        }
      }),
      // the second: N* bends between two targets where the band is solved
      { numRuns: 30, examples: [[defaultScenario], [{ ...defaultScenario, D: 1e6, Dt: 1e6 }]] },
    );
  }, 120_000);

  it("hostile links included", () => {
    for (const query of hostileQueries(120, 2)) {
      const { readouts } = answerTo(`?${query}`).headline;
      for (const [name, value] of Object.entries(readouts))
        expect(
          Number.isFinite(value) || (name === "N_opt" && Number.isNaN(value)),
          `${name} at ${query.slice(0, 100)}`,
        ).toBe(true);
    }
  });

  it("the best draft is no worse than any on the curve, whatever lookahead is set", () => {
    fc.assert(
      fc.property(models, (model) => {
        const { headline, main } = compute({ ...model, N: "auto", x: "N", y: "speedup", pin: [] });
        const { N_opt } = headline.readouts;
        const highest = Math.max(...main.y);
        expect(headline.speedupAtOptimum * (1 + 1e-9)).toBeGreaterThanOrEqual(highest);
        if (!Number.isNaN(N_opt)) expect(main.x).toContain(N_opt);
        else if (model.gamma !== "auto") expect(highest).toBeLessThan(1.005);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

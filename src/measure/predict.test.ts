import { describe, expect, it } from "vitest";
import { searchLookahead, speedup } from "../sdsl/lookahead.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { calibration, repetitionTimes } from "./fixtures/calibration.ts";
import { explainGap } from "./gap.ts";
import { bestGamma, predict, verifyTime } from "./predict.ts";

const sizes = { target: 2e6, draft: 1e5 };
const onePass = [{ fixed: 1, perToken: 0 }];

describe("a prediction", () => {
  it("is SDSL's chain with c = N/M", () => {
    const { curve, c } = predict(calibration({ alpha: 0.8 }), sizes, 4);
    expect(c).toBe(0.05);
    for (const { gamma, sdsl } of curve) expect(sdsl).toBe(speedup(0.8, gamma, c, onePass));
  });

  it("calibrated is E[tokens] t_AR over the time of an iteration", () => {
    const { calibrated, tokens } = predict(calibration({ alpha: 0.8 }), sizes, 4);
    expect(tokens).toBe(expectedTokens(0.8, 4));
    // t_AR 10, t_draft 1, t_verify(5) = 10 + 4 · 0.5, overhead 0.5
    expect(calibrated).toBeCloseTo((tokens * 10) / (4 + 12 + 0.5), 12);
  });

  it("calibrated is SDSL's own where the device costs what the FLOP model says", () => {
    const ideal = calibration({ alpha: 0.7, tDraft: 0.5, perToken: 0, overhead: 0 });
    const { curve } = predict(ideal, sizes, "auto");
    for (const { sdsl, calibrated } of curve) expect(calibrated).toBeCloseTo(sdsl, 12);
  });

  it("along texts of constant acceptance is the one with one alpha", () => {
    const texts = [new Array(5000).fill(0.8)];
    const { tokens, tokensAlongText } = predict(calibration({ alpha: 0.8, texts }), sizes, 4);
    expect(tokensAlongText / tokens).toBeCloseTo(1, 2);
  });

  it("takes with auto the best lookahead of the calibrated curve, at least 1", () => {
    const usual = calibration({ alpha: 0.8 });
    const { curve, gamma } = predict(usual, sizes, "auto");
    const own = searchLookahead(
      (g) => curve[g].calibrated,
      () => 1,
      curve.length - 1,
    );
    expect(gamma).toBe(own.gamma);
    expect(bestGamma(calibration({ alpha: 0.01 }), 12)).toBe(1);
  });

  it("goes on beyond the calibrated lookaheads in a straight line", () => {
    const usual = calibration({ alpha: 0.8 });
    expect(verifyTime(usual, 17)).toBeCloseTo(10 + 16 * 0.5, 12);
    expect(predict(usual, sizes, 16).curve).toHaveLength(17);
  });

  it("is 1 without lookahead, whatever the timings", () => {
    const { curve } = predict(calibration({ alpha: 0.8, overhead: 7 }), sizes, 4);
    const [{ calibrated, calibratedAlongText, sdsl }] = curve;
    expect([calibrated, calibratedAlongText, sdsl]).toEqual([1, 1, 1]);
  });

  it("stays finite where everything is accepted", () => {
    const { sdsl, calibrated } = predict(calibration({ alpha: 1 }), sizes, "auto");
    expect(sdsl).toBeLessThan(13);
    expect(calibrated).toBeGreaterThan(1);
  });
});

describe("the gap", () => {
  const usual = calibration({ alpha: 0.8 });
  const prediction = predict(usual, sizes, 4);
  const explain = (change: Partial<ReturnType<typeof repetitionTimes>> = {}) =>
    explainGap(prediction, usual, { ...repetitionTimes(usual, prediction), ...change });
  const product = (terms: ReturnType<typeof explain>) =>
    terms.reduce((all, { factor }) => all * factor, 1);

  it("is nothing where all came as calibrated", () => {
    for (const { factor } of explain()) expect(factor).toBeCloseTo(1, 12);
  });

  it("multiplies to measured over calibrated, whatever changed", () => {
    const measured = 1.4;
    const seen = {
      speedup: measured,
      tokensPerIteration: 2.9,
      autoregressive: 11,
      draft: 6,
      verify: 15,
      overhead: 0.2,
    };
    expect(product(explain(seen))).toBeCloseTo(measured / prediction.calibrated, 12);
  });

  it("has nothing of a device that has slowed down as a whole", () => {
    const { draft, verify, overhead, autoregressive } = repetitionTimes(usual, prediction);
    const slower = {
      draft: 3 * draft,
      verify: 3 * verify,
      overhead: 3 * overhead,
      autoregressive: 3 * autoregressive,
    };
    for (const { factor } of explain(slower)) expect(factor).toBeCloseTo(1, 12);
  });

  it("is laid on the term that changed alone", () => {
    const speedup = (prediction.calibrated * 16.5) / 28.5;
    const terms = explain({ verify: 24, speedup });
    for (const { term, factor } of terms) {
      if (term === "verify cost") expect(factor).toBeCloseTo(16.5 / 28.5, 12);
      else expect(factor).toBeCloseTo(1, 12);
    }
  });
});

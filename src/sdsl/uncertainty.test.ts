import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptance, calibrate, maxPerplexity, planeValue, sdslPlane } from "./acceptance.ts";
import { logarithmic, planes, settings } from "./arbitraries.ts";
import { bestLookahead, speedup } from "./lookahead.ts";
import { draftPoint, optimalDraft, prepare } from "./optimum.ts";
import { pretrainingLaws } from "./pretraining.ts";
import {
  acceptanceBand,
  optimalDraftBand,
  planeHalfWidth,
  shifted,
  speedupBand,
} from "./uncertainty.ts";

const onePass = [{ fixed: 1, perToken: 0 }];
const usual = prepare({
  M: 70e9,
  D: 180e9,
  Dt: 180e9,
  law: pretrainingLaws.besiroglu,
  plane: sdslPlane,
  cost: { kind: "flops" },
});
const halfWidths = fc.double({ min: 0, max: 1, noNaN: true });
const perplexities = logarithmic(1, maxPerplexity);

it("half the plane's band is 1.96 · sqrt(0.00128) = 0.0701", () => {
  expect(planeHalfWidth).toBeCloseTo(0.070123, 6);
});

describe("the band of acceptance", () => {
  it("is the plane up and down, worked by hand: 0.66536 ± 0.05", () => {
    const band = acceptanceBand(sdslPlane, 12, 8, 0.05);
    expect(band.low).toBeCloseTo(0.61536, 14);
    expect(band.high).toBeCloseTo(0.71536, 14);
  });

  it("holds its centre, lies in 0..0.9999, and collapses at no width", () => {
    fc.assert(
      fc.property(planes, perplexities, perplexities, halfWidths, (plane, x, y, half) => {
        const alpha = acceptance(plane, x, y);
        const band = acceptanceBand(plane, x, y, half);
        expect(band.low).toBeGreaterThanOrEqual(0);
        expect(band.low).toBeLessThanOrEqual(alpha);
        expect(band.high).toBeGreaterThanOrEqual(alpha);
        expect(band.high).toBeLessThanOrEqual(0.9999);
        expect(acceptanceBand(plane, x, y, 0)).toEqual({ low: alpha, high: alpha });
      }),
    );
  });

  it("moves a calibrated plane as a plain one", () => {
    const plane = calibrate(sdslPlane, 0.7, 1e20, 8);
    expect(planeValue(shifted(plane, 0.1), 1e20, 8)).toBeCloseTo(0.8, 15);
    expect(acceptanceBand(plane, 1e20, 8, 0.1).low).toBeCloseTo(0.6, 15);
    expect(shifted(calibrate(sdslPlane, 0.7, 12, 8), 0.1).C).toBeCloseTo(0.77664, 14);
  });
});

describe("the band of the speedup", () => {
  it("holds the speedup at the centre, worked by hand at alpha 0.5 ± 0.1, gamma 1, c 0.1", () => {
    const band = speedupBand({ low: 0.4, high: 0.6 }, 1, 0.1, onePass);
    expect(band.low).toBeCloseTo(1.4 / 1.1, 14);
    expect(band.high).toBeCloseTo(1.6 / 1.1, 14);
  });

  it("can reach below 1: the lookahead was chosen for the centre", () => {
    const { gamma } = bestLookahead(0.5, 0.1, onePass);
    expect(speedupBand({ low: 0, high: 0.9 }, gamma, 0.1, onePass).low).toBeLessThan(1);
  });

  it("holds the centre and collapses without a width, over the whole domain", () => {
    fc.assert(
      fc.property(settings, halfWidths, (setting, half) => {
        const at = prepare(setting);
        const { draftPerplexity, alpha, gamma, c } = draftPoint(at, Math.sqrt(at.M * 1e3));
        const { verify } = at.pair;
        const band = (width: number) =>
          speedupBand(
            acceptanceBand(at.plane, draftPerplexity, at.targetPerplexity, width),
            gamma,
            c,
            verify,
          );
        const center = speedup(alpha, gamma, c, verify);
        expect(band(half).low).toBeLessThanOrEqual(center * (1 + 1e-11));
        expect(band(half).high).toBeGreaterThanOrEqual(center * (1 - 1e-11));
        expect(band(0)).toEqual({ low: center, high: center });
      }),
    );
  });
});

describe("the band of the best draft", () => {
  it("holds N* and the best draft of every plane between, at the usual setting", () => {
    const { N } = optimalDraft(usual);
    const band = optimalDraftBand(usual, N, planeHalfWidth);
    expect(band.low).toBeLessThan(band.high);
    for (const share of [-1, -0.5, 0, 0.5, 1]) {
      const plane = shifted(sdslPlane, share * planeHalfWidth);
      const moved = optimalDraft({ ...usual, plane }).N;
      expect(moved).toBeGreaterThanOrEqual(band.low * (1 - 1e-9));
      expect(moved).toBeLessThanOrEqual(band.high * (1 + 1e-9));
    }
  });

  it("holds its centre, stays within 1e3..M, and collapses at no width", () => {
    fc.assert(
      fc.property(settings, halfWidths, (setting, half) => {
        const at = prepare(setting);
        const { N } = optimalDraft(at);
        const { low, high } = optimalDraftBand(at, N, half);
        expect(low).toBeGreaterThanOrEqual(1e3);
        expect(low).toBeLessThanOrEqual(N);
        expect(high).toBeGreaterThanOrEqual(N);
        expect(high).toBeLessThanOrEqual(at.M);
        expect(optimalDraftBand(at, N, 0)).toEqual({ low: N, high: N });
      }),
      { numRuns: 300 },
    );
  });
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1])(
  "the bands refuse %d by name and range",
  (bad) => {
    expect(() => acceptanceBand(sdslPlane, 12, 8, bad)).toThrow(/^halfWidth is .*0\.\.1\./);
    expect(() => acceptanceBand(sdslPlane, bad, 8, 0.1)).toThrow(/^x is /);
    expect(() => optimalDraftBand(usual, 1e9, bad)).toThrow(/^halfWidth is /);
    expect(() => optimalDraftBand(usual, bad, 0.1)).toThrow(/^center is /);
    expect(() => speedupBand({ low: bad, high: 0.5 }, 1, 0.1, onePass)).toThrow(/^alpha is /);
    expect(() => speedupBand({ low: 0.1, high: 0.5 }, bad, 0.1, onePass)).toThrow(/^gamma is /);
    if (!Number.isFinite(bad)) expect(() => shifted(sdslPlane, bad)).toThrow(/^by is /);
  },
);

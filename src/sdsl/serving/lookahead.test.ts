import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptances, devices, loads, logarithmic } from "../arbitraries.ts";
import { typicalArchitecture } from "../architecture.ts";
import { pairCost } from "../cost.ts";
import { bestLookahead, wholeLookahead } from "../lookahead.ts";
import { llamas } from "./fixtures.ts";
import { bestFor, lookaheadPoints, ratesFor, tokensFor } from "./lookahead.ts";
import { machineFor } from "./machine.ts";
import { pointFromRate, verificationCurve } from "./verification-curve.ts";

describe("tokens an iteration", () => {
  it("hold the last known position's rate beyond it", () => {
    expect(ratesFor([0.9, 0.7], 4)).toEqual([0.9, 0.7, 0.7, 0.7]);
    expect(tokensFor([0.9, 0.7], 3)).toBeCloseTo(1 + 0.9 + 0.63 + 0.441, 15);
    expect(tokensFor([0.9, 0.7], 1)).toBeCloseTo(1.9, 15);
  });

  it("are the i.i.d. ones where every position has the same rate", () => {
    fc.assert(
      fc.property(acceptances, fc.integer({ min: 0, max: 64 }), (alpha, gamma) => {
        expect(tokensFor([alpha], gamma)).toBeCloseTo(tokensFor(alpha, gamma), 10);
      }),
    );
  });
});

describe("the best lookahead", () => {
  it("is none, at a speedup of exactly 1, where nothing is accepted", () => {
    const best = bestFor(llamas, 0);
    expect([best.gamma, best.speedup, best.tokens]).toEqual([0, 1, 1]);
  });

  it("is none where each iteration's overhead eats the gain", () => {
    expect(bestFor(llamas, 0.7).speedup).toBeGreaterThan(1.8);
    expect(bestFor({ ...llamas, overheadSeconds: 0.2 }, 0.7).gamma).toBe(0);
  });

  it("is the closed form's whole neighbour for the typical shape, to 64", () => {
    fc.assert(
      fc.property(
        logarithmic(1e7, 1e12),
        logarithmic(1e-3, 1),
        devices,
        loads,
        acceptances,
        (M, share, hardware, load, alpha) => {
          const N = M * share;
          const { draftStep, verify } = pairCost({ kind: "roofline", hardware, load }, M);
          const c = draftStep(N);
          const closed = bestLookahead(alpha, c, verify).gamma;
          if (closed > 63) return;
          const pairing = {
            target: typicalArchitecture(M),
            draft: typicalArchitecture(N),
            machine: machineFor(hardware),
            load,
            overheadSeconds: 0,
          };
          const points = lookaheadPoints(pairing, alpha);
          const whole = points[wholeLookahead(closed, alpha, c, verify)];
          expect(bestFor(pairing, alpha).speedup).toBeCloseTo(whole?.speedup ?? Number.NaN, 9);
        },
      ),
    );
  });

  it("stops before a cliff", () => {
    const rates = [
      [1, 34.67],
      [2, 60],
      [4, 100],
      [8, 160.81],
      [9, 80.38],
      [16, 140],
    ] as const;
    const verification = verificationCurve(rates.map(([k, rate]) => pointFromRate(k, rate)));
    const best = bestFor({ ...llamas, measured: { verification, draftSeconds: 1e-4 } }, 0.95);
    expect(best.gamma).toBe(7);
  });

  it("is shorter where acceptance falls off", () => {
    const falling = bestFor(llamas, [0.8, 0.7, 0.5, 0.3, 0.1]);
    expect(falling.gamma).toBeLessThan(bestFor(llamas, 0.8).gamma);
  });
});

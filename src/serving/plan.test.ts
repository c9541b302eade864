import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sdslPlane } from "../sdsl/acceptance.ts";
import type { HardwareName } from "../sdsl/hardware.ts";
import { pretrainingLaws } from "../sdsl/pretraining.ts";
import { bestFor } from "../sdsl/serving/lookahead.ts";
import { machineFor } from "../sdsl/serving/machine.ts";
import { verificationCurve } from "../sdsl/serving/verification-curve.ts";
import { planeHalfWidth } from "../sdsl/uncertainty.ts";
import { releasedCandidate } from "./candidates.ts";
import { taskShifts } from "./circumstances.ts";
import { computePlan } from "./compute.ts";
import { draftsFor, releasedModel } from "./models/registry.ts";
import { fittedOverhead, type PlanRequest, pairingOf, planFor } from "./plan.ts";
import { quickSpeedup } from "./quick.ts";

function request(id: string, patch: Partial<PlanRequest> = {}): PlanRequest {
  const target = releasedModel(id)!;
  return {
    target: releasedCandidate(target),
    drafts: draftsFor(target).map(releasedCandidate),
    law: pretrainingLaws.besiroglu,
    plane: sdslPlane,
    halfWidth: planeHalfWidth,
    shifts: [],
    machine: machineFor("h100", { tensorParallel: 4 }),
    load: { batch: 1, context: 1024, dtype: "bf16" },
    overheadSeconds: 1e-3,
    draftOverheadSeconds: 0,
    spreads: { pass: 0.1, verification: 0.3, own: 0.7 },
    gamma: "auto",
    ...patch,
  };
}

describe("a plan", () => {
  it("ranks drafts by their speedup, each at its own best lookahead", () => {
    const plan = planFor(request("llama-3.3-70b"));
    expect(plan.best?.draft.id).toBe("llama-3.2-1b");
    const speedups = plan.ranked.map(({ point }) => point.speedup);
    expect([...speedups].sort((a, b) => b - a)).toEqual(speedups);
    for (const { draft, rates, point, low, high, constant } of plan.ranked) {
      const best = bestFor(pairingOf(request("llama-3.3-70b"), draft), rates);
      expect(constant).toBeGreaterThan(point.speedup);
      expect(point.speedup).toBe(best.speedup);
      expect(low).toBeLessThanOrEqual(point.speedup);
      expect(high).toBeGreaterThanOrEqual(point.speedup);
    }
  });

  it("says not to speculate where the batch is too large, and with which term", () => {
    const plan = planFor(
      request("llama-3.1-8b", { load: { batch: 512, context: 256, dtype: "bf16" } }),
    );
    expect(plan.best).toBeNull();
    expect(plan.ranked[0]?.point.speedup).toBeLessThan(1);
    expect(plan.explanation?.term).toBe("verification");
    expect(plan.breakEven?.largest).toBeLessThan(512);
  });

  it("has nothing to rank where the tokenizer has no draft", () => {
    const plan = planFor(request("seed-oss-36b"));
    expect(plan.ranked).toEqual([]);
    expect(plan.best).toBeNull();
    expect(plan.breakEven).toBeNull();
    expect(plan.memory.needed / 1e9).toBeCloseTo(36.15 * 2 + 0.268, 1);
  });

  it("holds a lookahead that is set", () => {
    for (const { point } of planFor(request("llama-3.3-70b", { gamma: 3 })).ranked)
      expect(point.gamma).toBe(3);
  });

  it("shifts for the task, but not what was measured under it", () => {
    const shifts = [taskShifts.code];
    const plain = planFor(request("llama-3.3-70b")).ranked[0];
    const code = planFor(request("llama-3.3-70b", { shifts })).ranked[0];
    expect(1 - (code?.acceptance.alpha ?? 0)).toBeCloseTo(
      0.51 * (1 - (plain?.acceptance.alpha ?? 0)),
      10,
    );
    const measured = planFor(request("llama-3.3-70b", { shifts, measured: { alpha: 0.7 } }));
    expect(measured.ranked.find((each) => each.measured)?.acceptance.alpha).toBeCloseTo(0.7, 12);
  });
});

describe("a verdict", () => {
  const drawn = fc.record({
    id: fc.constantFrom("llama-3.3-70b", "qwen2.5-7b", "qwen3-30b-a3b", "seed-oss-36b"),
    device: fc.constantFrom("h100", "rtx4090", "m4max", "b200"),
    devices: fc.constantFrom(1, 2, 8),
    batch: fc.constantFrom(1, 16, 256),
    alpha: fc.option(fc.double({ min: 0, max: 0.99, noNaN: true }), { nil: undefined }),
    own: fc.constantFrom(0, 0.005),
  });
  type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;
  const planOf = ({ id, device, devices, batch, alpha, own }: Drawn) =>
    planFor(
      request(id, {
        machine: machineFor(device as HardwareName, { tensorParallel: devices }),
        load: { batch, context: 2048, dtype: "bf16" },
        draftOverheadSeconds: own,
        ...(alpha === undefined ? {} : { measured: { alpha } }),
      }),
    );

  it("says what the band says, of any setting, and never yes to what does not fit", () => {
    fc.assert(
      fc.property(drawn, (setting) => {
        const plan = planOf(setting);
        const [first] = plan.ranked;
        for (const { low, high, point } of plan.ranked) {
          expect(low).toBeLessThan(high);
          expect(low).toBeLessThanOrEqual(point.speedup);
          expect(high).toBeGreaterThanOrEqual(point.speedup);
        }
        if (!plan.alone.fits) expect(plan.verdict).toBe("memory");
        else if (first === undefined) expect(plan.verdict).toBe("no-draft");
        else if (!first.fits) expect(plan.verdict).toBe("crowded");
        else expect(plan.verdict).toBe(first.low > 1 ? "yes" : first.high < 1 ? "no" : "measure");
        if (plan.verdict === "memory" || plan.verdict === "crowded") expect(plan.best).toBeNull();
        expect(planOf(setting).ranked.map(({ low }) => low)).toEqual(
          plan.ranked.map(({ low }) => low),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("names what widens the band", () => {
    const at = (patch: Partial<PlanRequest>) => planFor(request("llama-3.3-70b", patch)).widest;
    const own = { draftOverheadSeconds: 0.005 };
    expect(at({ ...own, spreads: { pass: 0, verification: 0, own: 0.7 } })).toBe("own");
    expect(at({ ...own, spreads: { pass: 0, verification: 0, own: 0 } })).toBe("acceptance");
    expect(at({ ...own, spreads: { pass: 0.5, verification: 0, own: 0 } })).toBe("pass");
  });

  it("puts drafts that fit before faster ones that don't", () => {
    const plan = planOf({
      id: "llama-3.3-70b",
      device: "h100",
      devices: 2,
      batch: 1,
      alpha: undefined,
      own: 0,
    });
    const fits = plan.ranked.map((each) => each.fits);
    expect([...fits].sort((a, b) => Number(b) - Number(a))).toEqual(fits);
  });
});

describe("a measurement", () => {
  const measured = { alpha: 0.8, byPosition: [0.85, 0.78, 0.7] };

  it("puts the plane through the draft it was made with, and by position", () => {
    const plan = planFor(request("llama-3.3-70b", { measured, measuredWith: "llama-3.2-3b" }));
    expect(plan.anchor).toBe("llama-3.2-3b");
    const anchor = plan.ranked.find(({ draft }) => draft.id === "llama-3.2-3b");
    expect(anchor?.acceptance).toMatchObject({ low: anchor?.acceptance.alpha });
    expect(anchor?.acceptance.alpha).toBeCloseTo(0.8, 12);
    expect(anchor?.rates.slice(0, 3)).toEqual(measured.byPosition);
    expect(anchor?.rates[3]).toBeLessThan(0.7);
    const other = plan.ranked.find(({ draft }) => draft.id === "llama-3.2-1b");
    expect(other?.acceptance.alpha).toBeLessThan(0.8);
    expect(other?.acceptance.high).toBeGreaterThan(other?.acceptance.alpha ?? 1);
  });

  it("belongs to the best draft by the plane where nobody says", () => {
    expect(planFor(request("llama-3.3-70b", { measured })).anchor).toBe("llama-3.2-1b");
  });

  it("of times takes the model's place", () => {
    const verification = verificationCurve([
      { k: 1, seconds: 0.03 },
      { k: 8, seconds: 0.05 },
      { k: 9, seconds: 0.112 },
    ]);
    const plan = planFor(
      request("llama-3.3-70b", {
        measured: { alpha: 0.9 },
        measuredWith: "llama-3.2-1b",
        verification,
        draftSeconds: 0.001,
      }),
    );
    expect(plan.baselineSeconds).toBe(0.03);
    // the cliff at nine tokens
    const anchor = plan.ranked.find((each) => each.measured);
    expect(anchor?.point.gamma).toBe(7);
    expect(anchor?.c).toBeCloseTo(1 / 30, 12);
  });

  it("of a draft's step holds for the other drafts in proportion", () => {
    const plain = planFor(request("llama-3.3-70b"));
    const slow = planFor(
      request("llama-3.3-70b", { measuredWith: "llama-3.2-1b", draftSeconds: 0.004 }),
    );
    const c = (plan: typeof plain, id: string) =>
      plan.ranked.find(({ draft }) => draft.id === id)?.c ?? Number.NaN;
    const factor = c(slow, "llama-3.2-1b") / c(plain, "llama-3.2-1b");
    expect(factor).toBeGreaterThan(1);
    for (const id of ["llama-3.2-3b", "llama-3.1-8b"])
      expect(c(slow, id) / c(plain, id)).toBeCloseTo(factor, 10);
  });

  it("of an iteration gives the overhead that is left", () => {
    const at = request("llama-3.3-70b");
    const draft = at.drafts[0]!;
    const { baseline } = { baseline: planFor(at).baselineSeconds };
    const seconds = fittedOverhead(at, draft, 4, 1);
    expect(seconds).toBeGreaterThan(0.9);
    expect(fittedOverhead(at, draft, 4, baseline / 10)).toBe(0);
  });
});

describe("the page's answer", () => {
  const training = { tokens: 100e9, distilled: false, pricePerHour: 2, servedTokens: 1e12 };

  it("is whole for every target", () => {
    for (const id of [
      "llama-3.3-70b",
      "seed-oss-36b",
      "qwen3-235b-a22b",
      "pythia-70m",
      "gpt-oss-120b",
    ]) {
      const answer = computePlan({ plan: request(id), training });
      for (const value of answer.map?.values ?? []) expect(value).toBeGreaterThan(0);
      for (const { speedup } of answer.batches?.curves ?? [])
        for (const value of speedup) expect(Number.isFinite(value)).toBe(true);
      expect(answer.verification.cost[0]).toBe(1);
    }
  });

  it("finds a larger best draft the more is served", () => {
    const at = (servedTokens: number) =>
      computePlan({ plan: request("llama-3.3-70b"), training: { ...training, servedTokens } })
        .training;
    expect(at(1e14).optimum.N).toBeGreaterThan(at(1e9).optimum.N);
    expect(at(1e4).optimum.pays).toBe(false);
    expect(at(1e14).optimum.pays).toBe(true);
    expect(at(1e14).optimum.breakEvenTokens).toBeLessThan(1e14);
  });

  it("is as quick as it is exact", () => {
    for (const id of ["llama-3.3-70b", "qwen3-235b-a22b", "qwen2.5-7b"])
      for (const batch of [1, 16, 256]) {
        const at = request(id, { load: { batch, context: 4096, dtype: "bf16" } });
        for (const draft of at.drafts)
          for (const alpha of [0.3, 0.65, 0.9]) {
            const exact = bestFor(pairingOf(at, draft), alpha).speedup;
            expect(Math.max(1, quickSpeedup(pairingOf(at, draft), alpha))).toBeCloseTo(exact, 12);
          }
      }
  });

  it("prints its time", () => {
    const plan = request("qwen2.5-72b");
    computePlan({ plan, training });
    const { milliseconds } = computePlan({ plan, training });
    console.log(`plan, charts and training: ${milliseconds.toFixed(1)} ms`);
  });
});

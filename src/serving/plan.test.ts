import { describe, expect, it } from "vitest";
import { sdslPlane } from "../sdsl/acceptance.ts";
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
    for (const { draft, acceptance, point, low, high } of plan.ranked) {
      const best = bestFor(pairingOf(request("llama-3.3-70b"), draft), acceptance.alpha);
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

describe("a measurement", () => {
  const measured = { alpha: 0.8, byPosition: [0.85, 0.78, 0.7] };

  it("puts the plane through the draft it was made with, and by position", () => {
    const plan = planFor(request("llama-3.3-70b", { measured, measuredWith: "llama-3.2-3b" }));
    expect(plan.anchor).toBe("llama-3.2-3b");
    const anchor = plan.ranked.find(({ draft }) => draft.id === "llama-3.2-3b");
    expect(anchor?.acceptance).toMatchObject({ low: anchor?.acceptance.alpha });
    expect(anchor?.acceptance.alpha).toBeCloseTo(0.8, 12);
    expect(anchor?.rates).toEqual(measured.byPosition);
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

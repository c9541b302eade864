import { describe, expect, it } from "vitest";
import { sdslPlane } from "../sdsl/acceptance.ts";
import { pretrainingLaws } from "../sdsl/pretraining.ts";
import { pairTimes } from "../sdsl/serving/iteration.ts";
import { machineFor } from "../sdsl/serving/machine.ts";
import { releasedCandidate } from "./candidates.ts";
import { contradictions } from "./contradictions.ts";
import type { BenchMeasurement, Measurement } from "./measurements/measurement.ts";
import { draftsFor, releasedModel } from "./models/registry.ts";
import { type PlanRequest, pairingOf } from "./plan.ts";

const target = releasedModel("llama-3.3-70b")!;
const request: PlanRequest = {
  target: releasedCandidate(target),
  drafts: draftsFor(target).map(releasedCandidate),
  law: pretrainingLaws.besiroglu,
  plane: sdslPlane,
  halfWidth: 0.1,
  shifts: [],
  machine: machineFor("h100", { tensorParallel: 2 }),
  load: { batch: 1, context: 1024, dtype: "bf16" },
  overheadSeconds: 1e-3,
  draftOverheadSeconds: 0,
  spreads: { pass: 0.1, verification: 0.3, own: 0.7 },
  gamma: "auto",
};
const [draft] = request.drafts;
const { baseline } = pairTimes(pairingOf(request, draft!));
const log = (part: Partial<Measurement>): Measurement => ({
  definition: "vllm-log",
  alpha: 0.7,
  gamma: 3,
  gammaAssumed: false,
  tokensPerIteration: 2.5,
  acceptedOfDrafted: 0.5,
  ...part,
});
const kinds = (measurement: Measurement | null, bench: BenchMeasurement | null = null) =>
  contradictions(request, draft, { measurement, bench }).map(({ kind }) => kind);
const table = (part: Partial<BenchMeasurement>): BenchMeasurement => ({
  model: "llama 70B",
  verification: [{ k: 1, seconds: baseline }],
  ...part,
});

describe("a measurement against the setting", () => {
  it("is an iteration shorter than one pass, or far longer than all of them", () => {
    expect(kinds(log({ iterationSeconds: 0.4 * baseline }))).toEqual(["fast"]);
    expect(kinds(log({ iterationSeconds: 1.5 * baseline }))).toEqual([]);
    expect(kinds(log({ iterationSeconds: 20 * baseline }))).toEqual(["slow"]);
    expect(kinds(log({}))).toEqual([]);
  });

  it("is a table or a log of a model of another size", () => {
    expect(kinds(null, table({ parameters: 33.74e9 }))).toEqual(["model"]);
    expect(kinds(null, table({ parameters: 70.55e9 }))).toEqual([]);
    expect(kinds(null, table({ model: "qwen2 7B Q4_K" }))).toEqual(["model"]);
    for (const model of ["Qwen/Qwen3-30B-A3B", "/models/llama-8b-instruct"])
      expect(kinds(log({ model }))).toEqual(["model"]);
    for (const model of ["meta-llama/Llama-3.3-70B-Instruct", "target", "gpt2x1b5"])
      expect(kinds(log({ model }))).toEqual([]);
  });

  it("is a pass of one token far from the modelled one", () => {
    expect(kinds(null, table({ verification: [{ k: 1, seconds: baseline / 5 }] }))).toEqual([
      "pass",
    ]);
    expect(kinds(null, table({ verification: [{ k: 1, seconds: 1.5 * baseline }] }))).toEqual([]);
    expect(kinds(null, table({ verification: [{ k: 8, seconds: baseline / 5 }] }))).toEqual([]);
  });
});

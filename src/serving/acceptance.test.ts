import { expect, it } from "vitest";
import { sdslPlane } from "../sdsl/acceptance.ts";
import { loss, pretrainingLaws } from "../sdsl/pretraining.ts";
import { planeHalfWidth } from "../sdsl/uncertainty.ts";
import { assumedTokens, predictAcceptance, trainedOf } from "./acceptance.ts";
import { architectureOf } from "./architecture.ts";
import { taskShifts, temperatureShift } from "./circumstances.ts";
import { releasedModel } from "./models/registry.ts";

const law = pretrainingLaws.besiroglu;
const base = { law, plane: sdslPlane, halfWidth: planeHalfWidth, shifts: [] };
const target = trainedOf(releasedModel("llama-3.3-70b")!);
const draft = trainedOf(releasedModel("llama-3.2-1b")!);

it("is the plane at the law's two perplexities, with the residual as its band", () => {
  const x = Math.exp(loss(law, 1.236e9, 9e12));
  const y = Math.exp(loss(law, 70.554e9, 15e12));
  const at = predictAcceptance(base, draft, target);
  expect(at.alpha).toBeCloseTo(-0.0067 * x + 0.01297 * y + 0.642, 12);
  expect(at.high - at.low).toBeCloseTo(2 * planeHalfWidth, 12);
});

it("moves by the shifts, whose widths add in squares", () => {
  const plain = predictAcceptance(base, draft, target);
  const shifts = [taskShifts.code, temperatureShift(0)];
  const moved = predictAcceptance({ ...base, shifts }, draft, target);
  expect(1 - moved.alpha).toBeCloseTo((1 - plain.alpha) * 0.51 * 0.64, 12);
  expect(moved.alpha - moved.low).toBeCloseTo(
    Math.hypot(planeHalfWidth * 0.51 * 0.64, (1 - moved.alpha) * Math.hypot(0.3, 0.16)),
    12,
  );
  const byHand = predictAcceptance(
    { ...base, shifts: [{ rejections: 1, spread: 0, alpha: 0.05 }] },
    draft,
    target,
  );
  expect(byHand.alpha).toBeCloseTo(plain.alpha + 0.05, 12);
});

it("takes a mixture for a dense model between its active and all its parameters", () => {
  const mixture = releasedModel("qwen3-30b-a3b")!;
  const { parameters } = trainedOf(mixture);
  expect(parameters).toBeGreaterThan(mixture.active);
  expect(parameters).toBeLessThan(mixture.parameters);
  expect(trainedOf(releasedModel("gpt-oss-20b")!).tokens).toBe(assumedTokens);
  const { experts } = architectureOf(mixture);
  expect(experts?.parameters).toBe(48 * 128 * 3 * 2048 * 768);
});

import { describe, expect, it } from "vitest";
import { calibration } from "../../measure/fixtures/calibration.ts";
import { predict } from "../../measure/predict.ts";
import type { RunSettings } from "../../measure/protocol.ts";
import { begin, initialState, reduce } from "./lab-state.ts";

const settings: RunSettings = {
  backend: "cpu",
  target: { kind: "family", id: "big" },
  draft: { kind: "family", id: "small" },
  gamma: 3,
  temperature: 1,
  topP: 1,
  seed: 1,
  prompt: "Once",
  length: 16,
  budget: 1,
};

/** The lookahead that the state belongs to after predictions at these. */
const gammaAfter = (asked: number | "auto", ...gammas: readonly number[]) =>
  gammas
    .map((gamma) => predict(calibration({ alpha: 0.7 }), { target: 2, draft: 1 }, gamma))
    .reduce(
      (state, prediction) => reduce(state, { type: "prediction", prediction }),
      begin(initialState, "running", { ...settings, gamma: asked }, "2026-11-25T08:00:00Z"),
    ).settings?.gamma;

describe("the settings that a result belongs to", () => {
  it("follow a lookahead that is changed while the run goes on", () => {
    expect(gammaAfter(3, 3, 5)).toBe(5);
    expect(gammaAfter(3, 3, 5, 5, 8)).toBe(8);
    expect(gammaAfter("auto", 4, 6)).toBe(6);
    // changed before the first prediction
    expect(gammaAfter(3, 5)).toBe(5);
  });

  it("stay where nothing was changed", () => {
    expect(gammaAfter(3, 3, 3)).toBe(3);
    expect(gammaAfter("auto", 4, 4)).toBe("auto");
  });
});

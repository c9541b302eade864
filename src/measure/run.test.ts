import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Engine } from "../lm/engine.ts";
import { clocked, tinyPair, tinyTask } from "./fixtures/engines.ts";
import type { LabEvent, RunResult } from "./protocol.ts";
import { run } from "./run.ts";

const pace = { draft: 1, pass: 10, perToken: 0.7, decide: 0.4 };

/** A clock that can be made to run slower: what takes a millisecond then takes `factor`. */
function slowClock() {
  const clock = { now: 0, factor: 1 };
  const own = {
    get now() {
      return clock.now;
    },
    set now(next: number) {
      clock.now += (next - clock.now) * clock.factor;
    },
  };
  return { clock, own };
}

async function resultOn(
  engineOf: (clock: { now: number }) => Engine,
  change: (event: LabEvent, clock: { now: number; factor: number }) => void,
): Promise<RunResult> {
  const { clock, own } = slowClock();
  vi.spyOn(performance, "now").mockImplementation(() => clock.now);
  const pair = await tinyPair(engineOf(own));
  const result = await run(pair, tinyTask({ length: 60 }), {
    gamma: "auto",
    budget: 60,
    signal: new AbortController().signal,
    emit: (event) => change(event, clock),
  });
  if (result === null) throw new Error("the run found nothing");
  return result;
}

describe("what the timings predict", () => {
  afterEach(() => vi.restoreAllMocks());
  const off = ({ prediction, speedup }: RunResult) => prediction.calibrated / speedup.median;

  it("hangs on no change of the device after it was calibrated", async () => {
    const still = await resultOn(
      (clock) => clocked(clock, pace),
      () => {},
    );
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.2, max: 5, noNaN: true }), async (factor) => {
        const result = await resultOn(
          (clock) => clocked(clock, pace),
          ({ type }, clock) => {
            if (type === "prediction") clock.factor = factor;
          },
        );
        expect(off(result)).toBeCloseTo(off(still), 6);
      }),
      { numRuns: 8 },
    );
  });

  it("follows a device on which passes of several tokens have become dearer", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 1, max: 8, noNaN: true }), async (dearer) => {
        const changing = { ...pace };
        const result = await resultOn(
          (clock) => clocked(clock, changing),
          ({ type }) => {
            if (type === "prediction") changing.perToken = dearer;
          },
        );
        const { gamma, calibration, predictedBefore, prediction } = result;
        expect(calibration.tVerify[gamma].median).toBeCloseTo(pace.pass + gamma * dearer, 6);
        expect(prediction.calibrated).toBeLessThan(predictedBefore);
      }),
      { numRuns: 8 },
    );
  });
});

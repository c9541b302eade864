import { afterEach, describe, expect, it, vi } from "vitest";
import type { Engine } from "../lm/engine.ts";
import { calibrate } from "./calibrate.ts";
import { clocked, tinyPair, tinyTask } from "./fixtures/engines.ts";

const pace = { draft: 1, pass: 10, perToken: 0.7, decide: 0.4 };

/** An engine that takes 5 ms more to verify wherever the lookahead is another than before. */
function restless(clock: { now: number }): Engine {
  const engine = clocked(clock, pace);
  return {
    ...engine,
    async *generate(target, draft, request) {
      let last: number | null = null;
      for await (const iteration of engine.generate(target, draft, request)) {
        const { gamma } = iteration;
        const more = draft !== null && last !== null && gamma !== last ? 5 : 0;
        last = gamma;
        clock.now += more;
        const spans = iteration.spans.map((span) =>
          span.phase === "verify" ? { ...span, end: span.end + more } : span,
        );
        yield { ...iteration, spans };
      }
    },
  };
}

describe("calibration", () => {
  afterEach(() => vi.restoreAllMocks());

  it("times lookaheads as they run, each in texts of its own", async () => {
    const clock = { now: 0 };
    vi.spyOn(performance, "now").mockImplementation(() => clock.now);
    const pair = await tinyPair(restless(clock));
    const { signal } = new AbortController();
    const options = { maxGamma: 12, gamma: 4, budget: 60_000, signal };
    const { calibration } = await calibrate(pair, tinyTask({ length: 100 }), options);
    for (const [i, { median }] of calibration.tVerify.entries())
      expect(median).toBeCloseTo(pace.pass + i * pace.perToken, 6);
  });

  it("extends by a straight line what it had no time for", async () => {
    const clock = { now: 0 };
    vi.spyOn(performance, "now").mockImplementation(() => clock.now);
    const pair = await tinyPair(clocked(clock, pace));
    const { signal } = new AbortController();
    const options = { maxGamma: 16, gamma: "auto", budget: 0, signal } as const;
    const { calibration, blocks } = await calibrate(pair, tinyTask({ length: 100 }), options);
    expect(blocks).toHaveLength(1);
    expect(calibration.tVerify).toHaveLength(17);
    for (const [i, { median }] of calibration.tVerify.entries())
      expect(median).toBeCloseTo(pace.pass + i * pace.perToken, 6);
  });
});

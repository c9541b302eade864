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

  it("times the lookahead in question and its neighbours as they run, each by itself", async () => {
    const clock = { now: 0 };
    vi.spyOn(performance, "now").mockImplementation(() => clock.now);
    const pair = await tinyPair(restless(clock));
    const { signal } = new AbortController();
    const options = { maxGamma: 12, gamma: 4, budget: 60_000, signal };
    const { tVerify } = await calibrate(pair, tinyTask({ length: 100 }), options);
    for (const gamma of [3, 4, 5])
      expect(tVerify[gamma].median).toBeCloseTo(pace.pass + gamma * pace.perToken, 6);
    expect(tVerify[8].median).toBeGreaterThan(pace.pass + 8 * pace.perToken + 1);
  });
});

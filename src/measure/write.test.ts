import { describe, expect, it } from "vitest";
import type { Iteration } from "../lm/engine.ts";
import { tinyPair, tinyTask } from "./fixtures/engines.ts";
import { requestOf } from "./pair.ts";
import { steadyPart, write } from "./write.ts";

const iteration = (tokens: number): Iteration => ({
  position: 0,
  tokens: new Array(tokens).fill(1),
  gamma: 0,
  proposals: [],
  verdicts: [],
  closing: null,
  spans: [],
  finish: null,
});

describe("the steady part of a text", () => {
  it("leaves out the first iteration, which has the prompt in it, and the last", () => {
    const iterations = [1, 2, 3, 4].map(iteration);
    const { tokens, milliseconds } = steadyPart(iterations, [50, 60, 70, 80], 0);
    expect({ tokens, milliseconds }).toEqual({ tokens: 5, milliseconds: 20 });
  });

  it("takes iterations that came in one message together", () => {
    const iterations = [1, 2, 2, 3, 3, 1, 1].map(iteration);
    const arrivals = [10, 30, 30.01, 50, 50.01, 70, 70.01];
    const { tokens, milliseconds } = steadyPart(iterations, arrivals, 0);
    expect(tokens).toBe(10);
    expect(milliseconds).toBeCloseTo(40.01, 9);
  });

  it("is the whole of a text of two messages", () => {
    const { tokens, milliseconds } = steadyPart([1, 2].map(iteration), [30, 40], 5);
    expect({ tokens, milliseconds }).toEqual({ tokens: 3, milliseconds: 35 });
  });

  it("is nothing of no text", () => {
    expect(steadyPart([], [], 0)).toEqual({ iterations: [], tokens: 0, milliseconds: 0 });
  });
});

it("a text that is stopped is not complete", async () => {
  const pair = await tinyPair();
  const stopper = new AbortController();
  const request = requestOf(tinyTask(), 0, 2, stopper.signal);
  const { target, draft } = pair;
  const written = await write(pair.engine, target.session, draft.session, request, () =>
    stopper.abort(),
  );
  expect(written.complete).toBe(false);
  expect(written.iterations).toHaveLength(1);
});

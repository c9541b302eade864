import { afterEach, describe, expect, it, vi } from "vitest";
import { shippedIndex, shippedModel } from "../lm/fixtures/shipped.ts";
import { clocked, tampered, tinyPair, tinyTask } from "./fixtures/engines.ts";
import type { Opened, Pair, Task } from "./pair.ts";
import type { LabEvent, SweepPoint } from "./protocol.ts";
import { fromTheMiddle, outwards, type Sweep, sweep } from "./sweep.ts";

const events: LabEvent[] = [];

function sweepOf(pair: Pair, change: Partial<Sweep> = {}): Sweep {
  events.length = 0;
  return {
    engine: pair.engine,
    deviceClock: false,
    target: pair.target,
    drafts: [pair.draft],
    gammas: [1, 2, 4],
    budget: 300,
    known: [],
    perplexity: () => undefined,
    signal: new AbortController().signal,
    emit: (event) => events.push(event),
    ...change,
  };
}

const pointsOf = (all: readonly LabEvent[]) => all.filter((event) => event.type === "point");

describe("a sweep", () => {
  it("measures every point once, streams it, and keeps it lossless", async () => {
    const result = await sweep(sweepOf(await tinyPair()), tinyTask());
    expect(result.complete).toBe(true);
    expect(result.points.map(({ gamma }) => gamma).sort()).toEqual([1, 2, 4]);
    expect(result.points.every(({ lossless }) => lossless)).toBe(true);
    expect(pointsOf(events).map(({ done, total }) => [done, total])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(result.fit).toBe(null);
  });

  it("measures nothing again that it is handed back", async () => {
    const pair = await tinyPair();
    const first = await sweep(sweepOf(pair, { gammas: [1, 2] }), tinyTask());
    const known = first.points;
    const second = await sweep(sweepOf(pair, { known }), tinyTask());
    expect(pointsOf(events).map(({ point }) => point.gamma)).toEqual([4]);
    expect(second.points.slice(0, 2)).toEqual(known);
    const third = await sweep(sweepOf(pair, { known: second.points }), tinyTask());
    expect(events).toEqual([]);
    expect(third).toEqual(second);
  });

  it("leaves out points of other drafts and lookaheads", async () => {
    const pair = await tinyPair();
    const { points } = await sweep(sweepOf(pair, { gammas: [1] }), tinyTask());
    const foreign: SweepPoint[] = [
      { ...points[0], draft: "another" },
      { ...points[0], gamma: 9 },
    ];
    const result = await sweep(sweepOf(pair, { gammas: [1], known: foreign }), tinyTask());
    expect(result.points).toHaveLength(1);
    expect(pointsOf(events)).toHaveLength(1);
  });

  it("stops at once with what it has", async () => {
    const stopper = new AbortController();
    const { signal } = stopper;
    const emit = ({ type }: LabEvent) => {
      if (type === "point") stopper.abort();
    };
    const result = await sweep(
      sweepOf(await tinyPair(), { signal, emit, budget: 600 }),
      tinyTask(),
    );
    expect(result).toMatchObject({ complete: false, points: [{}] });
  });

  it("shows which points an engine got wrong", async () => {
    const engine = tampered((it) =>
      it.gamma === 2 ? { ...it, tokens: it.tokens.map((token) => (token + 1) % 5) } : it,
    );
    const { points } = await sweep(sweepOf(await tinyPair(engine)), tinyTask({ length: 40 }));
    // A text's last iterations are shorter, so other lookaheads may show it too.
    expect(points.find(({ gamma }) => gamma === 2)?.lossless).toBe(false);
  });

  it("goes outwards from the best lookahead, and from the middle size", () => {
    expect(outwards([1, 2, 3, 4, 5, 6, 8, 12], 7)).toEqual([6, 5, 8, 4, 12, 3, 2, 1]);
    expect(outwards([12, 1, 4], 1)).toEqual([1, 4, 12]);
    const draft = (params: number) => ({ model: { params } }) as Opened;
    const sizes = fromTheMiddle([5, 1, 3, 4, 2].map(draft)).map(({ model }) => model.params);
    expect(sizes).toEqual([3, 2, 4, 1, 5]);
  });
});

/** The figure that the lab stands or falls with, on a machine whose every phase takes a known time: what
 *  is left of the error is the acceptance's, since it isn't constant along a text. */
describe("the calibrated prediction", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is within 12% of the measured speedup, at the median over a sweep", async () => {
    const ids = shippedIndex().map(({ id }) => id);
    const clock = { now: 0 };
    vi.spyOn(performance, "now").mockImplementation(() => clock.now);
    const engine = clocked(clock, { draft: 1, pass: 10, perToken: 0.7, decide: 0.4 });
    const open = async (id: string): Promise<Opened> => {
      const model = shippedModel(id);
      return { model, session: await engine.open(model) };
    };
    const target = await open(ids[3]);
    const drafts = [await open(ids[0]), await open(ids[1])];
    const { encode } = target.model.tokenizer;
    const prompts = ["Once upon a time", "One day, Tom", "Lily had a red ball."];
    const task: Task = {
      prompts: prompts.map((text) => [0, ...encode(text)]),
      length: 64,
      sampling: { temperature: 0, topK: 0, topP: 1 },
      eos: [],
      seed: 1,
    };
    const pair: Pair = { engine, target, draft: drafts[0], deviceClock: false };
    const result = await sweep(sweepOf(pair, { drafts, gammas: [1, 2, 4, 8] }), task);
    expect(result.points).toHaveLength(8);
    expect(result.points.every(({ lossless }) => lossless)).toBe(true);
    expect(result.medianError).toBeLessThan(0.12);
  });
});

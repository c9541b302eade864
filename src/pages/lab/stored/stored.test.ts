import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeviceCard, RunResult, RunSettings, SweepPoint } from "../../../measure/protocol.ts";
import { sampled } from "../../../measure/statistics.ts";
import { parseUrl } from "../../../scenario/url.ts";
import { results } from "../../shared/fixtures/results.ts";
import { runSettings, scenarioOf } from "../../shared/lab-settings.ts";
import { initialState, type LabState } from "../../shared/lab-state.ts";
import { readStored, writeStored } from "./stored.ts";

const base = "https://lab.test/app/";
const written = (state: LabState) => writeStored(state, base);

const model = (id: string, params: number) => ({
  id,
  name: id,
  params,
  paramsNonEmbedding: params,
  bytes: 2 * params,
  tokens: 1e6,
  perplexity: 5,
  distilledFrom: null,
  acceptance: {},
});
const models = [model("small", 1e5), model("big", 2e6)];

const settings: fc.Arbitrary<RunSettings> = fc.record({
  backend: fc.constantFrom("auto", "webgpu", "wasm", "cpu"),
  target: fc.constant({ kind: "family" as const, id: "big" }),
  draft: fc.constantFrom(null, "auto" as const, { kind: "family" as const, id: "small" }),
  gamma: fc.oneof(fc.constant("auto" as const), fc.integer({ min: 1, max: 16 })),
  temperature: fc.integer({ min: 0, max: 40 }).map((n) => n / 20),
  topP: fc.integer({ min: 1, max: 100 }).map((n) => n / 100),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  prompt: fc.string({ maxLength: 40, minLength: 1 }),
  length: fc.integer({ min: 16, max: 480 }),
  budget: fc.constant(20),
});

const device: fc.Arbitrary<DeviceCard> = fc.record({
  backend: fc.constantFrom("webgpu", "wasm", "cpu"),
  reason: fc.string(),
  adapter: fc.option(fc.string()),
  software: fc.boolean(),
  features: fc.array(fc.string()),
  limits: fc.dictionary(
    fc.string().filter((key) => key !== "__proto__"),
    fc.integer(),
  ),
  shapes: fc.array(fc.string()),
  trials: fc.array(
    fc.record({
      backend: fc.constantFrom("webgpu" as const, "wasm" as const),
      alone: fc.constant(sampled([100, 110])),
      pair: fc.constantFrom(null, { rate: sampled([150]), gamma: 4 }),
    }),
    { maxLength: 2 },
  ),
});

const pointOf = (run: RunResult): SweepPoint => ({
  draft: run.draft,
  params: 1e5,
  gamma: run.gamma,
  prediction: run.prediction,
  alpha: run.alpha,
  speedup: run.speedup,
  interval: run.interval,
  disturbed: run.disturbed,
  byPosition: run.byPosition,
  tokensPerIteration: run.tokensPerIteration,
  lossless: run.lossless,
});

/** Anything that the lab may have measured. */
const states: fc.Arbitrary<LabState> = fc
  .record({
    asked: settings,
    device: fc.option(device),
    run: results,
    points: fc.array(results.map(pointOf), { maxLength: 3 }),
    swept: fc.boolean(),
    compared: fc.array(
      fc.oneof(
        fc
          .tuple(device, results)
          .map(([card, result]) => ({ backend: card.backend, failure: null, card, result })),
        fc.constant({
          backend: "webgpu" as const,
          failure: "No adapter.",
          card: null,
          result: null,
        }),
      ),
      { maxLength: 2 },
    ),
    date: fc
      .date({ min: new Date("2026-01-01"), max: new Date("2099-01-01"), noInvalidDate: true })
      .map((at) => at.toISOString()),
  })
  .map(({ asked, run, points, swept, compared, ...given }) => ({
    ...initialState,
    ...given,
    comparison: compared,
    settings: asked,
    result: run,
    calibration: run.calibration,
    prediction: run.prediction,
    models: {
      target: { id: "big", params: 2e6, bytes: 4e6 },
      draft: { id: "small", params: 1e5, bytes: 2e5 },
      tried: [
        { draft: "small", gamma: 4, speedup: 1.2, interval: null, overFirst: null },
        {
          draft: "other",
          gamma: 2,
          speedup: 1.1,
          interval: { low: 1, high: 1.2 },
          overFirst: { low: 0.8, high: 1.01 },
        },
      ],
    },
    points,
    sweep: swept
      ? {
          points,
          fit: null,
          best: { measured: points[0] ?? null, calibrated: null, sdsl: null },
          medianError: 0.1,
          medianErrorAlongText: 0.2,
          complete: false,
        }
      : null,
  }));

describe("a stored result", () => {
  it("comes back as it was, and says that it is stored", () => {
    fc.assert(
      fc.property(states, (state) => {
        const { state: read, problem } = readStored(written(state), "mine.json");
        expect(problem).toBe(null);
        const stored = { name: "mine.json", app: expect.any(String) };
        expect(read).toEqual({ ...state, stored });
      }),
    );
  });

  it("is the same file again when it is saved again", () => {
    fc.assert(
      fc.property(states, (state) => {
        const first = written(state);
        const { state: read } = readStored(first, "mine.json");
        expect(read && JSON.parse(written(read))).toEqual(JSON.parse(first));
      }),
    );
  });

  it("carries a link that asks for the same run", () => {
    fc.assert(
      fc.property(states, (state) => {
        const { link } = JSON.parse(written(state));
        const { scenario } = parseUrl(new URL(link).search);
        expect(scenario.view).toBe("lab");
        expect(runSettings(scenario, models, { target: null, draft: null })).toEqual(
          state.settings,
        );
      }),
    );
  });

  it("keeps of a dozen prompts that they were the dozen", () => {
    const asked = runSettings(
      parseUrl("?view=lab&prompts=dozen&target=big&draft=small").scenario,
      models,
      { target: null, draft: null },
    );
    expect(asked && scenarioOf(asked)).toMatchObject({ prompts: "dozen", draft: "small" });
  });

  it("refuses what is none, with the reason, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { state, problem } = readStored(text, "x");
        expect(state).toBe(null);
        expect(problem).toMatch(/^(is|has|holds) /);
      }),
    );
  });

  it("is never half read: with any value of it replaced, it is refused or still holds together", () => {
    fc.assert(
      fc.property(states, fc.nat(), fc.jsonValue(), (state, at, value) => {
        const whole = JSON.parse(written(state));
        const places = placesOf(whole);
        const [owner, key] = places[at % places.length];
        Reflect.set(owner, key, value);
        const { state: read, problem } = readStored(JSON.stringify(whole), "x");
        if (read === null) {
          expect(problem).toMatch(/^(is|has|holds) /);
          return;
        }
        expect(readStored(written(read), "x").state).toEqual(read);
      }),
      { numRuns: 300 },
    );
  });

  it("names the place of what is wrong", () => {
    const [state] = fc.sample(states, { numRuns: 1, seed: 1 });
    const whole = JSON.parse(written(state));
    whole.result.alpha = 7;
    expect(readStored(JSON.stringify(whole), "x").problem).toMatch(/^has 7 as result\.alpha/);
    whole.result.alpha = 0.5;
    whole.form = 2;
    expect(readStored(JSON.stringify(whole), "x").problem).toMatch(/form/);
  });
});

/** Every property of every object and list in a value of JSON. */
function placesOf(value: unknown): [object, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]): [object, string][] => [
    [value, key],
    ...placesOf(item),
  ]);
}

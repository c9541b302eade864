import type {
  Calibration,
  ComparedEngine,
  DeviceCard,
  DraftTrial,
  EngineTrial,
  FamilyFit,
  GapTerm,
  Interval,
  LoadedModel,
  ModelSource,
  Prediction,
  Repetition,
  RunResult,
  RunSettings,
  Sampled,
  SweepPoint,
  SweepResult,
} from "../../../measure/protocol.ts";
import {
  backends,
  maxPromptLength,
  seedLimits,
  temperatureLimits,
} from "../../../scenario/scenario.ts";
import { maxLabLookahead } from "../../shared/lab-settings.ts";
import {
  either,
  list,
  named,
  nothing,
  nullable,
  number,
  object,
  oneOf,
  optional,
  type Shape,
  ShapeError,
  text,
  truth,
  whole,
} from "./shape.ts";

/** What the lab's findings look like in a file. */

/** Sums of probabilities go over 1 by rounding. */
const share = number(0, 1 + 1e-3);
const time = number(0, 1e9);
const factor = number(0, 1e9);
const gamma = whole(0, maxLabLookahead);
const id = text(200);
const engine = oneOf("webgpu", "wasm", "cpu");

const interval = checked(
  object<Interval>({ low: factor, high: factor }),
  ({ low, high }) => low <= high,
  "ends in the wrong order",
);

const sampled = checked(
  object<Sampled>({ median: factor, low: factor, high: factor, samples: list(factor) }),
  ({ low, median, high }) => low <= median && median <= high,
  "a median outside its own spread",
);

const calibration = object<Calibration>({
  context: number(0),
  tAutoregressive: sampled,
  tDraft: sampled,
  tVerify: list(sampled, 1, 100),
  tOverhead: sampled,
  overhead: list(time, 1, 100),
  phased: truth,
  alpha: share,
  deviceClock: truth,
  texts: list(list(share), 0, 1000),
});

const predicted = {
  gamma,
  tokens: factor,
  sdsl: factor,
  calibrated: factor,
  tokensAlongText: factor,
  calibratedAlongText: factor,
};

const prediction = object<Prediction>({
  ...predicted,
  alpha: share,
  c: factor,
  curve: list(object<Prediction["curve"][number]>(predicted), 1, 100),
});

const byPosition = list(
  object<{ rate: number; count: number }>({ rate: share, count: whole(1, 1e9) }),
);

const result = checked(
  object<RunResult>({
    backend: engine,
    target: id,
    draft: id,
    gamma,
    temperature: number(temperatureLimits.min, temperatureLimits.max),
    alpha: share,
    byPosition,
    histogram: list(whole(0, 1e9)),
    tokensPerIteration: factor,
    tokensPerSecondAutoregressive: sampled,
    tokensPerSecondSpeculative: sampled,
    speedup: sampled,
    interval: nullable(interval),
    disturbed: whole(0, 1e6),
    stopped: oneOf("interval is tight", "time is spent", "by hand"),
    lossless: truth,
    flaw: nullable(text()),
    tie: nullable(text()),
    prediction,
    calibration,
    predictedBefore: factor,
    gap: list(
      object<GapTerm>({
        term: oneOf("acceptance", "draft cost", "verify cost", "overhead", "spread"),
        factor,
      }),
    ),
    phases: named(share),
    repetitions: list(
      object<Repetition>({
        lane: oneOf("autoregressive", "speculative"),
        tokens: whole(0, 1e6),
        iterations: whole(0, 1e6),
        milliseconds: time,
      }),
    ),
  }),
  ({ lossless, flaw, speedup, gamma, prediction }) =>
    lossless === (flaw === null) && speedup.samples.length > 0 && gamma === prediction.gamma,
  "parts that contradict each other",
);

const point = object<SweepPoint>({
  draft: id,
  params: number(1),
  gamma,
  prediction,
  alpha: share,
  speedup: sampled,
  interval: nullable(interval),
  disturbed: whole(0, 1e6),
  byPosition,
  tokensPerIteration: factor,
  lossless: truth,
});

const fit = object<FamilyFit>({
  slope: number(),
  intercept: number(),
  residual: number(0),
  points: list(
    object<FamilyFit["points"][number]>({
      draft: id,
      x: number(),
      alpha: share,
      paper: number(),
      positionEffect: number(),
    }),
  ),
});

const sweep = object<SweepResult>({
  points: list(point),
  fit: nullable(fit),
  best: object<SweepResult["best"]>({
    measured: nullable(point),
    calibrated: nullable(point),
    sdsl: nullable(point),
  }),
  medianError: factor,
  medianErrorAlongText: factor,
  complete: truth,
});

const trial = object<EngineTrial>({
  backend: engine,
  alone: sampled,
  pair: nullable(object<NonNullable<EngineTrial["pair"]>>({ rate: sampled, gamma })),
});

const device = object<DeviceCard>({
  backend: engine,
  reason: text(),
  adapter: nullable(text(400)),
  software: truth,
  features: list(text(200), 0, 200),
  limits: named(number()),
  shapes: list(text(400), 0, 100),
  trials: list(trial, 0, 3),
});

type Compared<F> = Extract<ComparedEngine, { failure: F }>;

const compared: Shape<ComparedEngine> = either(
  object<Compared<null>>({ backend: engine, failure: nothing, card: device, result }),
  object<Compared<string>>({ backend: engine, failure: text(), card: nothing, result: nothing }),
);

const loaded = object<LoadedModel>({ id, params: number(1), bytes: number(1) });

const models = object<{
  target: LoadedModel;
  draft: LoadedModel | null;
  tried: readonly DraftTrial[];
}>({
  target: loaded,
  draft: nullable(loaded),
  tried: list(
    object<DraftTrial>({
      draft: id,
      gamma,
      speedup: factor,
      interval: nullable(interval),
      overFirst: nullable(interval),
    }),
    0,
    20,
  ),
});

/** A model that was the user's own comes back without its files. */
const source: Shape<ModelSource> = either(
  object<Extract<ModelSource, { kind: "family" }>>({ kind: oneOf("family"), id }),
  (value, path): ModelSource => ({
    ...object<{ kind: "files"; name: string }>({ kind: oneOf("files"), name: id })(value, path),
    files: [],
  }),
);

const settings = object<RunSettings>({
  backend: oneOf(...backends),
  target: source,
  draft: nullable(either(oneOf("auto"), source)),
  gamma: either(oneOf("auto"), gamma),
  temperature: number(temperatureLimits.min, temperatureLimits.max),
  topP: number(0, 1),
  seed: whole(seedLimits.min, seedLimits.max),
  prompt: text(maxPromptLength),
  prompts: optional(list(text(maxPromptLength), 1, 100)),
  length: whole(1, 4096),
  budget: number(0),
});

/** The shape with a condition on the whole. */
function checked<T>(shape: Shape<T>, holds: (value: T) => boolean, what: string): Shape<T> {
  return (value, path) => {
    const read = shape(value, path);
    if (holds(read)) return read;
    throw new ShapeError(`has ${what} in ${path}`);
  };
}

export const shapes = {
  settings,
  device,
  models,
  calibration,
  prediction,
  result,
  point,
  sweep,
  compared,
  sampled,
};

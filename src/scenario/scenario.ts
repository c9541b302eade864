import {
  type Dtype,
  dtypes,
  type Hardware,
  type HardwareName,
  hardwarePresets,
} from "../sdsl/hardware.ts";
import { parameterLimits, tokenLimits } from "../sdsl/pretraining.ts";
import { stackNames } from "../sdsl/serving/stack.ts";
import { engines } from "../serving/measurements/measurement.ts";
import {
  type Auto,
  acceptanceLimits,
  type CostChoice,
  choice,
  costField,
  type Field,
  flag,
  hardwareField,
  type LawChoice,
  lawField,
  type MeasuredPass,
  measurementId,
  modelId,
  names,
  number,
  numberOrAuto,
  numbers,
  type PlaneChoice,
  passesField,
  planeField,
  sceneId,
  shapeField,
  type TaskChoice,
  targetModelId,
  taskField,
  text,
} from "./fields.ts";
import type { Result } from "./result.ts";

export const views = ["explore", "plan", "lab", "board", "evidence", "lecture"] as const;
export const xAxes = ["N", "M", "gamma", "alpha"] as const;
export const yAxes = ["speedup", "alpha", "gamma", "tokens", "N"] as const;
export const themes = ["auto", "light", "dark", "projector"] as const;
export type XAxis = (typeof xAxes)[number];
export type YAxis = (typeof yAxes)[number];
export type Theme = (typeof themes)[number];

/** Charts that an embed can show, one at a time. */
export const embedCharts = ["main", "optimum", "lookahead", "acceptance", "map"] as const;
export type EmbedChart = (typeof embedCharts)[number];

/** Controls and panels that a shared link can leave out, page by page. A name that stands in two pages hides
 *  a thing in both. */
export const hideable = {
  explore: [
    "intro",
    "headline",
    "equation",
    "pins",
    "M",
    "alpha",
    "N",
    "gamma",
    "D",
    "law",
    "cost",
    "main",
    "optimum",
    "lookahead",
    "acceptance",
    "map",
  ],
  plan: [
    "intro",
    "headline",
    "settings",
    "table",
    "configure",
    "charts",
    "moves",
    "measured",
    "train",
  ],
  lab: ["intro", "settings", "race", "timeline", "microscope", "measured", "device", "files"],
  board: ["intro", "collect", "table"],
  lecture: ["question", "controls", "notes", "M", "alpha", "N"],
  evidence: ["intro", "claims", "table", "law", "plane", "measured", "limits"],
} as const satisfies Record<(typeof views)[number], readonly string[]>;
export type Hideable = (typeof hideable)[keyof typeof hideable][number];
export const hideableNames: readonly Hideable[] = [...new Set(Object.values(hideable).flat())];

export const targetLimits = { min: 1e6, max: parameterLimits[1] } as const;
export const draftLimits = { min: parameterLimits[0], max: parameterLimits[1] } as const;
export const trainingLimits = { min: tokenLimits[0], max: tokenLimits[1] } as const;
export const backends = ["auto", "webgpu", "wasm", "cpu"] as const;
export type BackendChoice = (typeof backends)[number];
export const temperatureLimits = { min: 0, max: 2 } as const;
export const lengthLimits = { min: 16, max: 480 } as const;
export const seedLimits = { min: 0, max: 2 ** 32 - 1 } as const;
export const maxPromptLength = 600;
export const promptSets = ["one", "dozen"] as const;
export const utilisationLimits = { min: 0.01, max: 1 } as const;
export const lookaheadLimits = { min: 0, max: 64 } as const;

export const parallelLimits = { min: 1, max: 64 } as const;
/** Serving stacks; auto is the one that people run on the device. */
export const stackChoices = ["auto", ...stackNames] as const;
/** Milliseconds of an iteration beside its passes. */
export const overheadLimits = { min: 0, max: 1000 } as const;
/** GB of one device. */
export const memoryLimits = { min: 0.1, max: 1e6 } as const;
export const draftStepLimits = { min: 1e-3, max: 1e5 } as const;
export const servedLimits = { min: 1e6, max: 1e18 } as const;
/** Of one device for an hour, in any currency. */
export const priceLimits = { min: 0, max: 1000 } as const;

/** The part of a scenario that the law's numbers hang on. */
export interface Model {
  /** Parameters of the target and of the draft; auto is N*. */
  readonly M: number;
  readonly N: number | Auto;
  /** Training tokens of the draft and of the target. */
  readonly D: number;
  readonly Dt: number;
  readonly law: LawChoice;
  readonly plane: PlaneChoice;
  /** Acceptance measured at this draft (with N auto: at the plane's own N*); auto is the plane's. */
  readonly alpha: number | Auto;
  /** Tokens of lookahead, whole; auto is the optimum. */
  readonly gamma: number | Auto;
  readonly cost: CostChoice;
  readonly hw: HardwareName | Hardware;
  readonly batch: number;
  /** Tokens in the KV cache. */
  readonly ctx: number;
  readonly dtype: Dtype;
  /** Model bandwidth and FLOP utilisation: what share of the device's peaks a pass reaches. */
  readonly mbu: number;
  readonly mfu: number;
}

/** A scenario kept for comparison. */
export interface Pin {
  readonly name: string;
  readonly model: Model;
}

/** What the lab runs. */
export interface LabSettings {
  /** Model ids; auto is the lab's choice. */
  readonly draft: string;
  readonly target: string;
  readonly temp: number;
  readonly topp: number;
  /** uint32 */
  readonly seed: number;
  readonly prompt: string;
  /** Whether repetitions write this prompt, or take turns through a dozen. */
  readonly prompts: (typeof promptSets)[number];
  /** Tokens to write. */
  readonly length: number;
  readonly backend: BackendChoice;
  /** Starts by itself. */
  readonly run: boolean;
}

/** Where a lecture is. */
export interface LectureSettings {
  /** The name of a scene; auto is the first. */
  readonly scene: string;
  /** Counted from 1. */
  readonly step: number;
  /** The lecturer's own window: notes, clock, what comes next. */
  readonly presenter: boolean;
}

/** What the plan is for, beside the model's own settings. */
export interface PlanSettings {
  /** Id of a released target; "custom": then it is M; "own": then its shape is `own`. */
  readonly model: string;
  /** The shape of one's own target, from its config.json; empty where there is none. */
  readonly own: string;
  /** Id of the draft that was measured (acceptance, positions, draft step); auto is the best. */
  readonly with: string;
  /** GB of one device of one's own; auto where nobody said. */
  readonly mem: number | Auto;
  /** Devices that share each layer; auto is as few as hold the models. */
  readonly tp: number | Auto;
  readonly stack: (typeof stackChoices)[number];
  /** Fixed milliseconds of an iteration; auto is what the stack's speculation is taken to cost. */
  readonly overhead: number | Auto;
  /** Measured times of the target's pass. */
  readonly verify: readonly MeasuredPass[];
  /** Measured milliseconds of one draft step. */
  readonly draftms: number | Auto;
  /** Measured acceptance by position, given the ones before. */
  readonly positions: readonly number[];
  readonly task: TaskChoice;
  readonly temperature: number;
  readonly engine: (typeof engines)[number];
  /** Tokens that will be served with a trained draft. */
  readonly served: number;
  readonly price: number;
  /** Whether the trained draft learns from the target's logits. */
  readonly distil: boolean;
}

/** All that the user has set. Nothing derived. */
export interface Scenario extends Model, LabSettings, PlanSettings, LectureSettings {
  readonly view: (typeof views)[number];
  readonly x: XAxis;
  readonly y: YAxis;
  readonly pin: readonly Pin[];
  readonly hide: readonly Hideable[];
  /** The published measurement that the evidence is looking at; auto is the one that FLOPs miss by most. */
  readonly row: string;
  readonly theme: Theme;
  readonly embed: boolean;
  /** What an embed shows. */
  readonly chart: EmbedChart;
  /** Measured results that a link brings to the class board. */
  readonly result: readonly Result[];
}

const hardwareNames = Object.keys(hardwarePresets) as HardwareName[];

/** In the order in which they stand in a link. */
export const modelFields: { readonly [K in keyof Model]: Field<Model[K]> } = {
  M: number({ ...targetLimits, fallback: 70e9 }),
  N: numberOrAuto(draftLimits),
  D: number({ ...trainingLimits, fallback: 100e9 }),
  Dt: number({ ...trainingLimits, fallback: 15e12 }),
  law: lawField(["hoffmann", "besiroglu"]),
  plane: planeField,
  alpha: numberOrAuto({ ...acceptanceLimits, share: true }),
  gamma: numberOrAuto({ ...lookaheadLimits, whole: true }),
  cost: costField,
  hw: hardwareField(hardwareNames, "a100"),
  batch: number({ min: 1, max: 4096, fallback: 1, whole: true }),
  ctx: number({ min: 0, max: 1e7, fallback: 1024, whole: true }),
  dtype: choice(dtypes, "bf16"),
  mbu: number({ ...utilisationLimits, fallback: 1, share: true }),
  mfu: number({ ...utilisationLimits, fallback: 1, share: true }),
};

export const labFields: { readonly [K in keyof LabSettings]: Field<LabSettings[K]> } = {
  draft: modelId,
  target: modelId,
  temp: number({ ...temperatureLimits, fallback: 0 }),
  topp: number({ min: 0.01, max: 1, fallback: 1, share: true }),
  seed: number({ ...seedLimits, fallback: 1, whole: true }),
  prompt: text(maxPromptLength, "Once upon a time"),
  prompts: choice(promptSets, "one"),
  length: number({ ...lengthLimits, fallback: 160, whole: true }),
  backend: choice(backends, "auto"),
  run: flag,
};

export const lectureFields: { readonly [K in keyof LectureSettings]: Field<LectureSettings[K]> } = {
  scene: sceneId,
  step: number({ min: 1, max: 9, fallback: 1, whole: true }),
  presenter: flag,
};

export const planFields: { readonly [K in keyof PlanSettings]: Field<PlanSettings[K]> } = {
  model: targetModelId,
  own: shapeField,
  with: modelId,
  mem: numberOrAuto(memoryLimits),
  tp: numberOrAuto({ ...parallelLimits, whole: true }),
  stack: choice(stackChoices, "auto"),
  overhead: numberOrAuto(overheadLimits),
  verify: passesField,
  draftms: numberOrAuto(draftStepLimits),
  positions: numbers({ min: 0, max: 1, most: lookaheadLimits.max, share: true }),
  task: taskField,
  temperature: number({ ...temperatureLimits, fallback: 1 }),
  engine: choice(engines, "vllm"),
  served: number({ ...servedLimits, fallback: 1e12 }),
  price: number({ ...priceLimits, fallback: 2 }),
  distil: flag,
};

export const pageFields: {
  readonly [K in Exclude<
    keyof Scenario,
    keyof Model | keyof LabSettings | keyof PlanSettings | keyof LectureSettings | "pin" | "result"
  >]: Field<Scenario[K]>;
} = {
  view: choice(views, "explore"),
  x: choice(xAxes, "N"),
  y: choice(yAxes, "speedup"),
  hide: names(hideableNames),
  row: measurementId,
  theme: choice(themes, "auto"),
  embed: flag,
  chart: choice(embedCharts, "main"),
};

const fallbacks = <T extends object>(fields: { readonly [K in keyof T]: Field<T[K]> }): T =>
  Object.fromEntries(
    (Object.keys(fields) as (keyof T)[]).map((key) => [key, fields[key].fallback]),
  ) as T;

export const defaultModel: Model = fallbacks<Model>(modelFields);

export const defaultScenario: Scenario = {
  ...defaultModel,
  ...fallbacks<LabSettings>(labFields),
  ...fallbacks<PlanSettings>(planFields),
  ...fallbacks<LectureSettings>(lectureFields),
  ...fallbacks<
    Omit<
      Scenario,
      | keyof Model
      | keyof LabSettings
      | keyof PlanSettings
      | keyof LectureSettings
      | "pin"
      | "result"
    >
  >(pageFields),
  pin: [],
  result: [],
};

/** The model with what two settings together forbid put right: a draft is no larger than its target. */
export function coherent<T extends Model>(model: T): T {
  return model.N !== "auto" && model.N > model.M ? { ...model, N: model.M } : model;
}

export const modelKeys = Object.keys(modelFields) as readonly (keyof Model)[];

export function modelOf(scenario: Scenario): Model {
  return Object.fromEntries(modelKeys.map((key) => [key, scenario[key]])) as unknown as Model;
}

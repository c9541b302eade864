import type { Engine, Request, Session } from "../lm/engine.ts";
import { type Model, promptTokens } from "../lm/model.ts";
import type { Sampling } from "../lm/sampling.ts";
import { LabError } from "./failure.ts";
import type { Sizes } from "./predict.ts";
import type { RunSettings } from "./protocol.ts";

/** A model and its session on the engine. */
export interface Opened {
  readonly model: Model;
  readonly session: Session;
}

/** A target and a draft on one engine. */
export interface Pair {
  readonly engine: Engine;
  readonly target: Opened;
  readonly draft: Opened;
  /** Whether the engine times its phases on the device's own clock. */
  readonly deviceClock: boolean;
}

export const sizesOf = ({ target, draft }: Pair): Sizes => ({
  target: target.model.params,
  draft: draft.model.params,
});

/** What to write with a pair: the texts that are timed. */
export interface Task {
  /** Token ids; repetitions take turns through them. */
  readonly prompts: readonly (readonly number[])[];
  /** Tokens to write at most. */
  readonly length: number;
  readonly sampling: Sampling;
  readonly eos: readonly number[];
  /** uint32. */
  readonly seed: number;
}

/** The longest lookahead that a run may ask for. */
export const maxLookahead = 16;

/** What `settings` ask the target to write. Throws LabError "settings" for what lies outside its limits. */
export function taskOf(settings: RunSettings, target: Pick<Model, "config" | "tokenizer">): Task {
  const { gamma, length, budget } = settings;
  if (gamma !== "auto") requireWhole("gamma", gamma, 0, maxLookahead);
  requireWhole("length", length, 1, 4096);
  if (!(budget > 0)) throw new LabError("settings", `budget is ${budget}, it must be above 0.`);
  const texts = settings.prompts ?? [settings.prompt];
  return {
    prompts: (texts.length > 0 ? texts : [settings.prompt]).map((text) =>
      promptTokens(target, text),
    ),
    length,
    sampling: { temperature: settings.temperature, topK: 0, topP: settings.topP },
    eos: target.config.eos,
    seed: settings.seed,
  };
}

function requireWhole(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new LabError(
    "settings",
    `${name} is ${value}, it must be a whole number ${min} to ${max}.`,
  );
}

/** What a text is written for decides which seeds it draws from, so that a sampled text is never both what
 *  a prediction was made from and what it is held against: measured repetitions count from the task's
 *  own, those that calibrate before and those that time beside them from others. */
const offsets = { measure: 0, calibrate: 0x9e37_79b9, time: 0x3c6e_f372 } as const;

/** The request of a repetition. */
export function requestOf(
  task: Task,
  repetition: number,
  gamma: Request["gamma"],
  signal: AbortSignal,
  purpose: keyof typeof offsets = "measure",
): Request {
  return {
    prompt: task.prompts[repetition % task.prompts.length],
    length: task.length,
    sampling: task.sampling,
    seed: (task.seed + offsets[purpose] + repetition) >>> 0,
    gamma,
    eos: task.eos,
    signal,
  };
}

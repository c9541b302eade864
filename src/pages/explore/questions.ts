import {
  defaultModel,
  type Model,
  modelOf,
  type Pin,
  type Scenario,
} from "../../scenario/scenario.ts";
import { maxPins, unusedPinName } from "../../scenario/url.ts";
import { formatCount } from "../../ui/format.ts";
import { pinned, sameModel } from "./pinned.ts";
import { questions } from "./texts.tsx";

export type QuestionName = "small" | "accepted" | "large" | "served";

/** A question about the law: what it sets beside the defaults, and what to compare it with. */
export interface Question {
  readonly name: QuestionName;
  readonly text: string;
  readonly model: Model;
  /** The name of a pin of the defaults, where the answer needs one. */
  readonly beside?: string;
}

export const asked: readonly Question[] = [
  {
    name: "small",
    text: questions.small,
    model: { ...defaultModel, M: 1e9 },
    beside: formatCount(defaultModel.M),
  },
  {
    name: "accepted",
    text: questions.accepted,
    model: { ...defaultModel, alpha: 0.8 },
    beside: questions.byPlane,
  },
  {
    name: "large",
    text: questions.large,
    model: { ...defaultModel, N: 1e9 },
  },
  {
    name: "served",
    text: questions.served,
    model: { ...defaultModel, M: 8e9, cost: "roofline", hw: "h100", batch: 64 },
  },
];

/** The question that a scenario asks, whatever else is pinned. */
export function questionOf(scenario: Scenario): Question | undefined {
  const model = modelOf(scenario);
  return asked.find((question) => sameModel(question.model, model));
}

/** What asking a question sets. The pins that are there stay; the one that it needs comes along. */
export function asking({ model, beside }: Question, pins: readonly Pin[]): Partial<Scenario> {
  if (beside === undefined || pinned(pins, defaultModel))
    return { ...model, x: "N", y: "speedup", pin: pins };
  const kept = pins.slice(0, maxPins - 1);
  const pin = { name: unusedPinName(beside, kept), model: defaultModel };
  return { ...model, x: "N", y: "speedup", pin: [...kept, pin] };
}

import type { First } from "../../curves/answer.ts";
import {
  defaultModel,
  type Model,
  modelOf,
  type Pin,
  type Scenario,
} from "../../scenario/scenario.ts";
import { maxPins, unusedPinName } from "../../scenario/url.ts";
import {
  formatAcceptance,
  formatCount,
  formatFixed,
  formatNumber,
  formatPercent,
  formatShare,
  formatSpeedup,
} from "../../ui/format.ts";
import { pinned, sameModel } from "./pinned.ts";
import { questions, type Said } from "./texts.tsx";

/** A question about the law: what it sets beside the defaults, and what to compare it with. */
export interface Question {
  readonly text: string;
  readonly model: Model;
  /** The name of a pin of the defaults, where the answer needs one. */
  readonly beside?: string;
  /** Two sentences made of the numbers; null where they do not bear the question out. */
  readonly answer: (answer: First, scenario: Scenario) => string | null;
}

const words = questions.answers;

export const asked: readonly Question[] = [
  {
    text: questions.small,
    model: { ...defaultModel, M: 1e9 },
    beside: formatCount(defaultModel.M),
    answer: (answer, scenario) => {
      const large = besides(answer, scenario);
      const { headline } = answer;
      if (!large || !(headline.c > large.c)) return null;
      return words.small(
        { ...said(headline), M: formatCount(scenario.M) },
        { ...said(large), M: formatCount(defaultModel.M) },
      );
    },
  },
  {
    text: questions.accepted,
    model: { ...defaultModel, alpha: 0.8 },
    beside: questions.byPlane,
    answer: (answer, scenario) => {
      const plain = besides(answer, scenario);
      const { headline } = answer;
      if (!plain || !(headline.readouts.alpha > plain.readouts.alpha)) return null;
      return words.accepted(said(headline), said(plain));
    },
  },
  {
    text: questions.large,
    model: { ...defaultModel, N: 1e9 },
    answer: ({ headline }, scenario) => {
      const { N_opt } = headline.readouts;
      const lost = 1 - headline.readouts.speedup / headline.speedupAtOptimum;
      if (!(lost >= 0)) return null;
      return words.large(
        { ...said(headline), M: formatCount(scenario.M) },
        {
          N: formatCount(N_opt),
          speedup: formatSpeedup(headline.speedupAtOptimum),
          lost: formatPercent(lost, 2),
        },
      );
    },
  },
  {
    text: questions.served,
    model: { ...defaultModel, M: 8e9, cost: "roofline", hw: "h100", batch: 64 },
    answer: ({ headline }, scenario) => {
      const counted = headline.costs.find(({ name }) => name === "flops");
      const timed = headline.costs.find(({ name }) => name === "roofline");
      if (!counted || !timed || !(timed.speedup < counted.speedup)) return null;
      return words.served(
        {
          ...said(headline),
          c: formatNumber(timed.c, 2),
          gamma: formatNumber(timed.gamma),
          speedup: formatSpeedup(timed.speedup),
          users: formatNumber(scenario.batch, 4),
          verify: formatFixed(timed.verify, 2),
        },
        {
          c: formatNumber(counted.c, 2),
          gamma: formatNumber(counted.gamma),
          speedup: formatSpeedup(counted.speedup),
        },
      );
    },
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

/** The defaults' own numbers, where they are pinned. */
function besides(answer: First, scenario: Scenario): First["headline"] | undefined {
  const at = scenario.pin.findIndex((pin) => sameModel(pin.model, defaultModel));
  return answer.pins[at]?.headline;
}

/** A headline's numbers as they are written. */
function said({ N, c, readouts }: First["headline"]): Said {
  return {
    N: formatCount(N),
    share: formatShare(readouts.ratio),
    c: formatNumber(c, 2),
    alpha: formatAcceptance(readouts.alpha),
    gamma: formatNumber(readouts.gamma_int),
    speedup: formatSpeedup(readouts.speedup_int),
  };
}

import type { First } from "../../curves/answer.ts";
import { defaultModel, type Scenario } from "../../scenario/scenario.ts";
import {
  formatAcceptance,
  formatCount,
  formatFixed,
  formatNumber,
  formatPercent,
  formatShare,
  formatSpeedup,
} from "../../ui/format.ts";
import { sameModel } from "./pinned.ts";
import { type Said, answerTexts as words } from "./question-texts.ts";
import type { QuestionName } from "./questions.ts";

type Answering = (answer: First, scenario: Scenario) => string | null;

/** Two sentences made of the numbers; null where they do not bear the question out. */
export const answers: Readonly<Record<QuestionName, Answering>> = {
  small: (answer, scenario) => {
    const large = besides(answer, scenario);
    const { headline } = answer;
    if (!large || !(headline.c > large.c)) return null;
    return words.small(
      { ...said(headline), M: formatCount(scenario.M) },
      { ...said(large), M: formatCount(defaultModel.M) },
    );
  },
  accepted: (answer, scenario) => {
    const plain = besides(answer, scenario);
    const { headline } = answer;
    if (!plain || !(headline.readouts.alpha > plain.readouts.alpha)) return null;
    return words.accepted(said(headline), said(plain));
  },
  large: ({ headline }, scenario) => {
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
  served: ({ headline }, scenario) => {
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
};

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

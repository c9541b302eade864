import { expect, it } from "vitest";
import { compute } from "../../curves/compute.ts";
import { defaultModel, defaultScenario } from "../../scenario/scenario.ts";
import { maxPins } from "../../scenario/url.ts";
import { formatAcceptance, formatCount, formatSpeedup } from "../../ui/format.ts";
import { answers } from "./question-answers.ts";
import { asked, asking, questionOf } from "./questions.ts";

const mine = { name: "mine", model: { ...defaultModel, M: 33e9 } };

it.each(asked.map((question) => [question.text, question] as const))(
  "%s is answered in two sentences made of the numbers beside it",
  (_, question) => {
    const scenario = { ...defaultScenario, ...asking(question, [mine]) };
    const answer = compute(scenario);
    expect(questionOf(scenario)).toBe(question);
    const text = answers[question.name](answer, scenario) ?? "";
    expect(text.match(/\.( |$)/g)).toHaveLength(2);
    expect(text).not.toMatch(/NaN|undefined|–|∞/);
    const { readouts, N } = answer.headline;
    expect(text).toContain(formatSpeedup(readouts.speedup_int));
    if (question.model.alpha !== "auto") expect(text).toContain(formatAcceptance(readouts.alpha));
    if (question.model.N !== "auto") expect(text).toContain(formatCount(N));
    const beside = answer.pins.find(({ name }) => name === question.beside);
    expect(beside === undefined).toBe(question.beside === undefined);
    if (beside) expect(text).toContain(formatSpeedup(beside.headline.readouts.speedup_int));
  },
);

it("keeps the pins that are there and pins nothing twice", () => {
  const [question] = asked;
  if (!question) throw new Error("There is no question.");
  const once = asking(question, [mine]).pin ?? [];
  expect(once.map(({ name }) => name)).toEqual(["mine", question.beside]);
  expect(asking(question, once).pin).toEqual(once);
  const many = Array.from({ length: maxPins }, (_, i) => ({
    name: `p${i}`,
    model: { ...defaultModel, gamma: i },
  }));
  expect(asking(question, many).pin).toHaveLength(maxPins);
});

it("asks nothing of other settings", () => {
  expect(questionOf(defaultScenario)).toBeUndefined();
  expect(questionOf({ ...defaultScenario, M: 1e9, gamma: 3 })).toBeUndefined();
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenarios } from "../../scenario/fixtures/scenarios.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { parseUrl } from "../../scenario/url.ts";
import { answerPlan } from "./answer.ts";
import { answerLines, markdownSummary, sentence } from "./answer-words.ts";
import { settingOf } from "./setting.ts";
import type { Planned } from "./usePlan.ts";

function plannedFor(scenario: Scenario): Planned {
  const setting = settingOf(scenario);
  return { answer: answerPlan(setting.request), setting, scenario, key: "" };
}

const asked = (search: string) => plannedFor(parseUrl(search).scenario);
const spoken = (planned: Planned) =>
  sentence(planned)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");

describe("the sentence", () => {
  it("says first what does not fit, with its bytes", () => {
    const planned = asked("?model=llama-3.3-70b&hw=rtx4090");
    expect(spoken(planned)).toBe(
      "No: 141 GB of weights, 24 GB of memory. Llama-3.3-70B-Instruct does not fit.",
    );
    expect(answerLines(planned).map(([, line]) => line)).toEqual([
      "No: 141 GB of weights, 24 GB of memory. 7 such devices would hold it.",
    ]);
    const long = asked("?model=llama-3.1-8b&hw=rtx4090&batch=64&ctx=8192&dtype=fp8&tp=1");
    expect(spoken(long)).toMatch(/^No: 8.03 GB of weights and 68.7 GB of cache, 24 GB of memory/);
    expect(answerLines(long)[0]?.[1]).toMatch(/Batch \d+ would fit/);
  });

  it("begins with the verdict of the band", () => {
    expect(spoken(asked("?model=qwen2.5-7b&hw=h100"))).toMatch(/^Measure first\. /);
    expect(spoken(asked("?model=llama-3.3-70b&hw=h100&alpha=0.9&overhead=2"))).toMatch(/^Yes\. /);
    expect(spoken(asked("?model=llama-3.1-8b&hw=h100&alpha=0.1"))).toMatch(/^No\. /);
  });

  it("and its lines are whole for any scenario, and so is the summary", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const planned = plannedFor({ ...scenario, model: "qwen3-32b" });
        const words = [spoken(planned), ...answerLines(planned).flat()];
        for (const text of words) expect(text).not.toMatch(/NaN|undefined|Infinity|^$/);
        const summary = markdownSummary(planned, "run it", "https://x.test/?view=plan");
        expect(summary).toContain(spoken(planned));
        expect(summary).toContain("run it");
        expect(summary).toContain("https://x.test/?view=plan");
      }),
      { numRuns: 25 },
    );
  });
});

import { memo } from "react";
import { useScenario } from "../../scenario/use.ts";
import type { Deployment } from "../../serving/config/config.ts";
import { configurationFor } from "../../serving/config/configurations.ts";
import { vllmSynthetic } from "../../serving/config/vllm.ts";
import { engines } from "../../serving/measurements/measurement.ts";
import { ratesOver } from "../../serving/plan.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatFixed } from "../../ui/format.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { vocabulariesMatch } from "./setting.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatSpeedup } from "./words.ts";

const say = texts.configure;

/** The command to paste, for each engine, and how to check the prediction. */
export const Configure = memo(function Configure({ planned }: { planned: Planned }) {
  const change = useScenario((state) => state.change);
  const { answer, setting, scenario } = planned;
  const [first] = answer.plan.ranked;
  if (first === undefined) return null;
  const deployment: Deployment = {
    target: setting.released?.repository ?? "./target",
    draft: setting.draftModel(first.draft.id)?.repository ?? "./draft",
    gamma: first.point.gamma,
    tensorParallel: setting.tensorParallel,
    sameVocabulary: vocabulariesMatch(setting, first.draft.id),
    greedy: scenario.temperature === 0,
  };
  const configuration = configurationFor[scenario.engine](deployment);
  return (
    <section className="configure" aria-labelledby="configure-title">
      <div className="configure-head">
        <h2 id="configure-title">{say.title}</h2>
        <Segmented
          id="engine"
          label={texts.controls.engine}
          bare
          value={scenario.engine}
          options={engines.map((value) => ({ value, label: texts.engines[value] }))}
          onChange={(engine) => change({ engine })}
        />
      </div>
      {answer.plan.best === null && <p className="plan-text">{say.none}</p>}
      <Command text={configuration.command} />
      <ul className="configure-notes">
        {configuration.notes.map((note) => (
          <li key={note}>{texts.notes[note]}</li>
        ))}
        {setting.released === null && <li>{say.sized}</li>}
        <li>{say.flags(configuration.checkedAt)}</li>
      </ul>
      <Disclosure summary={say.check}>
        <p className="plan-text">
          {say.checkLead(formatSpeedup(first.point.speedup), formatFixed(first.point.tokens, 2))}
        </p>
        <Command text={vllmSynthetic(deployment, ratesOver(first.rates, deployment.gamma))} />
      </Disclosure>
    </section>
  );
});

function Command({ text }: { text: string }) {
  return (
    <div className="command">
      <pre>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={say.copy} done={say.copied} />
    </div>
  );
}

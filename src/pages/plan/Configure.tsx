import { memo } from "react";
import { useScenario } from "../../scenario/use.ts";
import {
  aiconfiguratorCheckedAt,
  aiconfiguratorCommand,
} from "../../serving/config/aiconfigurator.ts";
import { checkFor } from "../../serving/config/check.ts";
import { configurationFor } from "../../serving/config/configurations.ts";
import { engines } from "../../serving/measurements/measurement.ts";
import { ratesOver } from "../../serving/plan.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatFixed } from "../../ui/format.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { answerJson } from "./answer-json.ts";
import { CannotStart } from "./CannotStart.tsx";
import { deploymentOf } from "./deployment.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatSpeedup } from "./words.ts";

const say = texts.configure;

/** The command to paste, for each engine, how to check the prediction, and the answer for other programs. */
export const Configure = memo(function Configure({ planned }: { planned: Planned }) {
  const change = useScenario((state) => state.change);
  const { answer, setting, scenario } = planned;
  const deployment = deploymentOf(planned);
  const [first] = answer.plan.ranked;
  if (deployment === null || first === undefined) return null;
  const { engine } = scenario;
  const configuration = configurationFor[engine](deployment);
  const check = checkFor(engine, deployment, ratesOver(first.rates, deployment.gamma));
  const simulation = aiconfiguratorCommand(engine, deployment, first.point.tokens - 1);
  return (
    <section className="configure" aria-labelledby="configure-title">
      <div className="configure-head">
        <h2 id="configure-title">{say.title}</h2>
        <Segmented
          id="engine"
          label={texts.controls.engine}
          bare
          value={engine}
          options={engines.map((value) => ({ value, label: texts.engines[value] }))}
          onChange={(value) => change({ engine: value })}
        />
      </div>
      {configuration.command === null ? (
        <CannotStart
          problems={configuration.problems}
          engine={engine}
          devices={deployment.devices}
          onChange={change}
        />
      ) : (
        <>
          {answer.plan.best === null && <p className="plan-text">{say.none}</p>}
          <Command text={configuration.command} />
        </>
      )}
      {configuration.command !== null && (
        <ul className="configure-notes">
          {configuration.notes.map((note) => (
            <li key={note}>{texts.notes[note]}</li>
          ))}
          {setting.released === null && <li>{say.sized}</li>}
          <li>{say.flags(configuration.checkedAt)}</li>
        </ul>
      )}
      {check !== null && (
        <Disclosure summary={say.check}>
          <p className="plan-text">
            {say.checkLead(
              texts.engines[engine],
              // the iteration costs what it costs, however much of it is accepted
              formatSpeedup((first.point.speedup * check.tokens) / first.point.tokens),
              formatFixed(check.tokens, 2),
            )}{" "}
            {check.notes.map((note) => texts.notes[note]).join(" ")}
          </p>
          <Command text={check.command} />
        </Disclosure>
      )}
      <Disclosure summary={say.exports}>
        {simulation !== null && configuration.command !== null && (
          <>
            <p className="plan-text">
              {say.simulation} {say.flags(aiconfiguratorCheckedAt)}
            </p>
            <Command text={simulation} />
          </>
        )}
        <p className="plan-text configure-json">
          {say.json}{" "}
          <CopyButton
            text={() =>
              answerJson(
                planned,
                engines.map((value) => configurationFor[value](deployment)),
                location.href,
              )
            }
            label={say.copyJson}
            done={say.copied}
          />
        </p>
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

import { lazy, Suspense } from "react";
import type { First } from "../../curves/answer.ts";
import {
  defaultModel,
  draftLimits,
  lookaheadLimits,
  type Scenario,
  targetLimits,
} from "../../scenario/scenario.ts";
import { useScenario, useVisible } from "../../scenario/use.ts";
import { maxAcceptance } from "../../sdsl/acceptance.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatAcceptance, formatCount, formatLookahead, formatShare } from "../../ui/format.ts";
import { Slider } from "../../ui/Slider.tsx";
import { parseCount, parseDraft, parseShare, parseWhole } from "../shared/limits.ts";
import { roundCount } from "../shared/round.ts";
import { Lit } from "./Lit.tsx";
import { controls } from "./texts.tsx";

/** Well-known models by the size that they are called by. */
const modelsOfSize: ReadonlyMap<number, string> = new Map([
  [125e6, "OPT-125M"],
  [1e9, "Llama-3.2-1B"],
  [8e9, "Llama-3.1-8B"],
  [13e9, "OPT-13B"],
  [70e9, "Llama-3.1-70B"],
  [405e9, "Llama-3.1-405B"],
]);

const tick = (value: number) => ({ value, text: formatCount(value) });
const targets = [1e9, 8e9, 13e9, 70e9, 405e9, 2e12].map((size) => ({
  ...tick(size),
  name: modelsOfSize.get(size),
}));
const drafts = [1e6, 1e7, 125e6, 1e9, 8e9].map((size) => ({
  ...tick(size),
  name: modelsOfSize.get(size),
}));
const shares = [0, 0.2, 0.4, 0.6, 0.8].map(tick);
const lookaheads = [0, 8, 16, 32, 48, 64].map(tick);

const Sweep = lazy(() => import("./Sweep.tsx").then(({ Sweep }) => ({ default: Sweep })));

/** Its place is kept while it is fetched. */
function MovingSweep({ answer }: Pick<Props, "answer">) {
  return (
    <Suspense fallback={<span className="sweep" />}>
      <Sweep answer={answer} />
    </Suspense>
  );
}

// inside what is closed at first
const TrainingControls = lazy(() =>
  import("./TrainingControls.tsx").then(({ TrainingControls }) => ({ default: TrainingControls })),
);
const CostControls = lazy(() =>
  import("./CostControls.tsx").then(({ CostControls }) => ({ default: CostControls })),
);

interface Props {
  readonly scenario: Scenario;
  readonly answer: First | null;
}

/** What is set by hand first: the target and the acceptance. */
export function MainControls({ scenario, answer }: Props) {
  const change = useScenario((state) => state.change);
  const headline = answer?.headline;
  const shown = useVisible();
  return (
    <div className="controls">
      {shown("M") && (
        <Lit term="M">
          <Slider
            id="M"
            label={controls.M.label}
            symbol="M"
            color="target"
            value={scenario.M}
            {...targetLimits}
            scale="log"
            ticks={targets}
            format={formatCount}
            parse={parseCount}
            onChange={(M, settled) => change({ M }, settled)}
            onReset={() => change({ M: defaultModel.M })}
            hint={controls.M.hint}
            note={scenario.embed ? undefined : <MovingSweep answer={answer} />}
          />
        </Lit>
      )}
      {shown("alpha") && (
        <Lit term="alpha">
          <Slider
            id="alpha"
            label={controls.alpha.label}
            symbol="α"
            color="alpha"
            value={scenario.alpha === "auto" ? (headline?.alphaAuto ?? 0.64) : scenario.alpha}
            auto={scenario.alpha === "auto"}
            min={0}
            max={maxAcceptance}
            step={0.001}
            scale="linear"
            ticks={shares}
            format={formatAcceptance}
            parse={parseShare}
            onChange={(alpha, settled) => change({ alpha }, settled)}
            onAuto={() =>
              change({
                alpha:
                  scenario.alpha === "auto" && headline
                    ? Math.round(headline.alphaAuto * 1000) / 1000
                    : "auto",
              })
            }
            onReset={() => change({ alpha: "auto" })}
            hint={
              scenario.alpha === "auto"
                ? controls.alpha.auto
                : controls.alpha.measured(headline?.anchor ?? 0)
            }
          />
        </Lit>
      )}
    </div>
  );
}

/** What follows from the law unless it is set: the draft, the lookahead; and what is assumed. */
export function MoreControls({ scenario, answer }: Props) {
  const change = useScenario((state) => state.change);
  const headline = answer?.headline;
  const shown = useVisible();
  const N = scenario.N === "auto" ? (headline?.N ?? 313e6) : scenario.N;
  const gamma = scenario.gamma === "auto" ? (headline?.readouts.gamma_opt ?? 10) : scenario.gamma;
  return (
    <div className="controls">
      {shown("N") && (
        <Lit term="N">
          <Slider
            id="N"
            label={controls.N.label}
            symbol="N"
            color="draft"
            value={N}
            auto={scenario.N === "auto"}
            min={draftLimits.min}
            max={scenario.M}
            scale="log"
            ticks={drafts.filter(({ value }) => value <= scenario.M)}
            format={formatCount}
            aside={formatShare(scenario.M / N)}
            parse={(text) => parseDraft(text, scenario.M)}
            onChange={(size, settled) => change({ N: size }, settled)}
            onAuto={() => change({ N: scenario.N === "auto" ? roundCount(N) : "auto" })}
            onReset={() => change({ N: "auto" })}
            hint={
              scenario.N !== "auto"
                ? controls.N.set
                : headline?.best === null
                  ? controls.N.none
                  : controls.N.auto
            }
          />
        </Lit>
      )}
      {shown("gamma") && (
        <Lit term="gamma">
          <Slider
            id="gamma"
            label={controls.gamma.label}
            symbol="γ"
            color="gamma"
            value={Math.min(lookaheadLimits.max, gamma)}
            auto={scenario.gamma === "auto"}
            {...lookaheadLimits}
            step={1}
            scale="linear"
            ticks={lookaheads}
            text={formatLookahead(gamma)}
            format={formatLookahead}
            parse={parseWhole}
            onChange={(tokens, settled) => change({ gamma: Math.round(tokens) }, settled)}
            onAuto={() =>
              change({
                gamma:
                  scenario.gamma === "auto"
                    ? Math.min(lookaheadLimits.max, headline?.readouts.gamma_int ?? 10)
                    : "auto",
              })
            }
            onReset={() => change({ gamma: "auto" })}
            hint={scenario.gamma === "auto" ? controls.gamma.auto : controls.gamma.set}
          />
        </Lit>
      )}
      {(shown("D") || shown("law")) && (
        <Disclosure
          // another one where other parts are hidden: what is closed keeps what it holds
          key={`${shown("D")} ${shown("law")}`}
          summary={controls.training}
        >
          <TrainingControls scenario={scenario} shown={shown} />
        </Disclosure>
      )}
      {shown("cost") && (
        <Disclosure summary={controls.cost}>
          <CostControls scenario={scenario} views={headline?.costs ?? []} />
        </Disclosure>
      )}
    </div>
  );
}

import {
  defaultModel,
  type Hideable,
  type Scenario,
  trainingLimits,
} from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { planeLimits, sdslPlane } from "../../sdsl/acceptance.ts";
import { pretrainingLaws, pretrainingLimits } from "../../sdsl/pretraining.ts";
import { formatCount } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { parseCount } from "../shared/limits.ts";
import { Lit } from "./Lit.tsx";
import { NumberRow } from "./NumberRow.tsx";
import { training } from "./texts.tsx";

const trainings = [300e6, 100e9, 2e12, 15e12].map((value) => ({
  value,
  text: formatCount(value),
}));

interface Props {
  readonly scenario: Scenario;
  readonly shown: (name: Hideable) => boolean;
}

/** Training tokens, the pre-training law and the acceptance plane. */
export function TrainingControls({ scenario, shown }: Props) {
  const change = useScenario((state) => state.change);
  const { law, plane } = scenario;
  return (
    <div className="controls">
      {shown("D") && (
        <>
          <Lit term="D">
            <Slider
              id="D"
              label={training.D}
              symbol="D"
              color="draft"
              value={scenario.D}
              {...trainingLimits}
              scale="log"
              ticks={trainings}
              format={formatCount}
              parse={parseCount}
              onChange={(D, settled) => change({ D }, settled)}
              onReset={() => change({ D: defaultModel.D })}
            />
          </Lit>
          <Lit term="Dt">
            <Slider
              id="Dt"
              label={training.Dt}
              symbol="D′"
              color="target"
              value={scenario.Dt}
              {...trainingLimits}
              scale="log"
              ticks={trainings}
              format={formatCount}
              parse={parseCount}
              onChange={(Dt, settled) => change({ Dt }, settled)}
              onReset={() => change({ Dt: defaultModel.Dt })}
            />
          </Lit>
        </>
      )}
      {shown("law") && (
        <>
          <Lit term="law">
            <Select
              id="law"
              label={training.law}
              value={typeof law === "string" ? law : "custom"}
              options={[
                { value: "hoffmann", label: training.hoffmann },
                { value: "besiroglu", label: training.besiroglu },
                { value: "custom", label: training.own },
              ]}
              onChange={(next) =>
                change({
                  law:
                    next === "custom"
                      ? typeof law === "string"
                        ? pretrainingLaws[law]
                        : law
                      : next,
                })
              }
              hint={training.lawHint}
            />
            {typeof law !== "string" && (
              <NumberRow
                id="law"
                values={law}
                limits={pretrainingLimits}
                labels={{ E: "E", A: "A", B: "B", a: "a", b: "b" }}
                onChange={(next) => change({ law: next })}
              />
            )}
          </Lit>
          <Lit term="plane">
            <Select
              id="plane"
              label={training.plane}
              value={plane === "sdsl" ? "sdsl" : "custom"}
              options={[
                { value: "sdsl", label: training.sdsl },
                { value: "custom", label: training.own },
              ]}
              onChange={(next) =>
                change({
                  plane:
                    next === "sdsl" ? "sdsl" : { A: sdslPlane.A, B: sdslPlane.B, C: sdslPlane.C },
                })
              }
            />
            {plane !== "sdsl" && (
              <NumberRow
                id="plane"
                values={plane}
                limits={planeLimits}
                labels={{ A: "A", B: "B", C: "C" }}
                onChange={(next) => change({ plane: next })}
              />
            )}
          </Lit>
        </>
      )}
    </div>
  );
}

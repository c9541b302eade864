import {
  defaultModel,
  defaultScenario,
  overheadLimits,
  type Scenario,
  stackChoices,
  utilisationLimits,
} from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { separateDraftCost } from "../../sdsl/serving/own-cost.ts";
import { bandwidthShare, type StackName } from "../../sdsl/serving/stack.ts";
import { formatFixed, formatNumber } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { parseTyped } from "./parse.ts";
import type { Setting } from "./setting.ts";
import { texts } from "./texts.ts";

const say = texts.controls;
const at = (values: readonly number[]) => values.map((value) => ({ value, text: String(value) }));

interface Props {
  readonly scenario: Scenario;
  readonly setting: Setting;
}

/** The engine whose commands go with a stack, where there is one. */
export function engineOf(stack: StackName): Partial<Pick<Scenario, "engine">> {
  if (stack === "vllm" || stack === "sglang" || stack === "llamacpp") return { engine: stack };
  return stack === "vulkan" || stack === "cpu" ? { engine: "llamacpp" } : {};
}

/** What serves the models. */
export function StackSelect({ scenario, setting }: Props) {
  const change = useScenario((state) => state.change);
  return (
    <Select
      id="stack"
      label={say.stack}
      value={scenario.stack}
      options={stackChoices.map((value) => ({
        value,
        label:
          value === "auto" ? say.stackAuto(texts.stacks[setting.stackName]) : texts.stacks[value],
      }))}
      onChange={(stack) => change({ stack, ...(stack === "auto" ? {} : engineOf(stack)) })}
      hint={setting.stack === undefined ? say.stackNone : say.stackHint(setting.stack)}
    />
  );
}

/** Shares of the peaks and the cost of speculating, where the stack's own are not what the user sees. */
export function EfficiencyControls({
  scenario,
  setting,
  gamma,
}: Props & { readonly gamma: number }) {
  const change = useScenario((state) => state.change);
  const { stack } = setting;
  const shown = {
    mbu: stack === undefined ? scenario.mbu : bandwidthShare(stack, scenario.dtype),
    mfu: stack?.mfu ?? scenario.mfu,
  };
  const assumed = stack === undefined ? 1 : 1e3 * separateDraftCost.seconds * gamma;
  const overhead = scenario.overhead === "auto" ? assumed : scenario.overhead;
  return (
    <div className="controls">
      {(["mbu", "mfu"] as const).map((key) => (
        <Slider
          key={key}
          id={key}
          label={say[key]}
          value={shown[key]}
          auto={stack !== undefined && scenario[key] === 1}
          {...utilisationLimits}
          step={0.01}
          scale="linear"
          ticks={at([0.25, 0.5, 0.75, 1])}
          format={(v) => formatFixed(v, 2)}
          parse={parseTyped}
          onChange={(value, settled) =>
            change({ [key]: Math.round(value * 100) / 100 } as Partial<Scenario>, settled)
          }
          onReset={() => change({ [key]: defaultModel[key] } as Partial<Scenario>)}
          hint={key === "mbu" ? say.mbuHint : say.mfuHint}
        />
      ))}
      <Slider
        id="overhead"
        label={say.overhead}
        value={Math.max(0.01, overhead)}
        auto={scenario.overhead === "auto"}
        min={0.01}
        max={overheadLimits.max}
        scale="log"
        ticks={at([0.1, 1, 10, 100])}
        format={(v) => formatNumber(v)}
        parse={parseTyped}
        onChange={(value, settled) => change({ overhead: value }, settled)}
        onAuto={() =>
          change({
            overhead: scenario.overhead === "auto" ? Number(overhead.toPrecision(3)) : "auto",
          })
        }
        onReset={() => change({ overhead: defaultScenario.overhead })}
        hint={stack === undefined ? say.overheadNone : say.overheadHint}
      />
    </div>
  );
}

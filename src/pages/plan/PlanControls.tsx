import {
  defaultModel,
  defaultScenario,
  lookaheadLimits,
  parallelLimits,
  type Scenario,
  targetLimits,
  temperatureLimits,
  trainingLimits,
} from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { hardwareSources } from "../../sdsl/devices/sources.ts";
import {
  type Dtype,
  dtypes,
  type HardwareName,
  hardwareFor,
  hardwarePresets,
} from "../../sdsl/hardware.ts";
import { usualStack } from "../../sdsl/serving/stacks.ts";
import { type TaskName, taskNames, taskShiftLimits } from "../../serving/circumstances.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { ModelPicker } from "./ModelPicker.tsx";
import { OwnDevice } from "./OwnDevice.tsx";
import { parseTyped, parseWhole } from "./parse.ts";
import { EfficiencyControls, engineOf, StackSelect } from "./StackControls.tsx";
import type { Setting } from "./setting.ts";
import { texts } from "./texts.ts";

const say = texts.controls;
const hardware = Object.keys(hardwarePresets) as HardwareName[];
const dtypeNames: Record<Dtype, string> = {
  fp32: "32-bit",
  bf16: "16-bit (bf16)",
  fp8: "8-bit (fp8)",
  int4: "4-bit (int4)",
};
const at = (values: readonly number[], format: (v: number) => string = String) =>
  values.map((value) => ({ value, text: format(value) }));

interface Props {
  readonly scenario: Scenario;
  readonly setting: Setting;
  /** The best lookahead, while it is automatic. */
  readonly gamma: number;
}

/** Which model, on what, for how many, writing what. */
export function PlanControls({ scenario, setting, gamma }: Props) {
  const change = useScenario((state) => state.change);
  const custom = setting.released === null;
  return (
    <div className="controls">
      <div>
        <ModelPicker
          value={setting.released?.id ?? (scenario.model === "own" ? "own" : "custom")}
          onChange={(model) => change({ model, with: "auto" })}
        />
        {custom && <p className="control-hint">{say.customHint}</p>}
      </div>
      {custom && (
        <Slider
          id="M"
          label={say.M}
          symbol="M"
          color="target"
          value={scenario.M}
          {...targetLimits}
          scale="log"
          ticks={at([1e8, 1e10, 1e12], formatCount)}
          format={formatCount}
          parse={parseTyped}
          onChange={(M, settled) => change({ M }, settled)}
          onReset={() => change({ M: defaultModel.M })}
        />
      )}
      {custom && (
        <Slider
          id="Dt"
          label={say.Dt}
          color="target"
          value={scenario.Dt}
          {...trainingLimits}
          scale="log"
          ticks={at([1e9, 1e12, 15e12], formatCount)}
          format={formatCount}
          parse={parseTyped}
          onChange={(Dt, settled) => change({ Dt }, settled)}
          onReset={() => change({ Dt: defaultModel.Dt })}
        />
      )}
      <MachineControls scenario={scenario} setting={setting} />
      <Slider
        id="batch"
        label={say.batch}
        value={scenario.batch}
        min={1}
        max={4096}
        scale="log"
        ticks={at([1, 8, 64, 512, 4096], formatCount)}
        format={(v) => formatNumber(v, 4)}
        parse={parseWhole}
        onChange={(batch, settled) => change({ batch: Math.round(batch) }, settled)}
        onReset={() => change({ batch: defaultModel.batch })}
      />
      <Slider
        id="ctx"
        label={say.ctx}
        value={Math.max(1, scenario.ctx)}
        min={1}
        max={1e7}
        scale="log"
        ticks={at([128, 2000, 32_000, 1e6], formatCount)}
        format={(v) => (v < 1e5 ? formatNumber(Math.round(v), 5) : formatCount(v))}
        parse={parseWhole}
        onChange={(ctx, settled) => change({ ctx: Math.round(ctx) }, settled)}
        onReset={() => change({ ctx: defaultModel.ctx })}
      />
      <Slider
        id="gamma"
        label={say.gamma}
        symbol="γ"
        color="gamma"
        value={scenario.gamma === "auto" ? gamma : scenario.gamma}
        auto={scenario.gamma === "auto"}
        {...lookaheadLimits}
        min={1}
        step={1}
        scale="linear"
        ticks={at([1, 8, 16, 32, 64])}
        format={(v) => formatNumber(v)}
        parse={parseWhole}
        onChange={(tokens, settled) => change({ gamma: Math.round(tokens) }, settled)}
        onAuto={() => change({ gamma: scenario.gamma === "auto" ? gamma : "auto" })}
        onReset={() => change({ gamma: "auto" })}
        hint={scenario.gamma === "auto" ? say.gammaAuto : say.gammaSet}
      />
      <WritingControls scenario={scenario} />
      <Disclosure summary={say.efficiency}>
        <EfficiencyControls scenario={scenario} setting={setting} gamma={gamma} />
      </Disclosure>
    </div>
  );
}

function MachineControls({ scenario, setting }: Omit<Props, "gamma">) {
  const change = useScenario((state) => state.change);
  const { hw, dtype } = scenario;
  return (
    <>
      <div className="plan-pair">
        <Select
          id="hw"
          label={say.hw}
          value={typeof hw === "string" ? hw : "custom"}
          options={[
            ...hardware.map((value) => ({ value, label: hardwarePresets[value].label })),
            { value: "custom" as const, label: say.ownDevice },
          ]}
          onChange={(next) =>
            change({
              hw: next === "custom" ? (typeof hw === "string" ? hardwareFor(hw, dtype) : hw) : next,
              ...(next === "custom" ? {} : engineOf(usualStack(next))),
            })
          }
        />
        <Select
          id="dtype"
          label={say.dtype}
          value={dtype}
          options={dtypes.map((value) => ({ value, label: dtypeNames[value] }))}
          onChange={(next) => change({ dtype: next })}
        />
      </div>
      {typeof hw === "string" && <p className="control-hint">{hardwareSources[hw]}</p>}
      {typeof hw !== "string" && <OwnDevice device={hw} memory={scenario.mem} />}
      <StackSelect scenario={scenario} setting={setting} />
      <Slider
        id="tp"
        label={say.tp}
        value={setting.tensorParallel}
        auto={scenario.tp === "auto"}
        {...parallelLimits}
        step={1}
        scale="log"
        ticks={at([1, 2, 4, 8, 16, 64])}
        format={(v) => formatNumber(v)}
        parse={parseWhole}
        onChange={(tp, settled) => change({ tp: Math.round(tp) }, settled)}
        onAuto={() => change({ tp: scenario.tp === "auto" ? setting.tensorParallel : "auto" })}
        onReset={() => change({ tp: "auto" })}
        hint={scenario.tp === "auto" ? say.tpAuto(setting.tensorParallel) : say.tpSet}
      />
    </>
  );
}

function WritingControls({ scenario }: { scenario: Scenario }) {
  const change = useScenario((state) => state.change);
  const { task } = scenario;
  const measured = scenario.alpha !== "auto" || scenario.positions.length > 0;
  const name = typeof task === "string" ? task : "own";
  return (
    <>
      <Select<TaskName | "own">
        id="task"
        label={say.task}
        value={name}
        options={[
          ...taskNames.map((value) => ({ value, label: texts.tasks[value] })),
          { value: "own" as const, label: texts.taskOwn },
        ]}
        onChange={(next) => change({ task: next === "own" ? { shift: 0 } : next })}
        hint={
          measured ? say.measuredHint : name === "own" ? texts.taskOwnHint : texts.taskHints[name]
        }
      />
      {typeof task !== "string" && (
        <Slider
          id="shift"
          label={say.taskShift}
          color="alpha"
          value={task.shift}
          min={taskShiftLimits[0]}
          max={taskShiftLimits[1]}
          step={0.01}
          scale="linear"
          ticks={at([-0.5, 0, 0.5])}
          format={(v) => formatFixed(v, 2)}
          parse={parseTyped}
          onChange={(shift, settled) =>
            change({ task: { shift: Math.round(shift * 100) / 100 } }, settled)
          }
          onReset={() => change({ task: "fitted" })}
        />
      )}
      <Slider
        id="temperature"
        label={say.temperature}
        value={scenario.temperature}
        {...temperatureLimits}
        step={0.05}
        scale="linear"
        ticks={at([0, 0.5, 1, 1.5, 2])}
        format={(v) => formatFixed(v, 2)}
        parse={parseTyped}
        onChange={(value, settled) =>
          change({ temperature: Math.round(value * 100) / 100 }, settled)
        }
        onReset={() => change({ temperature: defaultScenario.temperature })}
        hint={measured ? say.measuredHint : say.temperatureHint}
      />
    </>
  );
}

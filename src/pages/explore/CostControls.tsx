import type { CostView } from "../../curves/costs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { defaultModel, utilisationLimits } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import {
  dtypes,
  type HardwareName,
  hardwareFor,
  hardwareLimits,
  hardwarePresets,
} from "../../sdsl/hardware.ts";
import { formatCount, formatNumber, formatPercent } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { parseCount, parsePlain, parseShare, parseWhole } from "../shared/limits.ts";
import { CostBeside } from "./CostBeside.tsx";
import { memoryWords } from "./memory.ts";
import { NumberRow } from "./NumberRow.tsx";
import { costs } from "./texts.tsx";

const names = Object.keys(hardwarePresets) as HardwareName[];

/** What a draft step and a verification cost. */
export function CostControls({
  scenario,
  views,
}: {
  scenario: Scenario;
  /** What each cost model says where the page stands. */
  views: readonly CostView[];
}) {
  const change = useScenario((state) => state.change);
  const { cost } = scenario;
  const kind = typeof cost === "string" ? cost : "ratio";
  return (
    <div className="controls">
      <Select
        id="cost"
        label={costs.model}
        value={kind}
        options={[
          { value: "flops", label: costs.flops },
          { value: "roofline", label: costs.roofline },
          { value: "ratio", label: costs.ratio },
        ]}
        onChange={(next) => change({ cost: next === "ratio" ? { c: 0.05 } : next })}
        hint={costs.hints[kind]}
      />
      {typeof cost !== "string" && (
        <Slider
          id="c"
          label={costs.c}
          symbol="c"
          color="draft"
          value={cost.c}
          min={1e-6}
          max={10}
          scale="log"
          ticks={[1e-4, 1e-2, 1].map((value) => ({ value, text: formatNumber(value) }))}
          format={(v) => formatNumber(v)}
          parse={parsePlain}
          onChange={(c, settled) => change({ cost: { c } }, settled)}
          onReset={() => change({ cost: { c: 0.05 } })}
        />
      )}
      {cost === "roofline" && <RooflineControls scenario={scenario} />}
      {views.length > 0 && <CostBeside views={views} chosen={kind} />}
    </div>
  );
}

function RooflineControls({ scenario }: { scenario: Scenario }) {
  const change = useScenario((state) => state.change);
  const { hw, dtype } = scenario;
  return (
    <>
      <Select
        id="hw"
        label={costs.hardware}
        value={typeof hw === "string" ? hw : "custom"}
        options={[
          ...names.map((value) => ({ value, label: hardwarePresets[value].label })),
          { value: "custom" as const, label: costs.own },
        ]}
        onChange={(next) =>
          change({
            hw: next === "custom" ? (typeof hw === "string" ? hardwareFor(hw, dtype) : hw) : next,
          })
        }
        hint={memoryWords(scenario)}
      />
      {typeof hw !== "string" && (
        <NumberRow
          id="hw"
          values={hw}
          limits={hardwareLimits}
          labels={costs.units}
          onChange={(next) => change({ hw: next })}
        />
      )}
      <Select
        id="dtype"
        label={costs.weights}
        value={dtype}
        options={dtypes.map((value) => ({ value, label: costs.dtypes[value] }))}
        onChange={(next) => change({ dtype: next })}
      />
      <Slider
        id="batch"
        label={costs.batch}
        value={scenario.batch}
        min={1}
        max={4096}
        scale="log"
        ticks={[1, 8, 64, 512, 4096].map((value) => ({ value, text: formatNumber(value, 4) }))}
        format={(sequences) => formatNumber(sequences, 4)}
        parse={parseWhole}
        onChange={(batch, settled) => change({ batch: Math.round(batch) }, settled)}
        onReset={() => change({ batch: defaultModel.batch })}
      />
      <Slider
        id="ctx"
        label={costs.context}
        value={Math.max(1, scenario.ctx)}
        min={1}
        max={1e7}
        scale="log"
        ticks={[1, 1e3, 32e3, 1e6].map((value) => ({ value, text: formatCount(value) }))}
        typed={{ min: 0, max: 1e7 }}
        text={formatCount(scenario.ctx)}
        format={formatCount}
        parse={parseCount}
        onChange={(ctx, settled) => change({ ctx: Math.round(ctx) }, settled)}
        onReset={() => change({ ctx: defaultModel.ctx })}
      />
      <Utilisation id="mbu" label={costs.mbu} value={scenario.mbu} />
      <Utilisation id="mfu" label={costs.mfu} value={scenario.mfu} />
    </>
  );
}

/** What share of a datasheet's figure a pass reaches. */
function Utilisation({ id, label, value }: { id: "mbu" | "mfu"; label: string; value: number }) {
  const change = useScenario((state) => state.change);
  return (
    <Slider
      id={id}
      label={label}
      value={value}
      {...utilisationLimits}
      step={0.01}
      scale="linear"
      ticks={[0.25, 0.5, 0.75, 1].map((at) => ({ value: at, text: formatPercent(at) }))}
      format={(share) => formatPercent(share)}
      parse={parseShare}
      onChange={(share, settled) => change({ [id]: Math.round(share * 1000) / 1000 }, settled)}
      onReset={() => change({ [id]: defaultModel[id] })}
    />
  );
}

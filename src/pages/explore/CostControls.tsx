import type { CostView } from "../../curves/costs.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { defaultModel, utilisationLimits } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import {
  type Dtype,
  dtypes,
  type HardwareName,
  hardwareFor,
  hardwareLimits,
  hardwarePresets,
  weightBytes,
} from "../../sdsl/hardware.ts";
import { formatCount, formatNumber, formatPercent } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { parseCount, parsePlain, parseShare, parseWhole } from "../shared/limits.ts";
import { CostBeside } from "./CostBeside.tsx";
import { NumberRow } from "./NumberRow.tsx";

const names = Object.keys(hardwarePresets) as HardwareName[];
const dtypeNames: Record<Dtype, string> = {
  fp32: "32-bit",
  bf16: "16-bit (bf16)",
  fp8: "8-bit (fp8)",
  int4: "4-bit (int4)",
};
const hints = {
  flops: "As in the paper: 2 FLOPs a parameter, and a verification costs one target pass.",
  ratio: "Your measured c, the same for every draft size: then the largest draft always wins.",
  roofline: "Time by memory traffic, arithmetic and launches: verification pays for its tokens.",
};

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
        label="Cost model"
        value={kind}
        options={[
          { value: "flops", label: "FLOPs (the paper's)" },
          { value: "roofline", label: "Roofline of a device" },
          { value: "ratio", label: "Measured ratio c" },
        ]}
        onChange={(next) => change({ cost: next === "ratio" ? { c: 0.05 } : next })}
        hint={hints[kind]}
      />
      {typeof cost !== "string" && (
        <Slider
          id="c"
          label="Draft step over target pass"
          symbol="c"
          color="draft"
          value={cost.c}
          min={1e-6}
          max={10}
          scale="log"
          ticks={[1e-4, 1e-2, 1].map((value) => ({ value, text: String(value) }))}
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
        label="Hardware"
        value={typeof hw === "string" ? hw : "custom"}
        options={[
          ...names.map((value) => ({ value, label: hardwarePresets[value].label })),
          { value: "custom" as const, label: "Your own device" },
        ]}
        onChange={(next) =>
          change({
            hw: next === "custom" ? (typeof hw === "string" ? hardwareFor(hw, dtype) : hw) : next,
          })
        }
        hint={memoryHint(scenario)}
      />
      {typeof hw !== "string" && (
        <NumberRow
          id="hw"
          values={hw}
          limits={hardwareLimits}
          labels={{ GBps: "GB/s", TFLOPs: "TFLOP/s", us: "µs a pass" }}
          onChange={(next) => change({ hw: next })}
        />
      )}
      <Select
        id="dtype"
        label="Weights"
        value={dtype}
        options={dtypes.map((value) => ({ value, label: dtypeNames[value] }))}
        onChange={(next) => change({ dtype: next })}
      />
      <Slider
        id="batch"
        label="Batch, sequences"
        value={scenario.batch}
        min={1}
        max={4096}
        scale="log"
        ticks={[1, 8, 64, 512, 4096].map((value) => ({ value, text: formatCount(value) }))}
        format={formatCount}
        parse={parseWhole}
        onChange={(batch, settled) => change({ batch: Math.round(batch) }, settled)}
        onReset={() => change({ batch: defaultModel.batch })}
      />
      <Slider
        id="ctx"
        label="Context, tokens"
        value={Math.max(1, scenario.ctx)}
        min={1}
        max={1e7}
        scale="log"
        ticks={[1, 1e3, 32e3, 1e6].map((value) => ({ value, text: formatCount(value) }))}
        format={() => formatCount(scenario.ctx)}
        parse={parseCount}
        onChange={(ctx, settled) => change({ ctx: Math.round(ctx) }, settled)}
        onReset={() => change({ ctx: defaultModel.ctx })}
      />
      <Utilisation id="mbu" label="Bandwidth reached (MBU)" value={scenario.mbu} />
      <Utilisation id="mfu" label="Peak reached (MFU)" value={scenario.mfu} />
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

/** Where the figures come from, and whether the target fits. */
function memoryHint({ hw, dtype, M }: Scenario): string {
  if (typeof hw !== "string") return "Bandwidth, peak and fixed time of one pass.";
  const { memoryGB, source } = hardwarePresets[hw];
  const needed = (M * weightBytes[dtype]) / 1e9;
  const devices = Math.ceil(needed / memoryGB);
  return needed > memoryGB
    ? `The target's weights take ${formatNumber(needed)} GB and one device holds ${memoryGB} GB: ${formatCount(devices)} are needed at least. Speedup is a ratio of times, so it reads the same while they share the work evenly. Figures: ${source}.`
    : `Figures: ${source}.`;
}

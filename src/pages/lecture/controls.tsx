import { defaultModel, draftLimits, targetLimits } from "../../scenario/scenario.ts";
import { maxAcceptance } from "../../sdsl/acceptance.ts";
import { type HardwareName, hardwarePresets } from "../../sdsl/hardware.ts";
import { formatAcceptance, formatCount } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { parseCount, parseShare } from "../shared/limits.ts";
import { chainOf } from "./chain.ts";
import { useScene } from "./scene-context.ts";
import { texts } from "./texts.ts";

const counts = (values: readonly number[]) =>
  values.map((value) => ({ value, text: formatCount(value) }));
const targets = counts([1e9, 7e9, 70e9, 405e9, 2e12]);
const drafts = counts([1e6, 1e7, 1e8, 1e9, 1e10, 1e11]);
const shares = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, text: String(value) }));

/** The target's size. */
export function TargetSlider() {
  const { scenario, change, visible } = useScene();
  if (!visible("M") || !visible("controls")) return null;
  return (
    <Slider
      id="M"
      label={texts.target}
      symbol="M"
      color="target"
      value={scenario.M}
      min={Math.max(1e8, targetLimits.min)}
      max={1e13}
      scale="log"
      ticks={targets}
      format={formatCount}
      parse={parseCount}
      onChange={(M, settled) => change({ M }, settled)}
      onReset={() => change({ M: defaultModel.M })}
    />
  );
}

/** The draft's size; the law's best where none is set. */
export function DraftSlider() {
  const { scenario, change, visible } = useScene();
  if (!visible("N") || !visible("controls")) return null;
  const { N } = chainOf(scenario).resolved;
  return (
    <Slider
      id="N"
      label={texts.draft}
      symbol="N"
      color="draft"
      value={N}
      auto={scenario.N === "auto"}
      min={Math.max(1e6, draftLimits.min)}
      max={scenario.M}
      scale="log"
      ticks={drafts.filter(({ value }) => value <= scenario.M)}
      format={formatCount}
      parse={parseCount}
      onChange={(size, settled) => change({ N: size }, settled)}
      onReset={() => change({ N: "auto" })}
    />
  );
}

/** Acceptance of that draft. */
export function AcceptanceSlider() {
  const { scenario, change, visible } = useScene();
  if (!visible("alpha") || !visible("controls")) return null;
  return (
    <Slider
      id="alpha"
      label={texts.acceptance}
      symbol="α"
      color="alpha"
      value={scenario.alpha === "auto" ? chainOf(scenario).point.alpha : scenario.alpha}
      auto={scenario.alpha === "auto"}
      min={0}
      max={maxAcceptance}
      step={0.001}
      scale="linear"
      ticks={shares}
      format={formatAcceptance}
      parse={parseShare}
      onChange={(alpha, settled) => change({ alpha }, settled)}
      onReset={() => change({ alpha: "auto" })}
    />
  );
}

const devices = Object.keys(hardwarePresets) as HardwareName[];

/** The device that decodes. */
export function HardwareSelect() {
  const { scenario, change, visible } = useScene();
  if (!visible("controls")) return null;
  const { hw } = scenario;
  return (
    <Select
      id="hw"
      label={texts.hardware}
      value={typeof hw === "string" ? hw : "custom"}
      options={[
        ...devices.map((value) => ({ value, label: hardwarePresets[value].label })),
        ...(typeof hw === "string" ? [] : [{ value: "custom" as const, label: texts.ownDevice }]),
      ]}
      onChange={(next) => next !== "custom" && change({ hw: next })}
    />
  );
}

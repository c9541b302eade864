import type { FamilyModel } from "../../measure/protocol.ts";
import {
  backends,
  labFields,
  lengthLimits,
  type Scenario,
  temperatureLimits,
} from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatFixed, formatNumber } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import {
  draftBeside,
  draftsFor,
  maxLabLookahead,
  type OwnModels,
  pairOf,
} from "../shared/lab-settings.ts";
import { modelWords } from "../shared/lab-words.ts";
import { parsePlain } from "../shared/limits.ts";
import { thrift } from "../shared/surroundings.ts";
import { setGamma } from "../shared/use-lab.ts";
import { OwnPair } from "./OwnPair.tsx";
import { PromptField, SeedField } from "./text-fields.tsx";
import { backendNames, ownPair, settings } from "./texts.tsx";

interface Props {
  readonly scenario: Scenario;
  readonly models: readonly FamilyModel[];
  readonly own: OwnModels;
  readonly onOwn: (own: OwnModels) => void;
  /** The lookahead that a run chose while it is automatic; null before. */
  readonly gamma: number | null;
  /** Why the beginning was refused; null while it wasn't. */
  readonly refusedPrompt: string | null;
}

/** Where the lookahead's handle waits while nothing has chosen one. */
const usualLookahead = 4;

/** What to run: the pair, the lookahead, how to sample, what to write. */
export function LabControls({ scenario, models, own, onOwn, gamma, refusedPrompt }: Props) {
  const change = useScenario((state) => state.change);
  const { target } = pairOf(scenario, models);
  const draft = draftBeside(scenario, models, own);
  const drafts = own.target ? models : target ? draftsFor(models, target) : [];
  const lookahead = scenario.gamma === "auto" ? (gamma ?? usualLookahead) : scenario.gamma;
  const draftChoice =
    scenario.draft === "none" || draft === undefined
      ? "none"
      : draft.id === scenario.draft
        ? draft.id
        : "auto";
  const named = (model: FamilyModel) => ({
    value: model.id,
    label: modelWords(model.params, model.distilledFrom !== null),
  });
  return (
    <div className="controls">
      <div className="lab-pair">
        <Select
          id="target"
          label={settings.target}
          value={own.target ? "own" : (target?.id ?? "auto")}
          disabled={own.target !== null}
          options={own.target ? [{ value: "own", label: settings.own }] : models.map(named)}
          onChange={(id) => change({ target: id })}
          hint={
            own.target === null && scenario.target === "auto" && target
              ? settings.targetHints[thrift ?? "largest"]
              : undefined
          }
        />
        <Select
          id="draft"
          label={settings.draft}
          value={own.draft ? "own" : draftChoice}
          disabled={own.draft !== null}
          options={
            own.draft
              ? [{ value: "own", label: settings.own }]
              : [
                  ...(own.target ? [] : [{ value: "auto", label: settings.automatic }]),
                  ...drafts.map(named),
                  { value: "none", label: settings.none },
                ]
          }
          onChange={(id) => change({ draft: id })}
        />
      </div>
      <Slider
        id="gamma"
        label={settings.gamma}
        symbol="γ"
        color="gamma"
        value={Math.min(maxLabLookahead, lookahead)}
        auto={scenario.gamma === "auto"}
        min={1}
        max={maxLabLookahead}
        step={1}
        scale="linear"
        ticks={[1, 4, 8, 12, 16].map((value) => ({ value, text: formatNumber(value) }))}
        format={(v) => formatNumber(v)}
        parse={parsePlain}
        onChange={(value, settled) => {
          const tokens = Math.round(value);
          setGamma(tokens);
          change({ gamma: tokens }, settled);
        }}
        onAuto={() => change({ gamma: scenario.gamma === "auto" ? lookahead : "auto" })}
        onReset={() => change({ gamma: "auto" })}
        hint={
          scenario.gamma === "auto"
            ? gamma === null
              ? settings.gammaHints.open
              : settings.gammaHints.chosen
            : settings.gammaHints.set
        }
      />
      <Slider
        id="temp"
        label={settings.temp}
        value={scenario.temp}
        {...temperatureLimits}
        step={0.05}
        scale="linear"
        ticks={[0, 0.5, 1, 1.5, 2].map((value) => ({ value, text: formatNumber(value) }))}
        format={(v) => formatFixed(v, 2)}
        parse={parsePlain}
        onChange={(temp, settled) => change({ temp: Math.round(temp * 100) / 100 }, settled)}
        onReset={() => change({ temp: labFields.temp.fallback })}
        hint={scenario.temp === 0 ? settings.tempHints.greedy : settings.tempHints.sampled}
      />
      <PromptField scenario={scenario} refused={refusedPrompt} />
      <Disclosure summary={settings.more}>
        <div className="controls">
          <Slider
            id="length"
            label={settings.length}
            value={scenario.length}
            {...lengthLimits}
            step={1}
            scale="linear"
            ticks={[16, 160, 320, 480].map((value) => ({ value, text: formatNumber(value) }))}
            format={(v) => formatNumber(v)}
            parse={parsePlain}
            onChange={(length, settled) => change({ length: Math.round(length) }, settled)}
            onReset={() => change({ length: labFields.length.fallback })}
          />
          <Slider
            id="topp"
            label={settings.topp}
            value={scenario.topp}
            min={0.01}
            max={1}
            step={0.01}
            scale="linear"
            ticks={[0.25, 0.5, 0.75, 1].map((value) => ({ value, text: formatNumber(value) }))}
            format={(v) => formatFixed(v, 2)}
            parse={parsePlain}
            onChange={(topp, settled) => change({ topp: Math.round(topp * 100) / 100 }, settled)}
            onReset={() => change({ topp: labFields.topp.fallback })}
          />
          <SeedField scenario={scenario} />
          <Select
            id="backend"
            label={settings.backend}
            value={scenario.backend}
            options={backends.map((value) => ({ value, label: backendNames[value] }))}
            onChange={(backend) => change({ backend })}
          />
        </div>
      </Disclosure>
      <Disclosure summary={ownPair.heading}>
        <OwnPair own={own} onOwn={onOwn} />
      </Disclosure>
    </div>
  );
}

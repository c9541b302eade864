import { useRef } from "react";
import type { FamilyModel } from "../../measure/protocol.ts";
import {
  backends,
  labFields,
  lengthLimits,
  maxPromptLength,
  type Scenario,
  seedLimits,
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

function PromptField({ scenario, refused }: { scenario: Scenario; refused: string | null }) {
  const change = useScenario((state) => state.change);
  const many = scenario.prompts === "dozen";
  return (
    <div className="lab-prompts">
      <Select
        id="prompts"
        label={settings.prompts}
        value={scenario.prompts}
        options={[
          { value: "one", label: settings.one },
          { value: "dozen", label: settings.dozen },
        ]}
        onChange={(prompts) => change({ prompts })}
        hint={many ? settings.dozenHint : undefined}
      />
      {!many && (
        <div>
          <label className="control-label" htmlFor="prompt">
            {settings.prompt}
          </label>
          <textarea
            id="prompt"
            className="field lab-prompt"
            rows={2}
            maxLength={maxPromptLength}
            aria-invalid={refused !== null}
            aria-describedby={refused === null ? undefined : "prompt-refused"}
            value={scenario.prompt}
            onChange={(event) => change({ prompt: event.currentTarget.value }, false)}
            onBlur={(event) => change({ prompt: event.currentTarget.value })}
          />
          {refused !== null && (
            <p id="prompt-refused" className="lab-refused">
              {refused}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function SeedField({ scenario }: { scenario: Scenario }) {
  const change = useScenario((state) => state.change);
  return (
    <div className="lab-seed">
      <label className="control-label" htmlFor="seed">
        {settings.seed}
      </label>
      <input
        id="seed"
        className="field"
        type="number"
        min={seedLimits.min}
        max={seedLimits.max}
        step={1}
        value={scenario.seed}
        onChange={(event) => {
          const seed = event.currentTarget.valueAsNumber;
          if (Number.isInteger(seed) && seed >= seedLimits.min && seed <= seedLimits.max)
            change({ seed });
        }}
      />
      <button
        type="button"
        className="button"
        onClick={() => change({ seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 1 })}
      >
        {settings.another}
      </button>
    </div>
  );
}

/** Files of the user's own models: they never leave the device. */
function OwnPair({ own, onOwn }: Pick<Props, "own" | "onOwn">) {
  return (
    <div className="controls">
      <p className="control-hint">{ownPair.hint}</p>
      <OwnFiles model="target" own={own} onOwn={onOwn} />
      <OwnFiles model="draft" own={own} onOwn={onOwn} />
    </div>
  );
}

function OwnFiles({
  model,
  own,
  onOwn,
}: Pick<Props, "own" | "onOwn"> & { model: "target" | "draft" }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) =>
    onOwn({ ...own, [model]: files === null || files.length === 0 ? null : [...files] });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the button inside does the same
    <div
      className="lab-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
    >
      <label className="control-label" htmlFor={`own-${model}`}>
        {ownPair.files[model]}
      </label>
      <input
        ref={input}
        id={`own-${model}`}
        type="file"
        multiple
        data-model={model}
        accept=".json,.safetensors"
        onChange={(event) => take(event.currentTarget.files)}
      />
      {own[model] && (
        <button
          type="button"
          className="button"
          onClick={() => {
            if (input.current) input.current.value = "";
            onOwn({ ...own, [model]: null });
          }}
        >
          {ownPair.back}
        </button>
      )}
    </div>
  );
}

import { maxPromptLength, type Scenario, seedLimits } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { Select } from "../../ui/Select.tsx";
import { settings } from "./texts.tsx";

/** What is written: one beginning or a dozen. `refused`: why the beginning has no room; null where it has. */
export function PromptField({ scenario, refused }: { scenario: Scenario; refused: string | null }) {
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

/** Which random numbers are drawn. */
export function SeedField({ scenario }: { scenario: Scenario }) {
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

import { useState } from "react";
import type { Answer } from "../../curves/answer.ts";
import { modelOf, type Scenario } from "../../scenario/scenario.ts";
import { maxPins, unusedPinName } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import { formatCount } from "../../ui/format.ts";
import { formatLookahead, formatSpeedup } from "../shared/words.ts";

/** Scenarios kept for comparison: their curves stay on the charts as ghosts. */
export function Pins({ scenario, answer }: { scenario: Scenario; answer: Answer }) {
  const change = useScenario((state) => state.change);
  const [name, setName] = useState("");
  const full = scenario.pin.length >= maxPins;
  const suggestion = suggestedName(scenario);
  const add = () => {
    const wanted = name.trim() === "" ? suggestion : name;
    const pin = { name: unusedPinName(wanted, scenario.pin), model: modelOf(scenario) };
    change({ pin: [...scenario.pin, pin] });
    setName("");
  };
  return (
    <section className="pins" aria-labelledby="pins-title">
      <h2 id="pins-title">Compare</h2>
      <form
        className="pin-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!full) add();
        }}
      >
        <label className="visually-hidden" htmlFor="pin-name">
          Name of the pin
        </label>
        <input
          id="pin-name"
          className="field"
          maxLength={40}
          placeholder={suggestion}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" className="button" disabled={full}>
          Pin this curve
        </button>
      </form>
      {full && (
        <p className="control-hint">A link holds {maxPins} pins. Remove one to add another.</p>
      )}
      {scenario.pin.length > 0 && (
        <ul className="pin-list">
          {scenario.pin.map((pin, i) => {
            const numbers = answer.pins[i]?.headline;
            return (
              <li key={pin.name}>
                <button
                  type="button"
                  className="pin-recall"
                  onClick={() => change({ ...pin.model })}
                >
                  <span className="visually-hidden">Go back to </span>
                  <strong>{pin.name}</strong>
                  {numbers && (
                    <span>
                      {formatCount(numbers.N)} draft, {formatLookahead(numbers.gamma)} tokens,{" "}
                      {formatSpeedup(numbers.readouts.speedup)}
                    </span>
                  )}
                </button>
                <button
                  type="button"
                  className="notice-dismiss"
                  aria-label={`Remove ${pin.name}`}
                  onClick={() => change({ pin: scenario.pin.filter((other) => other !== pin) })}
                >
                  <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                    <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.5" />
                  </svg>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function suggestedName(scenario: Scenario): string {
  const alpha = scenario.alpha === "auto" ? "" : `, α ${scenario.alpha}`;
  const draft = scenario.N === "auto" ? "" : `, ${formatCount(scenario.N)} draft`;
  const cost =
    scenario.cost === "flops" ? "" : scenario.cost === "roofline" ? ", roofline" : ", ratio";
  return `${formatCount(scenario.M)}${draft}${alpha}${cost}`;
}

import { useState } from "react";
import type { Answer } from "../../curves/answer.ts";
import { modelOf, type Scenario } from "../../scenario/scenario.ts";
import { maxPins, unusedPinName } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import { pins } from "./texts.tsx";

/** Scenarios kept for comparison: their curves stay on the charts as ghosts. */
export function Pins({ scenario, answer }: { scenario: Scenario; answer: Answer }) {
  const change = useScenario((state) => state.change);
  const [name, setName] = useState("");
  const full = scenario.pin.length >= maxPins;
  const suggestion = pins.suggestion(scenario);
  const add = () => {
    const wanted = name.trim() === "" ? suggestion : name;
    const pin = { name: unusedPinName(wanted, scenario.pin), model: modelOf(scenario) };
    change({ pin: [...scenario.pin, pin] });
    setName("");
  };
  return (
    <section className="pins" aria-labelledby="pins-title">
      <h2 id="pins-title">{pins.heading}</h2>
      <form
        className="pin-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!full) add();
        }}
      >
        <label className="visually-hidden" htmlFor="pin-name">
          {pins.name}
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
          {pins.add}
        </button>
      </form>
      {full && <p className="control-hint">{pins.full(maxPins)}</p>}
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
                  <span className="visually-hidden">{pins.recall} </span>
                  <strong>{pin.name}</strong>
                  {numbers && (
                    <span>{pins.numbers(numbers.N, numbers.gamma, numbers.readouts.speedup)}</span>
                  )}
                </button>
                <button
                  type="button"
                  className="notice-dismiss"
                  aria-label={pins.remove(pin.name)}
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

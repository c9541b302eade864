import { useState } from "react";
import { series } from "../../charts/palette.ts";
import type { First, Headline } from "../../curves/answer.ts";
import { type Model, modelOf, type Pin, type Scenario } from "../../scenario/scenario.ts";
import { maxPins, unusedPinName } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import { DismissButton } from "../../ui/DismissButton.tsx";
import { formatAcceptance, formatCount, formatLookahead, formatSpeedup } from "../../ui/format.ts";
import { pinned } from "./pinned.ts";
import { pins } from "./texts.tsx";

/** Scenarios kept for comparison: their curves stay on the charts, their numbers stand here. */
export function Pins({ scenario, answer }: { scenario: Scenario; answer: First }) {
  const change = useScenario((state) => state.change);
  const [name, setName] = useState("");
  const full = scenario.pin.length >= maxPins;
  const model = modelOf(scenario);
  const same = pinned(scenario.pin, model);
  const suggestion = pins.suggestion(scenario);
  const add = () => {
    const wanted = name.trim() === "" ? suggestion : name;
    const pin = { name: unusedPinName(wanted, scenario.pin), model };
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
          if (!full && same === undefined) add();
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
        <button type="submit" className="button" disabled={full || same !== undefined}>
          {pins.add}
        </button>
      </form>
      <p className="control-hint pin-hint" role="status">
        {full ? pins.full(maxPins) : same ? pins.same(same.name) : ""}
      </p>
      {scenario.pin.length > 0 && (
        <PinTable
          list={scenario.pin}
          answer={answer}
          onRecall={(recalled) => change({ ...recalled })}
          onRemove={(removed) => change({ pin: scenario.pin.filter((pin) => pin !== removed) })}
        />
      )}
    </section>
  );
}

interface TableProps {
  readonly list: readonly Pin[];
  readonly answer: First;
  readonly onRecall: (model: Model) => void;
  readonly onRemove: (pin: Pin) => void;
}

/** What is set and what is pinned, side by side. */
function PinTable({ list, answer, onRecall, onRemove }: TableProps) {
  return (
    <table className="pin-table">
      <caption className="visually-hidden">{pins.caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{pins.name}</span>
          </th>
          {pins.columns.map(({ short, long }) => (
            <th key={short} scope="col" title={long}>
              {short}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{pins.now}</th>
          <Numbers headline={answer.headline} />
          <td />
        </tr>
        {list.map((pin, i) => (
          <tr key={pin.name}>
            <th scope="row">
              <button type="button" className="pin-recall" onClick={() => onRecall(pin.model)}>
                <span className="pin-key" style={{ background: series(i) }} />
                <span className="visually-hidden">{pins.recall} </span>
                <strong>{pin.name}</strong>
              </button>
            </th>
            <Numbers headline={answer.pins[i]?.headline} />
            <td>
              <DismissButton label={pins.remove(pin.name)} onClick={() => onRemove(pin)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A row's cells; empty until the numbers are there. */
function Numbers({ headline }: { headline: Headline | undefined }) {
  if (headline === undefined) return <td colSpan={pins.columns.length} />;
  const { N, gamma, readouts } = headline;
  return (
    <>
      <td>{formatCount(N)}</td>
      <td>{formatAcceptance(readouts.alpha)}</td>
      <td>{formatLookahead(gamma)}</td>
      <td>{formatSpeedup(readouts.speedup)}</td>
    </>
  );
}

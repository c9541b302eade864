import type { DeviceCard } from "../../measure/protocol.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatCount } from "../../ui/format.ts";
import { device } from "./texts.tsx";

/** What the models run on, or for a stored result ran on. */
export function DeviceView({ card, stored }: { card: DeviceCard; stored: boolean }) {
  return (
    <section className="device" aria-labelledby="device-title">
      <h2 id="device-title">{device.heading(stored)}</h2>
      <p>{device.engine(card)}</p>
      {card.trials.length > 0 && (
        <ul className="device-trials">
          {card.trials.map((trial) => (
            <li key={trial.backend}>{device.trial(trial)}</li>
          ))}
        </ul>
      )}
      {(card.features.length > 0 || card.shapes.length > 0) && (
        <Disclosure summary={device.details}>
          <dl className="device-list">
            <dt>{device.features}</dt>
            <dd>{card.features.join(", ") || device.none}</dd>
            {Object.entries(card.limits).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{formatCount(value, 4)}</dd>
              </div>
            ))}
            {card.shapes.map((shape) => (
              <dd key={shape}>{shape}</dd>
            ))}
          </dl>
        </Disclosure>
      )}
    </section>
  );
}

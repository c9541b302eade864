import type { DeviceCard } from "../../measure/protocol.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { formatCount } from "../../ui/format.ts";

const engineNames = { webgpu: "WebGPU", wasm: "WebAssembly", cpu: "Plain JavaScript" } as const;

/** What the models run on. */
export function DeviceView({ card }: { card: DeviceCard }) {
  return (
    <section className="device" aria-labelledby="device-title">
      <h2 id="device-title">This device</h2>
      <p>
        <strong>{engineNames[card.backend]}</strong>
        {card.adapter && ` on ${card.adapter}`}
        {card.backend === "webgpu" && card.software && " (a software adapter, no GPU)"}.{" "}
        {card.reason}
      </p>
      {(card.features.length > 0 || card.shapes.length > 0) && (
        <Disclosure summary="Features, limits, kernel shapes">
          <dl className="device-list">
            <dt>Features</dt>
            <dd>{card.features.join(", ") || "none"}</dd>
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

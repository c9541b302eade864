import { formatNumber, parseNumber } from "../../scenario/number.ts";
import { memoryLimits } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { type Hardware, hardwareLimits } from "../../sdsl/hardware.ts";
import { ValueField } from "../../ui/ValueField.tsx";
import { texts } from "./texts.ts";

const say = texts.device;

/** The figures of a device of one's own, its memory among them, each to be typed over. */
export function OwnDevice({ device, memory }: { device: Hardware; memory: number | "auto" }) {
  const change = useScenario((state) => state.change);
  return (
    <div className="own-device">
      {(["GBps", "TFLOPs", "us"] as const).map((key) => (
        <Cell
          key={key}
          id={key}
          text={formatNumber(device[key])}
          limits={hardwareLimits[key]}
          onValue={(value) => change({ hw: { ...device, [key]: value } })}
        />
      ))}
      <Cell
        id="memory"
        text={memory === "auto" ? say.unknown : formatNumber(memory)}
        limits={[memoryLimits.min, memoryLimits.max]}
        onValue={(mem) => change({ mem })}
        onEmpty={() => change({ mem: "auto" })}
      />
    </div>
  );
}

function Cell({
  id,
  text,
  limits: [min, max],
  onValue,
  onEmpty,
}: {
  id: keyof typeof say.labels;
  text: string;
  limits: readonly [number, number];
  onValue: (value: number) => void;
  onEmpty?: () => void;
}) {
  const label = say.labels[id];
  return (
    <span className="own-device-cell">
      <span className="control-label">{label}</span>
      <ValueField
        id={`hw-${id}`}
        label={label}
        text={text}
        onCommit={(typed) => {
          if (onEmpty && typed.trim() === "") {
            onEmpty();
            return undefined;
          }
          const value = parseNumber(typed);
          if (value === undefined) return say.notNumber;
          if (value < min || value > max) return say.outside(formatNumber(min), formatNumber(max));
          onValue(value);
          return undefined;
        }}
      />
    </span>
  );
}

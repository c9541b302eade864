import { formatNumber, parseNumber } from "../../scenario/number.ts";
import { ValueField } from "../../ui/ValueField.tsx";
import { typed } from "../shared/texts.ts";

interface Props<K extends string> {
  readonly id: string;
  readonly values: Readonly<Record<K, number>>;
  readonly limits: Readonly<Record<K, readonly [number, number]>>;
  readonly labels: Readonly<Record<K, string>>;
  readonly onChange: (values: Readonly<Record<K, number>>) => void;
}

/** The constants of a custom law, plane or device, each to be typed over. */
export function NumberRow<K extends string>({ id, values, limits, labels, onChange }: Props<K>) {
  return (
    <div className="number-row">
      {(Object.keys(labels) as K[]).map((key) => (
        <span key={key} className="number-cell">
          <span className="control-label">{labels[key]}</span>
          <ValueField
            id={`${id}-${key}`}
            label={labels[key]}
            text={formatNumber(values[key])}
            onCommit={(text) => {
              const value = parseNumber(text);
              const [min, max] = limits[key];
              if (value === undefined) return typed.notNumber;
              if (value < min || value > max)
                return typed.outside(formatNumber(min), formatNumber(max));
              onChange({ ...values, [key]: value });
              return undefined;
            }}
          />
        </span>
      ))}
    </div>
  );
}

import type { Colour } from "./colour.ts";
import "./ui.css";

type Props = {
  /** The name machines read it by. */
  quantity: string;
  /** At full precision; NaN where there is none, which machines read as nothing. */
  value: number | string | boolean;
  low?: number;
  high?: number;
  /** The value, rounded for people. */
  text: string;
  /** The band, rounded for people: "2.4 to 3.1×". */
  band?: string;
  label?: string;
  color?: Colour;
  /** In running text: no label, no band, no extra space. */
  inline?: boolean;
};

/** One number: rounded for people, at full precision in `data-value` for machines. */
export function Readout(props: Props) {
  const { quantity, value, low, high, text, band, label, inline, color } = props;
  const output = (
    <output
      className={color ? `readout-value c-${color}` : "readout-value"}
      data-quantity={quantity}
      data-value={Number.isNaN(value) ? "" : String(value)}
      data-low={low === undefined ? undefined : String(low)}
      data-high={high === undefined ? undefined : String(high)}
      aria-live="off"
      aria-label={label ? `${label}: ${text}${band ? `, ${band}` : ""}` : undefined}
    >
      {text}
    </output>
  );
  if (inline) return output;
  return (
    <div className="readout">
      {label && <span className="readout-label">{label}</span>}
      {output}
      {band && <span className="readout-band">{band}</span>}
    </div>
  );
}

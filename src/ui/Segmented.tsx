import "./ui.css";

type Props<V extends string> = {
  /** Unique on the page: it joins the radio buttons. */
  id: string;
  label: string;
  value: V;
  options: readonly { value: V; label: string; disabled?: boolean }[];
  onChange: (value: V) => void;
  /** Keep the label for screen readers only. */
  bare?: boolean;
};

/** One of a few, all in sight: a radio group. */
export function Segmented<V extends string>({
  id,
  label,
  value,
  options,
  onChange,
  bare,
}: Props<V>) {
  return (
    <fieldset className="segmented" data-control={id}>
      <legend className={bare ? "visually-hidden" : "control-label"}>{label}</legend>
      <div className="segmented-row">
        {options.map((o) => (
          <label key={o.value} className="segment">
            <input
              type="radio"
              className="visually-hidden"
              name={id}
              value={o.value}
              checked={o.value === value}
              disabled={o.disabled}
              onChange={() => onChange(o.value)}
            />
            <span>{o.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

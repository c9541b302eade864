import "./ui.css";

export type SelectOption<V extends string = string> = {
  value: V;
  label: string;
  group?: string;
  disabled?: boolean;
};

type Props<V extends string> = {
  id: string;
  label: string;
  value: V;
  options: readonly SelectOption<V>[];
  onChange: (value: V) => void;
  hint?: string;
  disabled?: boolean;
  /** Keep the label for screen readers only. */
  bare?: boolean;
};

/** One of several, in the platform's own list. */
export function Select<V extends string>(props: Props<V>) {
  const { id, label, value, options, onChange, hint, disabled, bare } = props;
  const groups = [...new Set(options.map((o) => o.group))];
  const entries = (group: string | undefined) =>
    options
      .filter((o) => o.group === group)
      .map((o) => (
        <option key={o.value} value={o.value} disabled={o.disabled}>
          {o.label}
        </option>
      ));
  return (
    <div className="select" data-control={id}>
      <label className={bare ? "visually-hidden" : "control-label"} htmlFor={id}>
        {label}
      </label>
      <span className="select-box">
        <select
          id={id}
          className="field"
          value={value}
          disabled={disabled}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(e) => {
            const chosen = options.find((o) => o.value === e.currentTarget.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {groups.map((g) =>
            g === undefined ? (
              entries(g)
            ) : (
              <optgroup key={g} label={g}>
                {entries(g)}
              </optgroup>
            ),
          )}
        </select>
      </span>
      {hint && (
        <p className="control-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

import { useRef, useState } from "react";

type Props = {
  id: string;
  /** The accessible name. */
  label: string;
  /** The value as text, shown while nobody types. */
  text: string;
  disabled?: boolean;
  /** Takes what was typed; an answer is an error to show, and the old value stays. */
  onCommit: (typed: string) => string | undefined;
};

/** A value that reads as text and can be typed over. Enter or leaving commits, Escape reverts. */
export function ValueField({ id, label, text, disabled, onCommit }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  /** How the field is being left by a key; null when it is left by itself. */
  const leaving = useRef<"commit" | "revert" | null>(null);
  const shown = typed ?? text;

  function commit(value: string): boolean {
    const complaint = value.trim() === text.trim() ? undefined : onCommit(value);
    setError(complaint);
    return complaint === undefined;
  }

  return (
    <span className="value-field">
      <input
        id={id}
        className="value-input"
        type="text"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="done"
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        disabled={disabled}
        value={shown}
        style={{ width: `${Math.max(3, shown.length) + 0.5}ch` }}
        onFocus={(e) => {
          setTyped(text);
          const field = e.currentTarget;
          requestAnimationFrame(() => field.select());
        }}
        onChange={(e) => {
          setTyped(e.currentTarget.value);
          setError(undefined);
        }}
        onKeyDown={(e) => {
          if (e.key === "Enter") {
            if (!commit(e.currentTarget.value)) return;
            leaving.current = "commit";
            e.currentTarget.blur();
          } else if (e.key === "Escape") {
            e.stopPropagation();
            leaving.current = "revert";
            e.currentTarget.blur();
          }
        }}
        onBlur={(e) => {
          if (leaving.current === null && typed !== null) commit(e.currentTarget.value);
          // the old value stands again, so there is nothing left to complain of
          setError(undefined);
          leaving.current = null;
          setTyped(null);
        }}
      />
      {error !== undefined && (
        <span className="value-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      )}
    </span>
  );
}

import { useEffect, useRef, useState } from "react";
import "./ui.css";

type Props = {
  /** What is copied; a thunk is asked at the press. */
  text: string | (() => string);
  label: string;
  /** The confirmation. */
  done?: string;
};

/** Copies a text and says so. Where the clipboard is refused it offers the text, selected. */
export function CopyButton({ text, label, done = "Copied" }: Props) {
  const [state, setState] = useState<"idle" | "done" | { refused: string }>("idle");
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (state === "done") {
      const timer = setTimeout(() => setState("idle"), 2500);
      return () => clearTimeout(timer);
    }
    field.current?.select();
  }, [state]);

  async function copy() {
    const value = typeof text === "string" ? text : text();
    try {
      await navigator.clipboard.writeText(value);
      setState("done");
    } catch {
      setState({ refused: value });
    }
  }

  return (
    <span className="copy">
      <button type="button" className="button" onClick={copy}>
        <span className="copy-face" data-shown={state !== "done"}>
          {label}
        </span>
        <span className="copy-face" data-shown={state === "done"} aria-hidden="true">
          {done}
        </span>
      </button>
      <span className="visually-hidden" role="status">
        {state === "done" ? done : ""}
      </span>
      {typeof state === "object" && (
        <input
          ref={field}
          className="field copy-field"
          readOnly
          aria-label="Copy this text yourself"
          value={state.refused}
          onBlur={() => setState("idle")}
          onKeyDown={(e) => e.key === "Escape" && setState("idle")}
        />
      )}
    </span>
  );
}

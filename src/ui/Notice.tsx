import { DismissButton } from "./DismissButton.tsx";
import "./ui.css";

export type Message = {
  id: string;
  text: string;
  kind?: "info" | "warn";
  /** What can be done about it, on a button. */
  action?: { label: string; act: () => void };
};

type Props = {
  messages: readonly Message[];
  onDismiss?: (id: string) => void;
};

/** Messages about what happened and what to do, announced politely. Keep it mounted while empty:
 *  a live region that appears together with its text is not read out. */
export function Notice({ messages, onDismiss }: Props) {
  return (
    <div className="notices" role="status" aria-live="polite">
      {messages.map((m) => (
        <p key={m.id} className="notice" data-kind={m.kind ?? "info"}>
          <span>{m.text}</span>
          {m.action && (
            <button type="button" className="button notice-action" onClick={m.action.act}>
              {m.action.label}
            </button>
          )}
          {onDismiss && <DismissButton label="Dismiss" onClick={() => onDismiss(m.id)} />}
        </p>
      ))}
    </div>
  );
}

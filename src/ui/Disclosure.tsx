import type { ReactNode } from "react";
import "./ui.css";

type Props = {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  onToggle?: (open: boolean) => void;
};

/** More, for who asks for it. */
export function Disclosure({ summary, children, open, onToggle }: Props) {
  return (
    <details
      className="disclosure"
      open={open}
      onToggle={(e) => {
        if (e.currentTarget.open !== open) onToggle?.(e.currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}

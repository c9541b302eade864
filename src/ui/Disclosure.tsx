import { type ReactNode, Suspense, startTransition, useEffect, useRef, useState } from "react";
import "./ui.css";

type Props = {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  onToggle?: (open: boolean) => void;
};

/** More, for who asks for it. What is closed is made once the page has nothing else to do, and stands still
 *  until it is opened. */
export function Disclosure({ summary, children, open = false, onToggle }: Props) {
  const [made, setMade] = useState(open);
  const [seen, setSeen] = useState(open);
  const inside = useRef(children);
  if (seen || open || !made) inside.current = children;
  useEffect(() => {
    if (made) return;
    const make = () => startTransition(() => setMade(true));
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(make, 200);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(make, { timeout: 2_000 });
    return () => cancelIdleCallback(idle);
  }, [made]);
  return (
    <details
      className="disclosure"
      open={open}
      onToggle={(e) => {
        if (e.currentTarget.open) setMade(true);
        setSeen(e.currentTarget.open);
        if (e.currentTarget.open !== open) onToggle?.(e.currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      <div className="disclosure-body">
        <Suspense fallback={null}>{(made || open) && inside.current}</Suspense>
      </div>
    </details>
  );
}

import { lazy, Suspense, useRef, useState } from "react";
import type { ExportAction } from "./export-action.ts";
import type { TableSource } from "./table.ts";

type Props = {
  chart: string;
  tableShown: boolean;
  playing: boolean;
  table: TableSource;
  notebook: boolean;
  onPick: (action: ExportAction) => void;
};

const load = () => import("./ExportPopup.tsx");
const ExportPopup = lazy(load);

/** The chart's quiet menu. Its machinery is loaded when the pointer or focus comes near. */
export function ExportMenu({ chart, onPick, ...shown }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const container = useRef<HTMLSpanElement>(null);
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  const open = state === "open";
  return (
    <span ref={container}>
      <button
        ref={button}
        type="button"
        className="chart-button chart-export"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`Export ${chart}`}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setState(open ? "closed" : "open")}
        onKeyDown={(e) => {
          if (e.key !== "ArrowDown") return;
          e.preventDefault();
          setState("open");
        }}
      >
        Export
        <svg width="8" height="5" viewBox="0 0 8 5" aria-hidden="true">
          <path d="M.5.5L4 4 7.5.5" fill="none" stroke="currentColor" />
        </svg>
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <ExportPopup
            anchor={button}
            container={container}
            open={open}
            onClose={() => setState("closed")}
            {...shown}
            onPick={onPick}
          />
        </Suspense>
      )}
    </span>
  );
}

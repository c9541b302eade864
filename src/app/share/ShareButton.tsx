import { lazy, Suspense, useState } from "react";
import { header } from "../texts.tsx";

const load = () => import("./ShareDialog.tsx");
const ShareDialog = lazy(load);

/** Opens the share dialog, which is loaded when the pointer or the focus comes near. */
export function ShareButton() {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  return (
    <>
      <button
        type="button"
        className="button"
        aria-haspopup="dialog"
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setState("open")}
      >
        {header.share}
      </button>
      {state !== "never" && (
        <Suspense fallback={null}>
          <ShareDialog
            open={state === "open"}
            onOpenChange={(open) => setState(open ? "open" : "closed")}
          />
        </Suspense>
      )}
    </>
  );
}

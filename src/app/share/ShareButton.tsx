import { lazy, Suspense, useState } from "react";
import { texts } from "./texts.ts";

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
        {texts.share}
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

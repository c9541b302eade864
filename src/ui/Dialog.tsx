import { lazy, Suspense, useState } from "react";
import type { DialogProps } from "./DialogPopup.tsx";

const DialogPopup = lazy(() => import("./DialogPopup.tsx"));

/** A modal dialog. Its machinery is loaded when one is first opened. */
export function Dialog(props: DialogProps) {
  const [asked, setAsked] = useState(props.open);
  if (props.open && !asked) setAsked(true);
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <DialogPopup {...props} />
    </Suspense>
  );
}

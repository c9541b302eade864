import type { ReactNode } from "react";
import { lightUp, type Term } from "./hover.ts";

/** Lights up a term of the equations while its control is pointed at or has the focus. */
export function Lit({ term, children }: { term: Term; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: an echo of what the control inside it does
    <div
      onPointerEnter={() => lightUp(term)}
      onPointerLeave={() => lightUp(null)}
      onFocus={() => lightUp(term)}
      onBlur={() => lightUp(null)}
    >
      {children}
    </div>
  );
}

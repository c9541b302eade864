import { useEffect, useRef } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import { HandoutLink } from "./HandoutLink.tsx";
import { set, useLecture } from "./lecture-store.ts";
import { texts } from "./texts.ts";

/** What lies over a scene: the dark screen and the spotlight, which are for the audience, and the keys. */
export function Overlays({ stage }: { stage: boolean }) {
  const { black, spotlight, help } = useLecture();
  return (
    <>
      {stage && spotlight && <Spotlight />}
      {stage && black && (
        <button
          type="button"
          className="black"
          aria-label={texts.blackLabel}
          onClick={() => set({ black: false })}
        />
      )}
      <Dialog open={help} onOpenChange={(open) => set({ help: open })} title={texts.help.title}>
        <dl className="help-keys">
          {texts.help.rows.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                {keys.split("  ").map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p>
          <HandoutLink />
        </p>
      </Dialog>
    </>
  );
}

/** A round window at the pointer in a darkened page. */
function Spotlight() {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = (event: PointerEvent) => {
      ref.current?.style.setProperty("--at-x", `${event.clientX}px`);
      ref.current?.style.setProperty("--at-y", `${event.clientY}px`);
    };
    addEventListener("pointermove", follow);
    return () => removeEventListener("pointermove", follow);
  }, []);
  return <div ref={ref} className="spotlight" aria-hidden="true" />;
}

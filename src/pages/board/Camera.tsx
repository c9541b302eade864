import { useEffect, useRef, useState } from "react";
import { cameraTrouble, texts } from "./texts.ts";

/** The camera, which reads one QR code after the other. */
export function Camera({ onText }: { onText: (text: string) => void }) {
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState("");
  const video = useRef<HTMLVideoElement>(null);
  const heard = useRef(onText);
  heard.current = onText;

  useEffect(() => {
    const screen = video.current;
    if (!on || screen === null) return;
    let stop: (() => void) | null = null;
    let wanted = true;
    let last = "";
    const hear = (text: string) => {
      // a code lies before the camera for many pictures
      if (text !== last) heard.current(text);
      last = text;
    };
    import("./scan.ts")
      .then(({ scanCamera }) => scanCamera(screen, hear))
      .then(
        (end) => {
          stop = end;
          if (!wanted) end();
        },
        (error: unknown) => {
          setTrouble(cameraTrouble(error));
          setOn(false);
        },
      );
    return () => {
      wanted = false;
      stop?.();
    };
  }, [on]);

  return (
    <div className="camera">
      <button
        type="button"
        className="button"
        aria-pressed={on}
        onClick={() => {
          setTrouble("");
          setOn(!on);
        }}
      >
        {on ? texts.stopScan : texts.scan}
      </button>
      {on && (
        <>
          <video ref={video} aria-label={texts.video} muted playsInline />
          <p className="control-hint">{texts.scanning}</p>
        </>
      )}
      <p className="camera-trouble" role="status">
        {trouble}
      </p>
    </div>
  );
}

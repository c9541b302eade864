import { type ReactNode, useRef } from "react";
import { QrCode } from "./QrCode.tsx";
import "./ui.css";

type Props = {
  text: string;
  /** The accessible name of the code. */
  label: string;
  /** On the button that shows it on the whole screen, for a hall. */
  enlarge: string;
  /** More buttons. */
  children?: ReactNode;
};

/** A QR code that can fill the screen. */
export function QrFigure({ text, label, enlarge, children }: Props) {
  const code = useRef<HTMLDivElement>(null);
  return (
    <div className="qr-figure">
      <div className="qr-frame" ref={code}>
        <QrCode text={text} label={label} />
      </div>
      <div className="qr-buttons">
        {document.fullscreenEnabled && (
          <button
            type="button"
            className="button"
            onClick={() => void code.current?.requestFullscreen()}
          >
            {enlarge}
          </button>
        )}
        {children}
      </div>
    </div>
  );
}

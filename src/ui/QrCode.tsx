import { useEffect, useState } from "react";
import { type Qr, qrOf } from "./qr.ts";
import "./ui.css";

type Props = {
  /** What it says when it is scanned. */
  text: string;
  /** The accessible name. */
  label: string;
};

/** A QR code, drawn black on white in every theme: cameras expect it. Its encoder is loaded when one is
 *  first shown. */
export function QrCode({ text, label }: Props) {
  const [qr, setQr] = useState<Qr | "failed" | null>(null);
  useEffect(() => {
    let wanted = true;
    qrOf(text).then(
      (made) => wanted && setQr(made),
      () => wanted && setQr("failed"),
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  if (qr === "failed")
    return (
      <p className="control-hint">A QR code cannot hold a link of {text.length} characters.</p>
    );
  const size = qr?.size ?? 1;
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-qr="">
      <rect width={size} height={size} fill="#fff" />
      {qr && <path d={qr.path} fill="#000" shapeRendering="crispEdges" />}
    </svg>
  );
}

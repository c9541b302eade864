import { decodeQR } from "qr/decode.js";

/** Pictures are looked at in this many px at most: a QR code of 300 characters needs no more. */
const most = 1000;
const interval = 120;

interface Picture {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

/** The text of the QR code in a picture, or null where none is found. */
function textIn({ source, width, height }: Picture, patience: number): string | null {
  const scale = Math.min(1, most / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null || canvas.width === 0 || canvas.height === 0) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height), {
      timeLimit: patience,
    });
  } catch {
    return null;
  }
}

/** The text of the QR code in a picture file, or null. Rejects where the file is no picture. */
export async function scanFile(file: Blob): Promise<string | null> {
  const source = await createImageBitmap(file);
  const text = textIn({ source, width: source.width, height: source.height }, 1000);
  source.close();
  return text;
}

/** Shows the camera in `video` and reports every QR code that it sees, until the call that is given back.
 *  Rejects as getUserMedia does, and with "NoCameraApi" where a page can't ask. */
export async function scanCamera(
  video: HTMLVideoElement,
  onText: (text: string) => void,
): Promise<() => void> {
  if (!navigator.mediaDevices?.getUserMedia)
    throw Object.assign(new Error("no camera here"), { name: "NoCameraApi" });
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 } },
  });
  video.srcObject = stream;
  await video.play();
  const timer = setInterval(() => {
    const { videoWidth: width, videoHeight: height } = video;
    const text = textIn({ source: video, width, height }, 40);
    if (text !== null) onText(text);
  }, interval);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}

/** All texts of the class board. */
export const texts = {
  title: "Everybody's device, measured against predicted",
  intro:
    "Each of you runs the lab and hands on one short link or its QR code. Here the results come together, and the law is put to the test on all of your devices at once.",
  local: "The board stays on this device. There is no server: nothing is sent anywhere.",
  join: "Measure your own device",
  joinHint: "Scan this, let the lab run, then choose “Share this result”.",
  joinQr: "QR code of the link to the lab",
  enlarge: "Fill the screen",
  collect: "Collect results",
  paste: "Paste links, or any text that holds some",
  add: "Add",
  files: "Choose files",
  filesHint: "Or drop them anywhere here: text, CSV, the lab's JSON, pictures of QR codes.",
  scan: "Scan QR codes with the camera",
  stopScan: "Stop the camera",
  scanning: "Hold a QR code before the camera. More can follow.",
  video: "What the camera sees",
  save: "Save as CSV",
  copy: "Copy a link to this board",
  copied: "Link copied",
  clear: "Clear the board",
  clearSure: (count: number) => `Remove all ${count}?`,
  empty: "No results yet. The first one makes the chart.",
  chart: "Measured against predicted",
  table: "The results",
  remove: (device: string) => `Remove ${device}`,
  results: "Results",
  median: "Median speedup",
  pays: "Speculation pays on",
  errorCalibrated: "Timings are off by",
  errorLaw: "The law is off by",
  atMedian: "at the median",
  find: "Find my device",
  found: (count: number) =>
    `${count === 0 ? "No device" : count === 1 ? "One device" : `${count} devices`} of that name.`,
  above: (speedup: string) => `↑ ${speedup}`,
  beyond: (count: number) =>
    `${count === 1 ? "One result lies" : `${count} results lie`} far above the others and ${count === 1 ? "is" : "are"} drawn at the edge, with ${count === 1 ? "its" : "their"} speedup.`,
  onDiagonal: "On the diagonal a prediction is right.",
  engines: { webgpu: "WebGPU", wasm: "WebAssembly", cpu: "JavaScript" },
  law: "by the law",
  notKept:
    "This browser keeps nothing for this page, so the board will be gone when it is closed. Save it as CSV.",
  nothing: "There is no result in it. A result is a link that the lab's “Share this result” made.",
  full: (most: number) => `A board holds ${most} results; the rest was left out.`,
  added: (count: number, known: number) =>
    `${count === 0 ? "Nothing new" : count === 1 ? "1 result added" : `${count} results added`}${known > 0 ? `; ${known} ${known === 1 ? "was" : "were"} here already` : ""}.`,
  refused: (count: number, first: string) =>
    `${count === 1 ? "One result was" : `${count} results were`} refused: the first ${first}.`,
  unreadable: (name: string) => `${name} cannot be read, or is too large.`,
} as const;

/** Why there is no picture from a camera, and what to do. */
export function cameraTrouble(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError")
    return "The camera was not allowed. Allow it in the browser's settings for this site, or paste the links.";
  if (name === "NotFoundError" || name === "OverconstrainedError")
    return "There is no camera on this device. Paste the links instead.";
  if (name === "NotReadableError")
    return "Another program uses the camera. Close it and try again, or paste the links.";
  if (name === "NoCameraApi")
    return "This browser gives pages no camera here: it does so over https and on localhost only. Paste the links instead.";
  return `The camera failed${error instanceof Error ? `: ${error.message}` : ""}. Paste the links instead.`;
}

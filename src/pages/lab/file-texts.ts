/** What the Lab says of results that are saved, opened and handed on. */

/** A result that was opened from a file. */
export const storedWords = {
  shown: (name: string, date: string | null, app: string, own: boolean) =>
    `This is a stored result out of ${name}, measured ${date === null ? "" : `on ${momentWords(date)} `}with version ${app} of this app. Nothing of it was measured here and now; Run measures its settings on this device.${own ? " Its models were somebody's own and are not in the file." : ""}`,
  close: "Close it",
  stale: "The settings are no longer those of the stored result. Run to measure with these.",
  refused: (name: string, problem: string) =>
    `${name} was not opened: the file ${problem}. Choose a file that the lab has saved with all samples.`,
  unreadable: "could not be read",
} as const;

const moment = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });
const momentWords = (date: string) => moment.format(new Date(date));

export const files = {
  json: "Save all samples as JSON",
  csv: "Save a table as CSV",
  open: "Open a saved result",
  drop: "Or drop the file anywhere on this page's results",
  board: "Class board",
} as const;

export const sharing = {
  share: "Share this result",
  description:
    "For a class board: somebody scans the code or opens the link. It holds the numbers of this run and the name below, and nothing else.",
  name: "Name on the board",
  qr: "QR code of this result",
  enlarge: "Fill the screen",
  copy: "Copy the link",
  copied: "Link copied",
  put: "Put it on the board of this device",
} as const;

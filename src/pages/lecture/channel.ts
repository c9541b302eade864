/** What one window tells the others: where the lecture is, and all that is set. */
export interface Word {
  readonly from: "stage" | "presenter";
  /** The query of a link. */
  readonly search: string;
  readonly black: boolean;
}

/** A window asks for the other. A stage answers a presenter with a word, since the stage is where the lecture is; a
 *  presenter answers a stage only that it is there, so that a stage that is loaded again keeps its own place. */
type Message =
  | Word
  | { readonly from: Word["from"]; readonly asks: true }
  | { readonly from: "presenter"; readonly here: true };

/** The stage and the presenter's window of one browser, kept in step without a server. A stage listens to
 *  presenters and a presenter to stages, so that two stages do not pull at each other. */
export interface Channel {
  readonly tell: (word: Omit<Word, "from">) => void;
  /** Whether a window of the other kind answers within so many milliseconds. */
  readonly answered: (within: number) => Promise<boolean>;
  readonly close: () => void;
}

/** `onWord`: what the other says; `onAsk`: a presenter wants to know where the stage is. The name holds the app's own
 *  path: another copy on the same host is another lecture. */
export function openChannel(
  from: Word["from"],
  onWord: (word: Word) => void,
  onAsk: () => void,
): Channel {
  const channel = new BroadcastChannel(`sdsl-lecture ${location.pathname}`);
  const send = (message: Message) => channel.postMessage(message);
  let heard = () => {};
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message === null || message.from === from) return;
    heard();
    if ("search" in message) onWord(message);
    else if ("asks" in message) {
      if (from === "stage") onAsk();
      else send({ from, here: true });
    }
  };
  if (from === "presenter") send({ from, asks: true });
  return {
    tell: (word) => send({ from, ...word }),
    answered: (within) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), within);
        heard = () => {
          clearTimeout(timer);
          resolve(true);
        };
        send({ from, asks: true });
      }),
    close: () => channel.close(),
  };
}

/** A message of ours; null for anything else. */
export function readMessage(data: unknown): Message | null {
  if (typeof data !== "object" || data === null) return null;
  const { from, search, black, asks, here } = data as Record<string, unknown>;
  if (from !== "stage" && from !== "presenter") return null;
  if (asks === true) return { from, asks };
  if (here === true) return from === "presenter" ? { from, here } : null;
  return typeof search === "string" && typeof black === "boolean" ? { from, search, black } : null;
}

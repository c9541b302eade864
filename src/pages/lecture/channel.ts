/** What one window tells the others: where the lecture is, and all that is set. */
export interface Word {
  readonly from: "stage" | "presenter";
  /** The query of a link. */
  readonly search: string;
  readonly black: boolean;
}

/** A window that has just opened asks the other to say where it is. */
type Message = Word | { readonly from: Word["from"]; readonly asks: true };

/** The stage and the presenter's window of one browser, kept in step without a server. A stage listens to
 *  presenters and a presenter to stages, so that two stages do not pull at each other. */
export interface Channel {
  readonly tell: (word: Omit<Word, "from">) => void;
  readonly close: () => void;
}

/** `onWord`: what the other says; `onAsk`: it wants to know. The name holds the app's own path: another copy
 *  on the same host is another lecture. */
export function openChannel(
  from: Word["from"],
  onWord: (word: Word) => void,
  onAsk: () => void,
): Channel {
  const channel = new BroadcastChannel(`sdsl-lecture ${location.pathname}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message === null || message.from === from) return;
    if ("asks" in message) onAsk();
    else onWord(message);
  };
  channel.postMessage({ from, asks: true } satisfies Message);
  return {
    tell: (word) => channel.postMessage({ from, ...word } satisfies Message),
    close: () => channel.close(),
  };
}

/** A message of ours; null for anything else. */
export function readMessage(data: unknown): Message | null {
  if (typeof data !== "object" || data === null) return null;
  const { from, search, black, asks } = data as Record<string, unknown>;
  if (from !== "stage" && from !== "presenter") return null;
  if (asks === true) return { from, asks };
  return typeof search === "string" && typeof black === "boolean" ? { from, search, black } : null;
}

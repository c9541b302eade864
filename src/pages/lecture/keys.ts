/** What a key asks of the lecture. */
export type Command =
  | "next"
  | "back"
  | "first"
  | "last"
  | "fullscreen"
  | "presenter"
  | "black"
  | "spotlight"
  | "help"
  | "escape"
  | { readonly scene: number };

interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What the key would do where the focus is, before the lecture takes it. */
export interface Focus {
  /** Somebody types: every key is theirs. */
  readonly types: boolean;
  /** A slider, a chart, a choice: the keys that move them are theirs. */
  readonly moves: boolean;
  /** A list to choose from: all keys are its own but those of a clicker, which a lecturer presses without looking. */
  readonly chooses: boolean;
  /** A button or a link: Enter and space press it. */
  readonly presses: boolean;
}

const commands: Readonly<Record<string, Command>> = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  Enter: "next",
  " ": "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Backspace: "back",
  Home: "first",
  End: "last",
  f: "fullscreen",
  p: "presenter",
  b: "black",
  ".": "black",
  s: "spotlight",
  "?": "help",
  Escape: "escape",
};

/** What a clicker sends: on, back, dark. */
const clicker = ["PageDown", "PageUp", "."];
const moving = /^(Arrow|Page|Home$|End$|Enter$|Backspace$| $)/;

/** The meaning of a key; null where it is none of the lecture's. */
export function commandOf(press: Press, focus: Focus): Command | null {
  const { key, shiftKey } = press;
  if (press.altKey || press.ctrlKey || press.metaKey || focus.types) return null;
  if (focus.chooses && !clicker.includes(key)) return null;
  if (focus.moves && moving.test(key)) return null;
  if (focus.presses && (key === "Enter" || key === " ")) return null;
  if (key === " " && shiftKey) return "back";
  if (/^[1-9]$/.test(key)) return { scene: Number(key) - 1 };
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(commands, name) ? (commands[name] ?? null) : null;
}

const typing =
  'textarea, [contenteditable="true"], input:not([type=range], [type=radio], [type=checkbox], [type=button])';
const moved =
  "input[type=range], [role=slider], input[type=radio], [role=application], [role=menu], [role=menuitem], [role=dialog]";

/** What has the focus. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element))
    return { types: false, moves: false, chooses: false, presses: false };
  return {
    types: target.matches(typing) || target.closest("[role=dialog], [role=menu]") !== null,
    moves: target.matches(moved),
    chooses: target.matches("select"),
    presses: target.matches("button, a[href], summary, input[type=checkbox]"),
  };
}

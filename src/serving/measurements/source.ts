import { type FoundJson, findJson } from "./json.ts";

/** More text than this is cut off: a log of a day is longer than anybody needs. */
const maxText = 4_000_000;
/** No line that says anything of speculation is longer. */
const maxLine = 20_000;

/** A line without what tools put before it: colours, and the stamps of Docker, Kubernetes, journald and grep. */
export interface Line {
  /** From 1, as pasted. */
  readonly number: number;
  readonly text: string;
  /** With the spaces that it begins and ends with. */
  readonly spaced: string;
}

/** A pasted text, prepared for the readers. */
export interface Source {
  /** Without empty ones. */
  readonly lines: readonly Line[];
  /** Whole JSON objects and arrays, in their order. */
  readonly json: readonly FoundJson[];
  readonly text: string;
  /** Without line breaks: where a terminal broke lines, what a format is known by may be broken too. */
  readonly unbroken: string;
  /** The end was left out. */
  readonly cut: boolean;
}

export function sourceOf(given: string): Source {
  const text = given
    .slice(0, maxText)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour with it
    .replace(/\u001b\[[0-9;?]{0,20}[A-Za-z]/g, "")
    .replace(/\r\n?/g, "\n");
  const lines: Line[] = [];
  for (const [i, raw] of text.split("\n").entries()) {
    if (raw.trim() === "" || raw.length > maxLine) continue;
    const spaced = withoutPrefix(raw);
    lines.push({ number: i + 1, text: spaced.trim(), spaced });
  }
  const unbroken = text.replaceAll("\n", "");
  return { lines, json: findJson(text), text, unbroken, cut: given.length > maxText };
}

const prefixes: readonly RegExp[] = [
  // Docker, Kubernetes, the container runtime
  /^\s{0,9}\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)\s{1,9}(?:std(?:out|err) [FP] )?/,
  /^\[pod\/[^\]]{1,200}\] /,
  // docker compose
  /^[\w.-]{1,60}[-_]\d{1,4} {1,60}\| /,
  // journald
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,100} [^\s:[]{1,100}(?:\[\d{1,9}\])?: /,
  // grep
  /^[\w./-]{1,200}\.(?:log|txt|out|err)(?:\.\d{1,4})?[:-](?:\d{1,9}[:-])? ?/,
  // llama.cpp's router
  /^\[\d{1,9}\] /,
];

/** No shorter line has one. */
const shortest = 12;

function withoutPrefix(line: string): string {
  // a quotation's mark stands before anything
  let rest = line.startsWith(">") ? line.replace(/^(?:> ?){1,3}/, "") : line;
  if (rest.length < shortest) return rest;
  for (let times = 0; times < 3; times++) {
    const before = rest;
    for (const prefix of prefixes) rest = rest.replace(prefix, "");
    if (rest === before) return rest;
  }
  return rest;
}

/** Lines that a terminal broke to one again: of a line that `starts` and is not yet `whole`, up to eight
 *  that follow are put behind it, as they are or a space apart, until it is or another starts. What stays
 *  broken is left as it was. */
export function rejoined(
  lines: readonly Line[],
  starts: (text: string) => boolean,
  whole: (text: string) => boolean,
): readonly Line[] {
  const joined: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const next = lines[i + 1];
    const seam = line.spaced.slice(-60) + (next?.spaced.slice(0, 60) ?? "");
    const broken = !starts(line.text) && !(next && starts(next.text)) && starts(seam);
    if ((!starts(line.text) && !broken) || whole(line.text)) {
      joined.push(line);
      continue;
    }
    let [close, spaced] = [line.spaced, line.text];
    let found: string | undefined;
    let at = i + 1;
    for (; at <= i + 8 && found === undefined; at++) {
      const more = lines[at];
      if (more === undefined || starts(more.text)) break;
      close += more.spaced;
      spaced += ` ${more.text}`;
      found = [close.trim(), spaced].find(whole);
    }
    if (found === undefined) joined.push(line);
    else {
      joined.push({ number: line.number, text: found, spaced: found });
      i = at - 1;
    }
  }
  return joined;
}

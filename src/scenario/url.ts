import type { Field } from "./fields.ts";
import { decodeResult, encodeResult, maxResults, type Result } from "./result.ts";
import {
  coherent,
  defaultModel,
  type LabSettings,
  type LectureSettings,
  labFields,
  lectureFields,
  type Model,
  modelFields,
  modelKeys,
  type Pin,
  type PlanSettings,
  pageFields,
  planFields,
  type Scenario,
} from "./scenario.ts";
import { pack, unpack } from "./short.ts";

/** Something in a link that could not be taken as it was given, in words for a person. */
export interface UrlNotice {
  readonly key: string;
  readonly text: string;
}

export interface ParsedUrl {
  readonly scenario: Scenario;
  readonly notices: readonly UrlNotice[];
}

export const maxPins = 8;
const maxNameLength = 40;
/** What mail programs, search engines and social sites hang on links to count who follows them. It is nothing
 *  that a reader has set, so it goes without a word. */
const tracking =
  /^((utm|mtm|pk|hsa|mc|oly|vero|matomo|gad)_\w+|_hs\w+|(fb|g|d|tw|tt|y|ir)clid|msclkid|igshid|igsh|gbraid|wbraid|gclsrc|_ga|_gl|srsltid|trk|mkt_tok|epik|ref|ref_src|source|si)$/i;
const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Reads the query of a link ("?M=13B&…"). Total: whatever the text, a whole scenario, and a notice for
 *  each value that was clamped, replaced or not understood. */
export function parseUrl(search: string): ParsedUrl {
  const notices: UrlNotice[] = [];
  const note = (key: string, text: string) => {
    if (!notices.some((other) => other.text === text)) notices.push({ key, text });
  };
  const given = new Map<string, string[]>();
  for (const [key, text] of new URLSearchParams(search))
    given.set(key, [...(given.get(key) ?? []), text]);
  const [short, ...moreShort] = given.get("s") ?? [];
  given.delete("s");
  if (short !== undefined) {
    const { pairs, problems } = unpack(short);
    for (const [key, text] of pairs) given.set(key, [...(given.get(key) ?? []), text]);
    for (const problem of problems)
      note("s", `s=${shown(short)} ${shown(problem)}. It was left out.`);
    if (moreShort.length > 0)
      note("s", `s is given ${moreShort.length + 1} times. Using the first.`);
  }

  const read = <T>(key: string, field: Field<T>): T => {
    const [text, ...more] = given.get(key) ?? [];
    given.delete(key);
    if (text === undefined) return field.fallback;
    const { value, problem } = field.parse(text);
    const used = `Using ${field.format(value) || "nothing"}.`;
    if (problem !== undefined) note(key, `${key}=${shown(text)} ${shown(problem)}. ${used}`);
    if (more.length > 0) note(key, `${key} is given ${more.length + 1} times. Using the first.`);
    return value;
  };
  const view = read("view", pageFields.view);
  const model = readAll<Model>(modelFields, read);
  const pins = given.get("pin") ?? [];
  given.delete("pin");
  const page = { x: read("x", pageFields.x), y: read("y", pageFields.y) };
  const lab = readAll<LabSettings>(labFields, read);
  const plan = readAll<PlanSettings>(planFields, read);
  const lecture = readAll<LectureSettings>(lectureFields, read);
  const look = {
    hide: read("hide", pageFields.hide),
    row: read("row", pageFields.row),
    theme: read("theme", pageFields.theme),
    embed: read("embed", pageFields.embed),
    chart: read("chart", pageFields.chart),
  };
  const result = readResults(given.get("result") ?? [], note);
  given.delete("result");
  const pin: Pin[] = [];
  for (const text of pins) {
    if (pin.length === maxPins) {
      note("pin", `This link pins ${pins.length} scenarios. Using the first ${maxPins}.`);
      break;
    }
    const read = parsePin(text, note);
    pin.push({ ...read, name: unusedPinName(read.name, pin) });
  }
  const unknown = [...given.keys()].filter((key) => !tracking.test(key)).map(shown);
  if (unknown.length > 0)
    note(
      unknown[0] ?? "",
      `${listed(unknown)} ${unknown.length === 1 ? "is no setting" : "are no settings"} of this app and ${unknown.length === 1 ? "was" : "were"} left out.`,
    );
  const scenario = coherent({
    ...model,
    ...page,
    ...lab,
    ...plan,
    ...lecture,
    ...look,
    view,
    pin,
    result,
  });
  if (scenario.N !== model.N)
    note(
      "N",
      `The draft of N=${modelFields.N.format(model.N)} is larger than the target. Using N = M.`,
    );
  return { scenario, notices };
}

function readResults(
  texts: readonly string[],
  note: (key: string, text: string) => void,
): Result[] {
  const results = new Map<string, Result>();
  for (const text of texts) {
    const { result, problem } = decodeResult(text);
    if (result === null) note("result", `A result ${problem}. It was left out.`);
    else if (results.size < maxResults) results.set(encodeResult(result), result);
    else note("result", `This link brings ${texts.length} results. Using the first ${maxResults}.`);
  }
  return [...results.values()];
}

function listed(words: readonly string[]): string {
  const first = words.slice(0, 5).join(", ");
  return words.length > 5 ? `${first} and ${words.length - 5} more` : first;
}

function readAll<T extends object>(
  fields: { readonly [K in keyof T]: Field<T[K]> },
  read: <V>(key: string, field: Field<V>) => V,
): T {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, read(key, field as Field<unknown>)]),
  ) as T;
}

/** The query of a scenario with its "?", empty where all is at its default. Keys in fixed order. */
export function formatUrl(scenario: Scenario): string {
  return format(scenario, false);
}

/** The same scenario with its model and pins packed: for where a link must be short. */
export function formatShortUrl(scenario: Scenario): string {
  return format(scenario, true);
}

function format(scenario: Scenario, short: boolean): string {
  const parts: string[] = [];
  const add = <T>(key: string, field: Field<T>, value: T) => {
    const text = field.format(value);
    if (text !== field.format(field.fallback)) parts.push(`${key}=${encode(text)}`);
  };
  add("view", pageFields.view, scenario.view);
  if (short) parts.push(`s=${encode(pack(scenario, scenario.pin))}`);
  else for (const key of modelKeys) add(key, modelFields[key] as Field<unknown>, scenario[key]);
  add("x", pageFields.x, scenario.x);
  add("y", pageFields.y, scenario.y);
  if (!short) for (const pin of scenario.pin) parts.push(`pin=${encode(formatPin(pin))}`);
  for (const key of labKeys) add(key, labFields[key] as Field<unknown>, scenario[key]);
  for (const key of planKeys) add(key, planFields[key] as Field<unknown>, scenario[key]);
  for (const key of lectureKeys) add(key, lectureFields[key] as Field<unknown>, scenario[key]);
  add("hide", pageFields.hide, scenario.hide);
  add("row", pageFields.row, scenario.row);
  add("theme", pageFields.theme, scenario.theme);
  add("embed", pageFields.embed, scenario.embed);
  add("chart", pageFields.chart, scenario.chart);
  for (const result of scenario.result) parts.push(`result=${encode(encodeResult(result))}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

const lectureKeys = Object.keys(lectureFields) as readonly (keyof LectureSettings)[];
const labKeys = Object.keys(labFields) as readonly (keyof LabSettings)[];
const planKeys = Object.keys(planFields) as readonly (keyof PlanSettings)[];

/** Percent-encodes only what a query cannot hold, so that a link stays readable. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"))
    .replace(/%(3A|2C|2F|40)/gi, decodeURIComponent)
    .replaceAll("%20", "+");
}

/** A pin's short form: its name, then `~key:value` for each setting that is not at its default. */
export function formatPin({ name, model }: Pin): string {
  const settings = modelKeys.flatMap((key) => {
    const field = modelFields[key] as Field<unknown>;
    const text = field.format(model[key]);
    return text === field.format(field.fallback) ? [] : [`${key}:${text}`];
  });
  return [pinName(name), ...settings].join("~");
}

/** A name as a link can keep it: trimmed, at most 40 characters, without the separator and without
 *  half a surrogate pair. */
export function pinName(name: string): string {
  const kept = [...name.replace(/[~\s\p{Surrogate}]+/gu, " ").trim()]
    .slice(0, maxNameLength)
    .join("")
    .trim();
  return kept === "" ? "Pinned" : kept;
}

/** The name, with a number after it where one of these pins bears it already. */
export function unusedPinName(name: string, pins: readonly Pin[]): string {
  const wanted = pinName(name);
  let free = wanted;
  for (let i = 2; pins.some((pin) => pin.name === free); i++) {
    const number = ` (${i})`;
    const room = [...wanted].slice(0, maxNameLength - number.length);
    free = room.join("").trim() + number;
  }
  return free;
}

function parsePin(text: string, note: (key: string, text: string) => void): Pin {
  const [name = "", ...settings] = text.split("~");
  const model: Record<string, unknown> = { ...defaultModel };
  for (const setting of settings) {
    const colon = setting.indexOf(":");
    const key = modelKeys.find((candidate) => candidate === setting.slice(0, Math.max(0, colon)));
    if (key === undefined) {
      note(
        "pin",
        `The pin “${shown(name)}” holds ${shown(setting)}, which is no setting. It was left out.`,
      );
      continue;
    }
    const field = modelFields[key] as Field<unknown>;
    const { value, problem } = field.parse(setting.slice(colon + 1));
    if (problem !== undefined)
      note(
        "pin",
        `In the pin “${shown(name)}”, ${shown(setting)} ${shown(problem)}. Using ${field.format(value)}.`,
      );
    model[key] = value;
  }
  return { name: pinName(name), model: coherent(model as unknown as Model) };
}

import type { ComponentType } from "react";
import { defaultScenario, type Scenario } from "../../scenario/scenario.ts";
import { parseUrl } from "../../scenario/url.ts";
import { parseAmount } from "./amount.ts";
import { type TruthName, truths } from "./truths.ts";

/** What the audience is asked before the picture answers. */
export type Question = { readonly text: string } & (
  | { readonly kind: "choice"; readonly answers: readonly Answer[]; readonly right: number }
  /** The answer nearest to the truth is right. */
  | { readonly kind: "nearest"; readonly answers: readonly Answer[]; readonly truth: TruthName }
  /** Set by hand on the picture. */
  | { readonly kind: "guess"; readonly truth: TruthName }
);

export interface Answer {
  readonly text: string;
  /** The number in it; NaN where there is none. */
  readonly value: number;
}

/** A scene as its file describes it. */
export interface Scene {
  /** From the file's name; it stands in the link. */
  readonly name: string;
  readonly title: string;
  readonly picture: string;
  readonly question: Question | null;
  /** The picture takes the whole width, below the question. */
  readonly wide: boolean;
  /** What the scene sets where a link sets nothing else. */
  readonly settings: Partial<Scenario>;
  /** What has no place in the scene: there it is at its default, whatever another scene has set. */
  readonly ignores: readonly (keyof Scenario)[];
  /** For the presenter, one paragraph a line. */
  readonly notes: readonly string[];
  readonly minutes: number;
  /** The explanation. */
  readonly Body: ComponentType<{ components?: Readonly<Record<string, ComponentType<never>>> }>;
}

/** The scene of a link that shows all of them, to print. */
export const allScenes = "all";

export interface SceneModule {
  readonly default: Scene["Body"];
  readonly frontmatter?: unknown;
}

/** A scene from its file, "./scenes/1-memory.mdx". Throws an Error that names the file, the key and what is
 *  wanted. */
export function readScene(path: string, module: SceneModule, pictures: readonly string[]): Scene {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const name = /^\d+-([a-z][a-z0-9-]*)\.mdx$/.exec(file)?.[1];
  if (name === undefined) throw new Error(`${file} has no name like 3-my-scene.mdx.`);
  if (name === allScenes) throw new Error(`${file}: ${name} in a link means every scene.`);
  const given = (module.frontmatter ?? {}) as Readonly<Record<string, unknown>>;
  const wrong = (key: string, wanted: string) => new Error(`${file}: ${key} must be ${wanted}.`);
  const text = (key: string, fallback?: string): string => {
    const value = given[key] ?? fallback;
    if (typeof value === "string" && (value !== "" || fallback === "")) return value;
    throw wrong(key, "some text");
  };
  const picture = text("picture");
  if (!pictures.includes(picture)) throw wrong("picture", `one of ${pictures.join(", ")}`);
  const minutes = given.minutes ?? 2;
  if (typeof minutes !== "number" || !(minutes > 0)) throw wrong("minutes", "a number above 0");
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrong(unknown, `left out; there are ${known.join(", ")}`);
  return {
    name,
    title: text("title"),
    picture,
    question: readQuestion(given, text, wrong),
    wide: given.wide === true,
    settings: readSettings(text("settings", ""), wrong),
    ignores: readIgnored(given.ignores ?? [], wrong),
    notes: text("notes", "")
      .split("\n")
      .filter((line) => line.trim() !== ""),
    minutes,
    Body: module.default,
  };
}

const known = [
  "title",
  "picture",
  "question",
  "answers",
  "right",
  "truth",
  "wide",
  "settings",
  "ignores",
  "notes",
  "minutes",
];

function readQuestion(
  given: Readonly<Record<string, unknown>>,
  text: (key: string) => string,
  wrong: (key: string, wanted: string) => Error,
): Question | null {
  if (given.question === undefined) return null;
  const question = text("question");
  const { answers, right, truth } = given;
  if (truth !== undefined && !isTruth(truth))
    throw wrong("truth", `one of ${Object.keys(truths).join(", ")}`);
  if (answers === undefined) {
    if (truth === undefined) throw wrong("truth", "given where there are no answers");
    return { kind: "guess", text: question, truth };
  }
  if (!Array.isArray(answers) || answers.length < 2)
    throw wrong("answers", "a list of two or more");
  const list = answers.map((answer): Answer => {
    const written = String(answer);
    return { text: written, value: parseAmount(written) };
  });
  if (truth !== undefined) {
    if (list.some(({ value }) => Number.isNaN(value)))
      throw wrong("answers", "numbers such as 0.5, 5% or 2×, for the truth to be compared with");
    return { kind: "nearest", text: question, answers: list, truth };
  }
  if (typeof right !== "number" || !(right in list || right === list.length) || right < 1)
    throw wrong("right", `the place of the right answer, 1 to ${list.length}`);
  return { kind: "choice", text: question, answers: list, right: right - 1 };
}

const isTruth = (name: unknown): name is TruthName =>
  typeof name === "string" && Object.hasOwn(truths, name);

/** What a link such as "?N=7B&alpha=0.8" sets. */
function readSettings(
  link: string,
  wrong: (key: string, wanted: string) => Error,
): Partial<Scenario> {
  const { scenario, notices } = parseUrl(link);
  const [problem] = notices;
  if (problem) throw wrong("settings", `a link such as ?N=7B&alpha=0.8 (${problem.text})`);
  const keys = (Object.keys(scenario) as (keyof Scenario)[]).filter((key) =>
    new URLSearchParams(link).has(key),
  );
  return Object.fromEntries(keys.map((key) => [key, scenario[key]]));
}

function readIgnored(
  keys: unknown,
  wrong: (key: string, wanted: string) => Error,
): (keyof Scenario)[] {
  const isKey = (key: unknown): key is keyof Scenario =>
    typeof key === "string" && Object.hasOwn(defaultScenario, key);
  if (Array.isArray(keys) && keys.every(isKey)) return keys;
  throw wrong("ignores", "a list of keys of the link, such as [alpha]");
}

/** What holds in a scene: what is set, without what has no place in it, and where nothing is set, what the scene
 *  sets. */
export function settingsIn({ settings, ignores }: Scene, scenario: Scenario): Scenario {
  const untouched = Object.entries(settings).filter(
    ([key]) => scenario[key as keyof Scenario] === defaultScenario[key as keyof Scenario],
  );
  const ignored = ignores.map((key) => [key, defaultScenario[key]]);
  return { ...scenario, ...Object.fromEntries([...untouched, ...ignored]) };
}

/** A question has three steps: asked, answered, explained. */
export const stepsOf = ({ question }: Scene): number => (question === null ? 1 : 3);

export interface Place {
  readonly scene: Scene;
  readonly index: number;
  readonly step: number;
}

/** Where a link leads: an unknown scene is the first, a step too far the last. */
export function placeOf(
  scenes: readonly Scene[],
  scenario: Pick<Scenario, "scene" | "step">,
): Place {
  const index = Math.max(
    0,
    scenes.findIndex(({ name }) => name === scenario.scene),
  );
  const scene = scenes[index];
  if (scene === undefined) throw new Error("The lecture has no scenes.");
  return { scene, index, step: Math.min(stepsOf(scene), scenario.step) };
}

/** The place that many steps on (or back), kept inside the lecture. */
export function placeAfter(scenes: readonly Scene[], place: Place, by: 1 | -1): Place {
  const step = place.step + by;
  if (step >= 1 && step <= stepsOf(place.scene)) return { ...place, step };
  const index = place.index + by;
  const scene = scenes[index];
  if (scene === undefined) return place;
  return { scene, index, step: by > 0 ? 1 : stepsOf(scene) };
}

/** The index of the answer nearest to `value`, by ratio where all are above 0. */
export function nearest(answers: readonly Answer[], value: number): number {
  const log = value > 0 && answers.every((answer) => answer.value > 0);
  const place = (v: number) => (log ? Math.log(v) : v);
  let best = 0;
  for (const [i, answer] of answers.entries()) {
    const here = Math.abs(place(answer.value) - place(value));
    const there = Math.abs(place(answers[best]?.value ?? Number.NaN) - place(value));
    if (here < there) best = i;
  }
  return best;
}

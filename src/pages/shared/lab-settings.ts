import { candidateDrafts } from "../../measure/candidates.ts";
import type { FamilyModel, ModelSource, RunSettings } from "../../measure/protocol.ts";
import { labFields, type Scenario } from "../../scenario/scenario.ts";
import { ownModel } from "./lab-texts.ts";
import { dozen } from "./prompts.ts";
import { type Thrift, thrift } from "./surroundings.ts";

/** Models that the user dropped; they live as long as the page. */
export interface OwnModels {
  readonly target: readonly File[] | null;
  readonly draft: readonly File[] | null;
}

/** The longest lookahead that the engines draft. */
export const maxLabLookahead = 16;

/** Seconds for calibration and repeated runs together. */
const budget = 20;

/** The most parameters of a target for a device that is to be spared. */
const thriftyTarget = 4e6;

/** The largest model of the family that was not distilled from another; where something asks for thrift,
 *  the largest of at most 4 million parameters, or the smallest. */
export function defaultTarget(
  models: readonly FamilyModel[],
  spare: Thrift | null = thrift,
): FamilyModel | undefined {
  const trained = models
    .filter((model) => model.distilledFrom === null)
    .sort((a, b) => a.params - b.params);
  if (spare === null) return trained.at(-1);
  return trained.findLast(({ params }) => params <= thriftyTarget) ?? trained[0];
}

/** Drafts smaller than the target. */
export function draftsFor(
  models: readonly FamilyModel[],
  target: FamilyModel,
): readonly FamilyModel[] {
  return models.filter((model) => model.params < target.params);
}

/** The pair that is meant: what the link names, where the family has it; else the largest target, and the
 *  draft that promises most before anything was tried on the device. */
export function pairOf(
  { target: targetId, draft: draftId, temp }: Pick<Scenario, "target" | "draft" | "temp">,
  models: readonly FamilyModel[],
): { target: FamilyModel | undefined; draft: FamilyModel | undefined; unknown: readonly string[] } {
  const find = (id: string) => models.find((model) => model.id === id);
  const unknown = [targetId, draftId].filter(
    (id) => id !== "auto" && id !== "none" && find(id) === undefined,
  );
  const target = find(targetId) ?? defaultTarget(models);
  if (target === undefined || draftId === "none") return { target, draft: undefined, unknown };
  return { target, draft: find(draftId) ?? candidateDrafts(models, target, temp)[0], unknown };
}

/** The draft of ours that a run uses. Beside a target of the user's own there is none until one is chosen, since
 *  only drafts with its tokenizer can propose to it; one that can't is refused before anything runs. */
export function draftBeside(
  scenario: Pick<Scenario, "target" | "draft" | "temp">,
  models: readonly FamilyModel[],
  own: OwnModels,
): FamilyModel | undefined {
  if (own.target === null) return pairOf(scenario, models).draft;
  return models.find(({ id }) => id === scenario.draft);
}

/** What the worker is asked to run; null while no target is known. */
export function runSettings(
  scenario: Scenario,
  models: readonly FamilyModel[],
  own: OwnModels,
): RunSettings | null {
  const pair = pairOf(scenario, models);
  const source = (
    files: readonly File[] | null,
    model: FamilyModel | undefined,
  ): ModelSource | null =>
    files !== null
      ? { kind: "files", name: ownModel, files }
      : model
        ? { kind: "family", id: model.id }
        : null;
  const target = source(own.target, pair.target);
  if (target === null) return null;
  const draftModel = draftBeside(scenario, models, own);
  // Which of ours drafts best here, the device is asked.
  const open =
    own.target === null &&
    own.draft === null &&
    draftModel !== undefined &&
    draftModel.id !== scenario.draft;
  const draft = open ? "auto" : source(own.draft, draftModel);
  return {
    backend: scenario.backend,
    target,
    draft,
    gamma: scenario.gamma === "auto" ? "auto" : Math.min(maxLabLookahead, scenario.gamma),
    temperature: scenario.temp,
    topP: scenario.topp,
    seed: scenario.seed,
    prompt: scenario.prompts === "dozen" ? dozen[0] : scenario.prompt,
    ...(scenario.prompts === "dozen" ? { prompts: dozen } : {}),
    length: scenario.length,
    budget,
  };
}

/** The part of a scenario that asks for these settings again. Models of the user's own are left to the lab's
 *  choice: their files can't be named. */
export function scenarioOf(settings: RunSettings) {
  const { backend, target, draft, gamma, temperature, topP, seed, prompt, length } = settings;
  const named = (source: RunSettings["draft"]) =>
    source === null ? "none" : source === "auto" || source.kind === "files" ? "auto" : source.id;
  const dozenMeant = settings.prompts !== undefined;
  return {
    backend,
    target: named(target),
    draft: named(draft),
    gamma,
    temp: temperature,
    topp: topP,
    seed,
    // the first of the dozen is no choice of the user's
    prompt: dozenMeant ? labFields.prompt.fallback : prompt,
    prompts: dozenMeant ? "dozen" : "one",
    length,
  } satisfies Partial<Scenario>;
}

/** Whether two runs ask for the same, in whatever time. Files are compared by identity. */
export function sameSettings(a: RunSettings, b: RunSettings): boolean {
  const key = ({ target, draft, budget, ...rest }: RunSettings) => JSON.stringify(rest);
  return key(a) === key(b) && sameSource(a.target, b.target) && sameSource(a.draft, b.draft);
}

function sameSource(a: RunSettings["draft"], b: RunSettings["draft"]): boolean {
  if (a === null || b === null || a === "auto" || b === "auto") return a === b;
  if (a.kind === "family") return b.kind === "family" && a.id === b.id;
  return b.kind === "files" && a.files === b.files;
}

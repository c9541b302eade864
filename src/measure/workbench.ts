import { checkPair, type Model } from "../lm/model.ts";
import { type Chosen, cardOf, type Openers } from "./backend.ts";
import { candidateDrafts } from "./candidates.ts";
import { tryDrafts } from "./choose-draft.ts";
import { Device } from "./device.ts";
import type { Emit } from "./emit.ts";
import { LabError } from "./failure.ts";
import { type FamilyEntry, publicEntry } from "./family.ts";
import { Models, sourceKey } from "./models.ts";
import { type Opened, taskOf } from "./pair.ts";
import type { DraftTrial, LoadedModel, ModelSource, RunSettings } from "./protocol.ts";
import { checkRoom } from "./room.ts";

/** What settings name, loaded and open on an engine. */
export interface Prepared {
  readonly chosen: Chosen;
  readonly target: Opened;
  readonly drafts: Opened[];
}

/** The models and the device that the lab works with. */
export class Workbench {
  private readonly models: Models;
  private readonly device: Device;
  /** The trials of drafts by what they were asked for. */
  private readonly trials = new Map<string, readonly DraftTrial[]>();

  /** `base`: the address of the folder of our models, with a slash at its end. */
  constructor(base: string, openers: Openers) {
    this.models = new Models(base);
    this.device = new Device(openers);
  }

  /** Our models, smallest first. */
  family(): Promise<FamilyEntry[]> {
    return this.models.family();
  }

  /** Our models that are smaller than this one. */
  async smaller(target: ModelSource): Promise<ModelSource[]> {
    const family = await this.models.family();
    const size = family.find((model) => target.kind === "family" && model.id === target.id)?.params;
    return family
      .filter(({ params }) => size === undefined || params < size)
      .map(({ id }) => ({ kind: "family", id }));
  }

  /** Why the target and the draft that is named have no room for the prompt; null where they have. Loads no
   *  weights. */
  async refusal(settings: RunSettings): Promise<string | null> {
    const { target, draft } = settings;
    const reader = await this.models.reader(target);
    const readers = [reader];
    if (draft !== null && draft !== "auto") readers.push(await this.models.reader(draft));
    try {
      checkRoom(taskOf(settings, reader), readers);
      return null;
    } catch (error) {
      if (error instanceof LabError) return error.message;
      throw error;
    }
  }

  /** Gives the engine back, whatever state it is in. */
  dropDevice(): void {
    this.device.drop();
  }

  /** Loads, checks and opens what the settings name, with other drafts if they are given, and tells the
   *  page. */
  async prepare(
    settings: RunSettings,
    emit: Emit,
    signal: AbortSignal,
    sources?: readonly ModelSource[],
  ): Promise<Prepared> {
    const load = (source: ModelSource) => this.models.load(source, emit, signal);
    const target = await load(settings.target);
    const drafts: Model[] = [];
    for (const source of sources ?? (await this.draftsOf(settings)))
      drafts.push(await load(source));
    for (const draft of drafts) checkPair(target, draft);
    checkRoom(taskOf(settings, target), [target, ...drafts]);
    signal.throwIfAborted();
    const { chosen, opened } = await this.device.ready(settings.backend, [target, ...drafts]);
    const [first, ...others] = opened;
    emit({ type: "device", card: cardOf(chosen, first.session) });
    const choosing = sources === undefined && settings.draft === "auto";
    const { kept, tried } = choosing
      ? await this.chooseDraft(settings, chosen, first, others, signal, emit)
      : { kept: others, tried: [] };
    const draft = kept.length === 1 ? publicModel(kept[0].model) : null;
    emit({ type: "models", target: publicModel(target), draft, tried });
    signal.throwIfAborted();
    return { chosen, target: first, drafts: kept };
  }

  /** What is to be loaded to draft: nothing, the draft that is named, or all that are worth a trial. */
  private async draftsOf({ draft, target, temperature }: RunSettings): Promise<ModelSource[]> {
    if (draft !== "auto") return draft === null ? [] : [draft];
    const family = await this.models.family();
    const own = family.find(({ id }) => target.kind === "family" && id === target.id);
    if (own === undefined) return [];
    return candidateDrafts(family, own, temperature).map(({ id }) => ({ kind: "family", id }));
  }

  /** The draft that a trial finds best, which is made once for the same question. */
  private async chooseDraft(
    settings: RunSettings,
    { engine, deviceClock }: Chosen,
    target: Opened,
    drafts: readonly Opened[],
    signal: AbortSignal,
    emit: Emit,
  ): Promise<{ readonly kept: Opened[]; readonly tried: readonly DraftTrial[] }> {
    const { temperature, topP } = settings;
    const key = JSON.stringify([engine.backend, sourceKey(settings.target), temperature, topP]);
    const pair = { engine, target, deviceClock };
    const task = taskOf(settings, target.model);
    const tried =
      this.trials.get(key) ??
      (drafts.length > 1 ? await tryDrafts(pair, drafts, task, signal, emit) : []);
    this.trials.set(key, tried);
    const best = tried[0]?.draft ?? drafts[0]?.model.id;
    return { kept: drafts.filter(({ model }) => model.id === best), tried };
  }
}

/** What the page is told of our models. */
export const listed = async (workbench: Workbench) => (await workbench.family()).map(publicEntry);

function publicModel({ id, params, bytes }: Model): LoadedModel {
  return { id, params, bytes };
}

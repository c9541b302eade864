import { lawOf, planeOf } from "../../curves/resolve.ts";
import { type Scenario, utilisationLimits } from "../../scenario/scenario.ts";
import type { Architecture } from "../../sdsl/architecture.ts";
import { hardwareLimits, hardwarePresets } from "../../sdsl/hardware.ts";
import { type Machine, machineFor } from "../../sdsl/serving/machine.ts";
import { memoryFit } from "../../sdsl/serving/memory.ts";
import { separateDraftCost, verificationSpread } from "../../sdsl/serving/own-cost.ts";
import type { Stack, StackName } from "../../sdsl/serving/stack.ts";
import { mostDevices, stackOn, usualStack } from "../../sdsl/serving/stacks.ts";
import { verificationCurve } from "../../sdsl/serving/verification-curve.ts";
import { lawDraft, planeHalfWidth } from "../../sdsl/uncertainty.ts";
import { releasedCandidate, sizedCandidate } from "../../serving/candidates.ts";
import { taskShifts, temperatureShift } from "../../serving/circumstances.ts";
import type { PageRequest } from "../../serving/compute.ts";
import { alphaFromAccepted } from "../../serving/measurements/solve.ts";
import { methodsFor } from "../../serving/methods/candidates.ts";
import type { ReleasedModel } from "../../serving/models/model.ts";
import { ownId, readOwn } from "../../serving/models/own.ts";
import { draftsFor, releasedModel, sameVocabulary } from "../../serving/models/registry.ts";
import { type Candidate, type PlanRequest, pairingOf } from "../../serving/plan.ts";
import { formatCount } from "../../ui/format.ts";
import { texts } from "./texts.ts";

/** A scenario as the plan needs it, with the names that people read. */
export interface Setting {
  readonly request: PageRequest;
  /** The released target; null for one of a size only. */
  readonly released: ReleasedModel | null;
  readonly targetName: string;
  /** Name of each draft by its id, and the released model behind it. */
  readonly draftName: (id: string) => string;
  readonly draftModel: (id: string) => ReleasedModel | undefined;
  readonly tensorParallel: number;
  /** What serves: undefined for the datasheet. */
  readonly stackName: StackName;
  readonly stack: Stack | undefined;
  /** What in the scenario could not be taken as it is. */
  readonly notices: readonly string[];
}

/** Sizes offered for a target that is only a size, in parts of the headline law's draft. */
const offered = [1 / 4, 1 / 2, 1, 2, 4, 8];

/** The target that is set: null for one of a size only, undefined where nobody knows its name. */
function targetOf({ model, own }: Scenario): ReleasedModel | null | undefined {
  if (model === ownId) return own === "" ? null : readOwn(own);
  return model === "custom" ? null : releasedModel(model);
}

export function settingOf(scenario: Scenario): Setting {
  const notices: string[] = [];
  let released = targetOf(scenario);
  if (released === undefined) {
    notices.push(texts.noSuchModel(scenario.model, formatCount(scenario.M)));
    released = null;
  }
  const target = released
    ? releasedCandidate(released)
    : sizedCandidate("custom", scenario.M, scenario.Dt);
  const models = released ? draftsFor(released) : [];
  // one's own target with a tokenizer that nobody knows may still train a draft
  const trained = released === null || (released.id === ownId && models.length === 0);
  const drafts = trained
    ? sizedDrafts(scenario, target.architecture.active)
    : models.map(releasedCandidate);
  if (scenario.with !== "auto" && !drafts.some(({ id }) => id === scenario.with))
    notices.push(texts.noSuchDraft(scenario.with));
  const tensorParallel = scenario.tp === "auto" ? fewest(scenario, target, drafts[0]) : scenario.tp;
  const plan = planRequest(scenario, target, drafts, machineOf(scenario, tensorParallel));
  return {
    request: {
      plan,
      methods: {
        candidates: methodsFor(released),
        task:
          typeof scenario.task === "string" && scenario.task !== "fitted" ? scenario.task : null,
        temperature: scenario.temperature,
      },
      training: {
        tokens: scenario.D,
        distilled: scenario.distil,
        pricePerHour: scenario.price,
        servedTokens: scenario.served,
      },
    },
    released,
    targetName: released ? released.name : texts.targetOfSize(formatCount(scenario.M)),
    draftName: (id) => models.find((model) => model.id === id)?.name ?? texts.draftOfSize(id),
    draftModel: (id) => models.find((model) => model.id === id),
    tensorParallel,
    ...stackOf(scenario),
    notices,
  };
}

/** The stack that is set, or the usual one; a share of the peaks set by hand takes the place of its own. */
function stackOf({ stack: choice, hw, mbu, mfu }: Scenario): Pick<Setting, "stackName" | "stack"> {
  const device = typeof hw === "string" ? hw : undefined;
  const GBps = typeof hw === "string" ? hardwarePresets[hw].GBps : hw.GBps;
  const stackName = choice === "auto" ? usualStack(device) : choice;
  const stack = stackOn(stackName, device, GBps);
  if (stack === undefined) return { stackName, stack };
  const share = mbu === 1 ? stack.mbu : { wide: mbu, eight: mbu, four: mbu };
  return { stackName, stack: { ...stack, mbu: share, mfu: mfu === 1 ? stack.mfu : mfu } };
}

/** ms of an iteration where no stack is known: an assumption. */
const assumedOverhead = 1e-3;

/** What speculating costs beside its passes, and how far the times may be off. */
function costsOf({ overhead }: Scenario, stack: Stack | undefined) {
  const spreads = {
    pass: stack?.spread ?? 0,
    verification: stack === undefined ? 0 : verificationSpread,
    own: overhead === "auto" && stack !== undefined ? separateDraftCost.spread : 0,
  };
  if (overhead !== "auto")
    return { overheadSeconds: overhead / 1e3, draftOverheadSeconds: 0, spreads };
  return stack === undefined
    ? { overheadSeconds: assumedOverhead, draftOverheadSeconds: 0, spreads }
    : { overheadSeconds: 0, draftOverheadSeconds: separateDraftCost.seconds, spreads };
}

/** Drafts of several sizes around the law's own, each named by its size. */
function sizedDrafts({ D }: Scenario, target: number): readonly Candidate[] {
  return offered
    .map((part) => Number((lawDraft(target) * part).toPrecision(2)))
    .filter((N) => N <= target / 2)
    .map((N) => sizedCandidate(formatCount(N), N, D));
}

function planRequest(
  scenario: Scenario,
  target: Candidate,
  drafts: readonly Candidate[],
  machine: Machine,
): PlanRequest {
  const { alpha, positions, verify, draftms, task, temperature } = scenario;
  const byPosition = positions.length > 0 ? { byPosition: positions } : {};
  const known =
    alpha === "auto" ? (positions.length > 0 ? meanAlpha(positions) : undefined) : alpha;
  return {
    target,
    drafts,
    law: lawOf(scenario),
    plane: planeOf(scenario),
    halfWidth: scenario.plane === "sdsl" ? planeHalfWidth : 0,
    shifts: [
      typeof task === "string" ? taskShifts[task] : { rejections: 1, spread: 0, alpha: task.shift },
      temperatureShift(temperature),
    ],
    ...(known === undefined ? {} : { measured: { alpha: known, ...byPosition } }),
    ...(scenario.with === "auto" ? {} : { measuredWith: scenario.with }),
    machine,
    load: { batch: scenario.batch, context: scenario.ctx, dtype: scenario.dtype },
    ...costsOf(scenario, machine.stack === undefined ? undefined : stackOf(scenario).stack),
    ...(verify.length === 0
      ? {}
      : { verification: verificationCurve(verify.map(({ k, ms }) => ({ k, seconds: ms / 1e3 }))) }),
    ...(draftms === "auto" ? {} : { draftSeconds: draftms / 1e3 }),
    gamma: scenario.gamma === "auto" ? "auto" : Math.max(1, scenario.gamma),
  };
}

/** The i.i.d. α that accepts as many tokens as these rates do. */
function meanAlpha(rates: readonly number[]): number {
  let reached = 1;
  let accepted = 0;
  for (const rate of rates) {
    reached *= rate;
    accepted += reached;
  }
  return alphaFromAccepted(accepted, rates.length);
}

/** The smallest device at the least utilisation is held in the roofline's own limits. */
function machineOf(scenario: Scenario, tensorParallel: number): Machine {
  const { hw, mem, mbu, mfu } = scenario;
  const { GBps, TFLOPs } = hardwareLimits;
  const { stack } = stackOf(scenario);
  const least = stack === undefined ? { mbu, mfu } : utilisationLeast;
  const device =
    typeof hw === "string"
      ? hw
      : {
          ...hw,
          GBps: Math.min(GBps[1] / 64, Math.max(GBps[0] / least.mbu, hw.GBps)),
          TFLOPs: Math.min(TFLOPs[1] / 64, Math.max(TFLOPs[0] / least.mfu, hw.TFLOPs)),
        };
  const memory = typeof hw === "string" || mem === "auto" ? {} : { memoryGB: mem };
  return machineFor(device, { ...memory, tensorParallel, MBU: mbu, MFU: mfu, stack });
}

const utilisationLeast = { mbu: utilisationLimits.min, mfu: utilisationLimits.min };

/** The smallest power of two of devices that hold both models and the cache, as far as such devices are joined;
 *  one where nobody knows, or where no number does. */
function fewest(scenario: Scenario, target: Candidate, draft: Candidate | undefined): number {
  const most = mostDevices(typeof scenario.hw === "string" ? scenario.hw : undefined);
  for (let devices = 1; devices <= most; devices *= 2) {
    const request = planRequest(scenario, target, [], machineOf(scenario, devices));
    if (memoryFit(pairingOf(request, draft ?? nothing(target))).fits) return devices;
  }
  return 1;
}

/** A draft that takes no room. */
function nothing(target: Candidate): Candidate {
  const architecture: Architecture = {
    ...target.architecture,
    parameters: 1,
    active: 1,
    layers: 1e-9,
  };
  const { experts: _, cache: __, ...dense } = architecture;
  return { ...target, id: "", architecture: dense };
}

/** Whether the embeddings of a released pair have as many rows. */
export function vocabulariesMatch(setting: Setting, draft: string): boolean {
  const model = setting.draftModel(draft);
  return (
    setting.released === null || model === undefined || sameVocabulary(setting.released, model)
  );
}

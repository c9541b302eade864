import type { Backend, Engine, Session } from "../lm/engine.ts";
import type { Model } from "../lm/model.ts";
import { LabError } from "./failure.ts";
import type { DeviceCard, EngineTrial } from "./protocol.ts";
import { type Contest, tryEngines } from "./try-engines.ts";

/** An engine and what the page says of the device. */
export interface Opening {
  readonly engine: Engine;
  readonly card: Omit<DeviceCard, "reason" | "shapes" | "trials">;
  /** Whether its spans come from the device's own clock. */
  readonly deviceClock: boolean;
  /** Resolves when the device is gone; the engine is of no more use then. */
  readonly lost?: Promise<unknown>;
  /** The kernel shapes that a model runs with, in words. */
  readonly shapesOf?: (session: Session) => readonly string[];
}

/** How each engine is opened; one that this version lacks is null. They are loaded when they are asked
 *  for, so that the plain path downloads nothing of the others. An opener throws where the engine can't
 *  run, with the reason as the message. */
export type Openers = Readonly<Record<Backend, (() => Promise<Opening>) | null>>;

/** A chosen engine. */
export interface Chosen extends Opening {
  /** Why it was chosen, in words. */
  readonly reason: string;
  readonly trials: readonly EngineTrial[];
}

/** Opens the engine for `wanted`. With "auto" the first in the order webgpu, wasm, cpu that works; a
 *  WebGPU that is a software adapter is passed over, and so is one that a short trial finds slower than the
 *  next engine at what it is for: the pair, or the target alone for want of a draft.
 *  Throws LabError "backend-unavailable" for a named engine that can't run. */
export async function chooseEngine(
  wanted: Backend | "auto",
  target: Model,
  openers: Openers,
  draft: Model | null = null,
): Promise<Chosen> {
  if (wanted !== "auto") {
    const opening = await openNamed(wanted, openers);
    return withReason(opening, `You chose it.${softwareNote(opening)}`);
  }
  const fallback = await openFallback(openers);
  const { gpu, why } = await tryGpu(openers);
  if (gpu === null) return withReason(fallback, why);
  if (gpu.card.software) {
    gpu.engine.close();
    return withReason(
      fallback,
      `WebGPU is here, but drawn by software on the same processor (${gpu.card.adapter ?? "no name"}); choose webgpu to use it all the same.`,
    );
  }
  const contest = await tryEngines(gpu.engine, fallback.engine, target, draft);
  const { first: own, second: other } = contest;
  if (contest.ratio >= 1) {
    fallback.engine.close();
    return { ...withReason(gpu, contestWords(contest)), trials: [own, other] };
  }
  gpu.engine.close();
  return { ...withReason(fallback, contestWords(contest)), trials: [other, own] };
}

/** How WebGPU compared with the other engine, and how sure that is. */
function contestWords({ second, ratio, interval, rounds, disturbed }: Contest): string {
  const what = second.pair === null ? "with the target alone" : "with a draft";
  const spread =
    interval === null ? "" : `, ${interval.low.toFixed(2)} to ${interval.high.toFixed(2)} (95%)`;
  const left =
    disturbed === 0
      ? ""
      : `; ${disturbed} more ${disturbed === 1 ? "was" : "were"} left out as disturbed`;
  const words = `${ratio.toFixed(2)} times as fast as ${second.backend} ${what}${spread}, in a short trial of ${rounds} ${rounds === 1 ? "round" : "rounds"}${left}`;
  const sure = interval !== null && (interval.low > 1 || interval.high < 1);
  if (sure)
    return ratio >= 1
      ? `WebGPU is the fastest here: ${words}.`
      : `WebGPU is slower here: ${words}.`;
  return `WebGPU is ${words}: too close to be sure. Choose an engine to decide for yourself.`;
}

async function openNamed(backend: Backend, openers: Openers): Promise<Opening> {
  const open = openers[backend];
  if (open === null) {
    throw new LabError(
      "backend-unavailable",
      `The ${backend} engine is not available in this version. Choose auto.`,
    );
  }
  try {
    return await open();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LabError(
      "backend-unavailable",
      `The ${backend} engine can't run here: ${reason} Choose auto.`,
      { cause },
    );
  }
}

/** The best engine that needs no GPU. */
async function openFallback(openers: Openers): Promise<Opening> {
  if (openers.wasm !== null) {
    try {
      return await openers.wasm();
    } catch {
      // The plain engine runs everywhere, and the card says which one it is.
    }
  }
  return openNamed("cpu", openers);
}

async function tryGpu(openers: Openers): Promise<{ gpu: Opening | null; why: string }> {
  if (openers.webgpu === null) return { gpu: null, why: "This version has no WebGPU engine." };
  try {
    return { gpu: await openers.webgpu(), why: "" };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { gpu: null, why: `WebGPU can't be used here: ${reason}` };
  }
}

const withReason = (opening: Opening, reason: string): Chosen => ({
  ...opening,
  reason,
  trials: [],
});

/** What the page shows of an engine and the target on it. */
export function cardOf({ card, reason, trials, shapesOf }: Chosen, target: Session): DeviceCard {
  return { ...card, reason, trials, shapes: shapesOf?.(target) ?? [] };
}

const softwareNote = ({ card }: Opening) =>
  card.software ? " It is a software adapter: the processor plays the GPU." : "";

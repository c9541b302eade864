import type { Backend, Engine, Session } from "../lm/engine.ts";
import type { Model } from "../lm/model.ts";
import { greedy } from "../lm/sampling.ts";
import { openChecked } from "./checked.ts";
import { LabError } from "./failure.ts";
import type { DeviceCard } from "./protocol.ts";
import { perToken, write } from "./write.ts";

/** An engine and what the page says of the device. */
export interface Opening {
  readonly engine: Engine;
  readonly card: Omit<DeviceCard, "reason" | "shapes">;
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
}

/** Opens the engine for `wanted`. With "auto" the first in the order webgpu, wasm, cpu that works; a
 *  WebGPU that is a software adapter, or slower at the target than the next engine, is passed over.
 *  Throws LabError "backend-unavailable" for a named engine that can't run. */
export async function chooseEngine(
  wanted: Backend | "auto",
  target: Model,
  openers: Openers,
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
  const speed = await trials(gpu.engine, fallback.engine, target);
  const words = `${speed.gpu.toFixed(0)} tokens/s against ${speed.other.toFixed(0)} on ${fallback.engine.backend}, in a short trial on the target`;
  if (speed.gpu >= speed.other) {
    fallback.engine.close();
    return withReason(gpu, `WebGPU is the fastest here: ${words}.`);
  }
  gpu.engine.close();
  return withReason(fallback, `WebGPU is slower here: ${words}.`);
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

const withReason = (opening: Opening, reason: string): Chosen => ({ ...opening, reason });

/** What the page shows of an engine and the target on it. */
export function cardOf({ card, reason, shapesOf }: Chosen, target: Session): DeviceCard {
  return { ...card, reason, shapes: shapesOf?.(target) ?? [] };
}

const softwareNote = ({ card }: Opening) =>
  card.software ? " It is a software adapter: the processor plays the GPU." : "";

/** How long an engine is tried, ms. */
const trialTime = 200;

/** The speeds of two engines. One that fails closes both. */
async function trials(gpu: Engine, other: Engine, target: Model) {
  try {
    return { gpu: await trial(gpu, target), other: await trial(other, target) };
  } catch (error) {
    gpu.close();
    other.close();
    throw error;
  }
}

/** Tokens a second of the target alone, in a short trial after a shorter warm-up. */
async function trial(engine: Engine, target: Model): Promise<number> {
  const session = await openChecked(engine, target);
  try {
    const first = target.config.bos ?? target.config.eos[0] ?? 0;
    const request = { prompt: [first], sampling: greedy, seed: 1, gamma: 0, eos: [] };
    const room = session.context - 1;
    await write(engine, session, null, { ...request, length: Math.min(8, room) });
    const began = performance.now();
    const times: number[] = [];
    while (performance.now() - began < trialTime) {
      const written = await write(engine, session, null, {
        ...request,
        length: Math.min(32, room),
      });
      times.push(perToken(written));
    }
    return 1000 / Math.min(...times);
  } finally {
    session.close();
  }
}

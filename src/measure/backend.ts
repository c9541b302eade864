import type { Backend, Engine, Session } from "../lm/engine.ts";
import type { Model } from "../lm/model.ts";
import { greedy } from "../lm/sampling.ts";
import { openChecked } from "./checked.ts";
import { LabError } from "./failure.ts";
import type { DeviceCard, EngineTrial } from "./protocol.ts";
import { perToken, write } from "./write.ts";

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
  const [own, other] = await tryEngines(gpu.engine, fallback.engine, target, draft);
  const rate = ({ alone, pair }: EngineTrial) => pair?.rate ?? alone;
  const what = draft === null ? "with the target alone" : "with a draft";
  const words = `${rate(own).toFixed(0)} tokens/s against ${rate(other).toFixed(0)} on ${other.backend} ${what}, in a short trial`;
  if (rate(own) >= rate(other)) {
    fallback.engine.close();
    return { ...withReason(gpu, `WebGPU is the fastest here: ${words}.`), trials: [own, other] };
  }
  gpu.engine.close();
  return { ...withReason(fallback, `WebGPU is slower here: ${words}.`), trials: [other, own] };
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

/** How long a lane of an engine is tried, ms. */
const trialTime = 200;
/** The lookaheads that a pair is tried at. */
const trialGammas = [2, 4, 8] as const;

/** The trials of two engines. One that fails closes both. */
async function tryEngines(gpu: Engine, other: Engine, target: Model, draft: Model | null) {
  try {
    return [await tryEngine(gpu, target, draft), await tryEngine(other, target, draft)] as const;
  } catch (error) {
    gpu.close();
    other.close();
    throw error;
  }
}

/** Tokens a second of the target alone, and of the pair at the best of a few lookaheads. */
async function tryEngine(engine: Engine, target: Model, draft: Model | null): Promise<EngineTrial> {
  const session = await openChecked(engine, target);
  const other = draft && (await openChecked(engine, draft));
  try {
    const alone = await trial(engine, target, session, null, 0);
    let pair: EngineTrial["pair"] = null;
    for (const gamma of other === null ? [] : trialGammas) {
      const rate = await trial(engine, target, session, other, gamma);
      if (pair === null || rate > pair.rate) pair = { rate, gamma };
    }
    return { backend: engine.backend, alone, pair };
  } finally {
    other?.close();
    session.close();
  }
}

/** Tokens a second of one lane, in a short trial after a shorter warm-up. */
async function trial(
  engine: Engine,
  target: Model,
  session: Session,
  draft: Session | null,
  gamma: number,
): Promise<number> {
  const first = target.config.bos ?? target.config.eos[0] ?? 0;
  const request = { prompt: [first], sampling: greedy, seed: 1, gamma, eos: [] };
  const room = Math.min(session.context, draft?.context ?? session.context) - 1;
  await write(engine, session, draft, { ...request, length: Math.min(8, room) });
  const began = performance.now();
  const times: number[] = [];
  while (times.length === 0 || performance.now() - began < trialTime) {
    const written = await write(engine, session, draft, {
      ...request,
      length: Math.min(32, room),
    });
    times.push(perToken(written));
  }
  return 1000 / Math.min(...times);
}

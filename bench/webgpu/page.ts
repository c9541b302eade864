/** What the benchmark does in the page. Each function makes one measurement, so that the caller can take
 *  turns between the sides. */
import { familyModel } from "../../e2e/webgpu/checks/family.ts";
import type { Iteration, Session } from "../../src/lm/engine.ts";
import { promptTokens } from "../../src/lm/model.ts";
import { openDevice } from "../../src/lm/webgpu/adapter.ts";
import { createWebGpuEngine, type WebGpuEngine } from "../../src/lm/webgpu/engine.ts";
import { Gpu } from "../../src/lm/webgpu/gpu.ts";
import { GpuSession } from "../../src/lm/webgpu/session.ts";
import { type Shapes, shapeName } from "../../src/lm/webgpu/shape.ts";
import { Stopwatch } from "../../src/lm/webgpu/stopwatch.ts";
import { isTimed, perToken, timeIn, write } from "../../src/measure/write.ts";
import { Floor } from "./floor.ts";

/** Positions in the cache while a pass is timed. */
const position = 128;

let opened: Promise<{ engine: WebGpuEngine; sessions: Map<string, Session> }> | null = null;

async function engine() {
  opened ??= createWebGpuEngine().then((engine) => ({ engine, sessions: new Map() }));
  return opened;
}

async function session(id: string): Promise<Session> {
  const { engine: own, sessions } = await engine();
  let found = sessions.get(id);
  if (found === undefined) {
    found = await own.open(await familyModel(id));
    sessions.set(id, found);
  }
  return found;
}

/** The tokens of a prompt; the family shares one tokenizer. */
export const promptOf = async (text: string): Promise<number[]> =>
  promptTokens(await familyModel("stories-19k"), text);

/** The adapter and the shapes that the tuner chose. */
export async function facts(target: string) {
  const { engine: own } = await engine();
  const { one, many } = own.shapesOf(await session(target));
  return {
    adapter: own.adapter.description.trim() || own.adapter.device || own.adapter.architecture,
    features: own.adapter.features,
    one: shapeName(one),
    many: shapeName(many),
  };
}

export interface Text {
  readonly target: string;
  /** null: the target alone. */
  readonly draft: string | null;
  readonly gamma: number;
  readonly temperature: number;
  readonly prompt: readonly number[];
  readonly length: number;
  readonly seed: number;
}

/** Writes one text: milliseconds a token, the share of an iteration that is neither a pass nor a
 *  decision, and the tokens themselves. */
export async function writeText(text: Text) {
  const { target, draft, gamma, temperature, prompt, length, seed } = text;
  const { engine: own } = await engine();
  const written = await write(
    own,
    await session(target),
    draft === null ? null : await session(draft),
    {
      prompt,
      length,
      seed,
      gamma,
      sampling: { temperature, topK: 0, topP: 1 },
      eos: [],
    },
  );
  if (!isTimed(written)) throw new Error("a text too short to time");
  const { iterations, milliseconds } = written.timed;
  return {
    perToken: perToken(written),
    overhead: 1 - workOf(iterations) / milliseconds,
    tokens: written.tokens,
  };
}

const workOf = (iterations: readonly Iteration[]): number =>
  (["draft", "verify", "decide"] as const).reduce(
    (sum, phase) => sum + timeIn(iterations, phase),
    0,
  );

interface Bare {
  readonly watch: Stopwatch;
  readonly session: GpuSession;
  readonly floor: Floor;
}

const bare = new Map<string, Promise<Bare>>();

function device(target: string): Promise<Bare> {
  const open = async () => {
    const { engine: own } = await engine();
    const shapes: Shapes = own.shapesOf(await session(target));
    const gpu = new Gpu((await openDevice(navigator.gpu, "high-performance")).device);
    const model = await familyModel(target);
    const whole = await GpuSession.open(gpu, model, {}, shapes, () => {});
    whole.tape.put([], 0);
    return { watch: new Stopwatch(gpu), session: whole, floor: new Floor(gpu, model.config) };
  };
  let found = bare.get(target);
  if (found === undefined) {
    found = open();
    bare.set(target, found);
  }
  return found;
}

export interface Pass {
  readonly target: string;
  readonly rows: number;
}

/** Milliseconds on the device of one pass of the target over `rows` tokens. */
export async function passTime({ target, rows }: Pass): Promise<number> {
  const { watch, session } = await device(target);
  const { network, tape } = session;
  const { all } = await network.pass(rows);
  const step = tape.step({ offset: position, index: 0, row: 0 });
  return watch.time((pass) => network.encode(pass, all, tape, step, rows));
}

/** Milliseconds on the device of the matrix products of such a pass, nothing else, in the shape that is
 *  the fastest for them. */
export async function floorTime({ target, rows }: Pass): Promise<number> {
  const { watch, floor } = await device(target);
  return floor.time(watch, rows);
}

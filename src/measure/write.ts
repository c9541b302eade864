import type { Engine, Iteration, Phase, Request, Session } from "../lm/engine.ts";
import type { Lane, Repetition } from "./protocol.ts";
import { awake } from "./rest.ts";

/** A text as it was written, with its time. */
export interface Written {
  readonly request: Request;
  readonly iterations: readonly Iteration[];
  /** The tokens added to the prompt. */
  readonly tokens: readonly number[];
  /** What the clock ran for. */
  readonly timed: Timed;
  /** False where it was stopped from outside. */
  readonly complete: boolean;
}

/** The steady part of a text. */
export interface Timed {
  readonly iterations: readonly Iteration[];
  readonly tokens: number;
  /** Wall time. */
  readonly milliseconds: number;
}

/** Lets the engine write a text and times it, when the lab is awake. `onIteration` is called as iterations come, with the
 *  milliseconds since the first one came; what it does counts as time. */
export async function write(
  engine: Engine,
  target: Session,
  draft: Session | null,
  request: Request,
  onIteration?: (iteration: Iteration, at: number) => void,
): Promise<Written> {
  await awake(request.signal);
  const iterations: Iteration[] = [];
  const arrivals: number[] = [];
  const called = performance.now();
  for await (const iteration of engine.generate(target, draft, request)) {
    const now = performance.now();
    iterations.push(iteration);
    arrivals.push(now);
    onIteration?.(iteration, now - arrivals[0]);
  }
  return {
    request,
    iterations,
    tokens: iterations.flatMap(({ tokens }) => tokens),
    timed: steadyPart(iterations, arrivals, called),
    complete: (iterations.at(-1)?.finish ?? null) !== null,
  };
}

/** Iterations that come so much closer together than the average came in one message. */
const burstGap = 0.1;
/** Nor is a gap told from none below this, ms: browsers round their clocks to 0.1 ms, and handing an
 *  iteration on takes time too. */
const clockGap = 0.3;

/** From the arrival of the first message to that of the last but one. The first iteration has the
 *  prompt's own passes in it, which both lanes need and neither speeds up; the last message of an engine
 *  that runs ahead holds work beyond the end of the text, and its last iteration is cut short by it.
 *  A text of fewer than three messages is timed as a whole. `called`: when it was asked for. */
export function steadyPart(
  iterations: readonly Iteration[],
  arrivals: readonly number[],
  called: number,
): Timed {
  const count = arrivals.length;
  if (count === 0) return { iterations: [], tokens: 0, milliseconds: 0 };
  const average = (arrivals[count - 1] - arrivals[0]) / Math.max(1, count - 1);
  const isLastOfMessage = (i: number) =>
    i + 1 === count || arrivals[i + 1] - arrivals[i] > Math.max(clockGap, burstGap * average);
  const ends = [...arrivals.keys()].filter(isLastOfMessage);
  const whole = ends.length < 3;
  const from = whole ? -1 : ends[0];
  const to = whole ? count - 1 : ends[ends.length - 2];
  const timed = iterations.slice(from + 1, to + 1);
  return {
    iterations: timed,
    tokens: timed.reduce((sum, { tokens }) => sum + tokens.length, 0),
    milliseconds: arrivals[to] - (whole ? called : arrivals[from]),
  };
}

/** Milliseconds that these iterations spent in a phase. */
export function timeIn(iterations: readonly Iteration[], phase: Phase): number {
  let time = 0;
  for (const { spans } of iterations) {
    for (const span of spans) if (span.phase === phase) time += span.end - span.start;
  }
  return time;
}

/** Milliseconds a token. */
export const perToken = ({ timed }: Written): number => timed.milliseconds / timed.tokens;

/** Whether there is enough of a text to time it. */
export const isTimed = ({ timed }: Written): boolean => timed.tokens > 0 && timed.milliseconds > 0;

export function repetitionOf(lane: Lane, written: Written): Repetition {
  return {
    lane,
    tokens: written.timed.tokens,
    iterations: written.timed.iterations.length,
    milliseconds: written.timed.milliseconds,
  };
}

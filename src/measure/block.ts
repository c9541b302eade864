import type { Emit } from "./emit.ts";
import { type Pair, requestOf, type Task } from "./pair.ts";
import type { Lane } from "./protocol.ts";
import { disturbed } from "./statistics.ts";
import { isTimed, perToken, repetitionOf, type Written, write } from "./write.ts";

/** A speculative text with one lookahead throughout. */
export interface Steady {
  readonly gamma: number;
  readonly written: Written;
}

/** Texts written one right after the other. Ratios are taken within a block, where drift of the device
 *  cancels. */
export interface Block {
  readonly alone: Written;
  /** What times are taken from; in no result. */
  readonly steady: readonly Steady[];
  /** The draft writing alone; only for an engine that doesn't time its phases. */
  readonly drafting: Written | null;
}

/** The same request written by the target alone and with the draft. */
export interface Duel {
  readonly alone: Written;
  readonly together: Written;
}

/** A counted block: a duel, and a text of a seed of its own that predicts it. */
export interface Bout extends Duel, Block {}

/** Autoregressive time a token over speculative time a token. */
export const speedupOf = ({ alone, together }: Duel): number =>
  perToken(alone) / perToken(together);

/** Milliseconds an iteration. */
export const perIteration = ({ timed }: Written): number =>
  timed.milliseconds / timed.iterations.length;

/** The duels in which neither lane's pace departs far from its median, as it does where something else
 *  takes the machine for a while. */
export function undisturbed<T extends Duel>(duels: readonly T[]): T[] {
  const alone = disturbed(duels.map((duel) => perToken(duel.alone)));
  const together = disturbed(duels.map((duel) => perToken(duel.together)));
  const steady = duels.filter((_, i) => !alone[i] && !together[i]);
  return steady.length > 0 ? steady : [...duels];
}

/** Writes a counted block, forth and in the next repetition back: the target alone, the pair, then the
 *  text that times the pair's lookahead beside them. Null where it was stopped, or where a text of the
 *  duel was over too soon to be timed. */
export async function fight(
  pair: Pair,
  task: Task,
  repetition: number,
  gamma: () => number,
  signal: AbortSignal,
  emit: Emit,
): Promise<Bout | null> {
  const lane = async (name: Lane): Promise<Written> => {
    emit({ type: "start", lane: name, repetition });
    const draft = name === "speculative" ? pair.draft.session : null;
    const request = requestOf(task, repetition, draft === null ? 0 : gamma, signal);
    const written = await write(pair.engine, pair.target.session, draft, request);
    if (written.complete) emit({ type: "repetition", repetition: repetitionOf(name, written) });
    return written;
  };
  const forth = repetition % 2 === 1;
  let steady = forth ? [] : await writeSteady(pair, task, repetition, [gamma()], signal, "time");
  const first = await lane(forth ? "autoregressive" : "speculative");
  const second = await lane(forth ? "speculative" : "autoregressive");
  if (!first.complete || !second.complete) return null;
  if (forth) steady = await writeSteady(pair, task, repetition, [gamma()], signal, "time");
  if (!isTimed(first) || !isTimed(second)) return null;
  const [alone, together] = forth ? [first, second] : [second, first];
  return { alone, together, steady, drafting: null };
}

/** A text of each lookahead above 0. Those that were stopped or over too soon are left out. */
export async function writeSteady(
  { engine, target, draft }: Pair,
  task: Task,
  number: number,
  gammas: readonly number[],
  signal: AbortSignal,
  purpose: "calibrate" | "time",
): Promise<Steady[]> {
  const steady: Steady[] = [];
  for (const gamma of gammas) {
    if (gamma === 0 || signal.aborted) continue;
    const request = requestOf(task, number, gamma, signal, purpose);
    const written = await write(engine, target.session, draft.session, request);
    if (written.complete && isTimed(written)) steady.push({ gamma, written });
  }
  return steady;
}

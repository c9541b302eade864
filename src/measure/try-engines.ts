import type { Engine, Session } from "../lm/engine.ts";
import type { Model } from "../lm/model.ts";
import { greedy } from "../lm/sampling.ts";
import { openChecked } from "./checked.ts";
import type { EngineTrial, Interval } from "./protocol.ts";
import { intervalOf, median, ratioInterval, sampled } from "./statistics.ts";
import { inRounds } from "./trial.ts";
import { perToken, type Written, write } from "./write.ts";

/** Two engines tried against each other. */
export interface Contest {
  readonly first: EngineTrial;
  readonly second: EngineTrial;
  /** The first engine's rate over the second's, at what both are for: with the pair, or with the target alone
   *  for want of a draft. Taken within a round. */
  readonly ratio: number;
  /** Null where a single round counts. */
  readonly interval: Interval | null;
  /** Rounds that count, and that were left out. */
  readonly rounds: number;
  readonly disturbed: number;
}

/** The lookaheads that a pair is tried at. */
const trialGammas = [2, 4, 8] as const;
/** Tokens of a text. */
const trialLength = 32;
/** Rounds end where the interval of the ratio reaches no further than this, relative. */
const tight = 0.03;

/** Lets both engines write in turns what they are for. One that fails closes both. */
export async function tryEngines(
  first: Engine,
  second: Engine,
  target: Model,
  draft: Model | null,
): Promise<Contest> {
  const entrants: Entrant[] = [];
  try {
    for (const engine of [first, second]) entrants.push(await enter(engine, target, draft));
    const lanes = entrants.flatMap(({ lanes }) => lanes);
    const each = lanes.length / 2;
    const ratios = (paces: readonly (readonly number[])[]) =>
      paces.map((pace) => pace[2 * each - 1] / pace[each - 1]);
    const { paces, disturbed } = await inRounds(lanes, (all) => isDecided(ratios(all)));
    const trial = ({ engine, gamma }: Entrant, from: number): EngineTrial => {
      const rates = (lane: number) => sampled(paces.map((pace) => 1000 / pace[from + lane]));
      const pair = gamma === null ? null : { rate: rates(1), gamma };
      return { backend: engine.backend, alone: rates(0), pair };
    };
    return {
      first: trial(entrants[0], 0),
      second: trial(entrants[1], each),
      ratio: median(ratios(paces)),
      interval: intervalOf(ratios(paces)),
      rounds: paces.length,
      disturbed,
    };
  } catch (error) {
    first.close();
    second.close();
    throw error;
  } finally {
    for (const { leave } of entrants) leave();
  }
}

/** An engine in a trial. */
interface Entrant {
  readonly engine: Engine;
  /** Milliseconds a token: of the target alone, and of the pair if there is one. */
  readonly lanes: readonly (() => Promise<number>)[];
  /** The pair's best lookahead. */
  readonly gamma: number | null;
  readonly leave: () => void;
}

/** Opens the models, warms up, and finds the best of a few lookaheads. */
async function enter(engine: Engine, target: Model, draft: Model | null): Promise<Entrant> {
  const session = await openChecked(engine, target);
  const other = draft && (await openChecked(engine, draft));
  const pace = (drafting: Session | null, gamma: number, length = trialLength) =>
    paceOf(engine, target, session, drafting, gamma, length);
  await pace(null, 0, 8);
  const leave = () => {
    other?.close();
    session.close();
  };
  const alone = () => pace(null, 0);
  if (other === null) return { engine, lanes: [alone], gamma: null, leave };
  let best = { gamma: 0, took: Number.POSITIVE_INFINITY };
  for (const gamma of trialGammas) {
    await pace(other, gamma, 8);
    const took = await pace(other, gamma);
    if (took < best.took) best = { gamma, took };
  }
  const { gamma } = best;
  return { engine, lanes: [alone, () => pace(other, gamma)], gamma, leave };
}

/** Milliseconds a token of a greedy text from its very beginning. */
async function paceOf(
  engine: Engine,
  target: Model,
  session: Session,
  draft: Session | null,
  gamma: number,
  length: number,
): Promise<number> {
  const first = target.config.bos ?? target.config.eos[0] ?? 0;
  const room = Math.min(session.context, draft?.context ?? session.context) - 1;
  const request = { prompt: [first], sampling: greedy, seed: 1, gamma, eos: [] };
  const written: Written = await write(engine, session, draft, {
    ...request,
    length: Math.min(length, room),
  });
  return Math.max(perToken(written), shortest);
}

/** What a coarse clock may show as nothing, ms. */
const shortest = 1e-3;

/** Whether one engine is told from the other, or how they compare is known well. */
function isDecided(ratios: readonly number[]): boolean {
  const known = ratioInterval(ratios);
  if (known === null) return false;
  return known.low > 1 || known.high < 1 || known.relativeHalfWidth < tight;
}

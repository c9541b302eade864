import type { Iteration, Phase } from "../lm/engine.ts";
import { type Block, perIteration, type Steady } from "./block.ts";
import type { Calibration, Sampled } from "./protocol.ts";
import { disturbed, mean, median, sampled } from "./statistics.ts";
import { perToken, timeIn } from "./write.ts";

/** The part of a calibration that a clock tells. */
export type Times = Omit<Calibration, "alpha" | "texts" | "deviceClock">;

export interface Timed {
  /** Blocks from before anything was measured, at least one text among them. */
  readonly before: readonly Block[];
  /** Those that were measured. What they time counts in place of what was timed before. */
  readonly during: readonly Block[];
  /** The longest lookahead to have times for. */
  readonly maxGamma: number;
  /** The lookahead in question: a draft step is timed there and at its neighbours. */
  readonly centre: number;
}

/** A text with the factor that takes its milliseconds to those of the median block. */
interface Scaled extends Steady {
  readonly scale: number;
}

/** The timings of a calibration. Every time of a block is taken in units of its own t_AR, a moment away,
 *  and given back in milliseconds of the median t_AR: a device that slows down for some blocks moves
 *  them all alike. Parts are medians of their own, and what they lack to the median iteration is overhead: where
 *  something else takes the machine for moments, it takes them from some part of every text and from no part
 *  of most. Every lookahead has texts of its own; one that has none lies on a straight line through
 *  its neighbours that have. */
export function timesOf({ before, during, maxGamma, centre }: Timed): Times {
  const counted = during.length > 0 ? during : before;
  const tAutoregressive = sampled(counted.map(({ alone }) => perToken(alone)));
  const scaleOf = (block: Block) => tAutoregressive.median / perToken(block.alone);
  const draftAlone = (block: Block) =>
    block.drafting === null ? 0 : scaleOf(block) * perToken(block.drafting);
  const scaled = (blocks: readonly Block[]): Scaled[] =>
    blocks.flatMap((block) => block.steady.map((text) => ({ ...text, scale: scaleOf(block) })));
  const texts = byLookahead(scaled(before), scaled(during));
  const all = [...texts.values()].flat();
  const phased = all.some(({ written }) => timeIn(written.timed.iterations, "draft") > 0);
  const near = all.filter(({ gamma }) => Math.abs(gamma - centre) <= 1);
  const usual = near.length > 0 ? near : all;
  const tDraft = sampled(phased ? usual.map(draftStep) : before.map(draftAlone));
  const inAlone = (phase: Phase) =>
    sampled(counted.map((b) => scaleOf(b) * meanIn(b.alone.timed.iterations, phase)));
  const verify = new Map([[1, inAlone("verify")]]);
  const besides = new Map([[0, inAlone("decide")]]);
  for (const [gamma, own] of texts) {
    const drafting = phased ? 0 : gamma * tDraft.median;
    const verifying = own.map((text) => Math.max(0, timeOf(text, "verify") - drafting));
    verify.set(gamma + 1, sampled(verifying));
    const whole = median(own.map((text) => iterationOf(text, phased)));
    const passes = gamma * tDraft.median + median(verifying);
    besides.set(gamma, sampled([Math.max(0, whole - passes)]));
  }
  const positions = all.flatMap(({ written }) => written.timed.iterations.map((it) => it.position));
  return {
    context: mean(positions),
    tAutoregressive,
    tDraft,
    tVerify: lineThrough(verify, 1, maxGamma + 1),
    tOverhead: sampled(usual.map(overheadOf)),
    overhead: lineThrough(besides, 0, maxGamma).map((time) => time.median),
    phased,
  };
}

/** The texts of each lookahead: those of measured blocks where there are any. One whose iterations depart
 *  far from those of its like is left out. */
function byLookahead(before: readonly Scaled[], during: readonly Scaled[]) {
  const texts = new Map<number, Scaled[]>();
  for (const { gamma } of [...before, ...during]) {
    if (texts.has(gamma)) continue;
    const alike = (all: readonly Scaled[]) => all.filter((text) => text.gamma === gamma);
    const own = alike(during).length > 0 ? alike(during) : alike(before);
    const out = disturbed(own.map(({ written }) => perIteration(written)));
    texts.set(
      gamma,
      own.filter((_, i) => !out[i]),
    );
  }
  return texts;
}

const meanIn = (iterations: readonly Iteration[], phase: Phase) =>
  iterations.length === 0 ? 0 : timeIn(iterations, phase) / iterations.length;

/** The iterations that had the whole lookahead: at the end of a text it is shortened. */
const whole = ({ gamma, written }: Steady) => {
  const iterations = written.timed.iterations.filter((it) => it.gamma === gamma);
  return iterations.length > 0 ? iterations : written.timed.iterations;
};

/** Mean time that an iteration of a text spends in a phase. */
const timeOf = (text: Scaled, phase: Phase) => text.scale * meanIn(whole(text), phase);

/** Time of one draft step within iterations. */
function draftStep({ written, scale }: Scaled): number {
  const { iterations } = written.timed;
  const steps = iterations.reduce((sum, { gamma }) => sum + gamma, 0);
  return steps === 0 ? 0 : (scale * timeIn(iterations, "draft")) / steps;
}

/** Time of a whole iteration. An engine that doesn't time its phases has all but the decisions in its
 *  verification. */
function iterationOf(text: Scaled, phased: boolean): number {
  const passes = timeOf(text, "draft") + timeOf(text, "verify");
  return passes + (phased ? overheadOf(text) : timeOf(text, "decide"));
}

/** What an iteration takes besides its passes. */
function overheadOf(text: Scaled): number {
  const { iterations, milliseconds } = text.written.timed;
  const named = (["draft", "verify", "decide"] as const).reduce(
    (sum, phase) => sum + timeIn(iterations, phase),
    0,
  );
  const unnamed = Math.max(0, milliseconds - named) / iterations.length;
  return text.scale * unnamed + timeOf(text, "decide");
}

/** Times for k = first..last from those that are known: a straight line through the neighbours, beyond
 *  the last known through the last two, and never falling there. */
function lineThrough(known: ReadonlyMap<number, Sampled>, first: number, last: number): Sampled[] {
  const ks = [...known.keys()].sort((a, b) => a - b);
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const k = first + i;
    const exact = known.get(k);
    if (exact !== undefined) return exact;
    const above = ks.find((other) => other > k) ?? ks[ks.length - 1];
    const below = ks.findLast((other) => other < Math.min(k, above)) ?? above;
    const left = known.get(below);
    const right = known.get(above);
    if (left === undefined || right === undefined) throw new RangeError("nothing was timed");
    const slope = (key: "median" | "low" | "high") =>
      above === below ? 0 : (right[key] - left[key]) / (above - below);
    const between = (key: "median" | "low" | "high") =>
      k > above
        ? right[key] + (k - above) * Math.max(0, slope(key))
        : left[key] + (k - below) * slope(key);
    return { median: between("median"), low: between("low"), high: between("high"), samples: [] };
  });
}

/** The blocks in which the target alone keeps to its pace. */
export function steadyBlocks(blocks: readonly Block[]): Block[] {
  const out = disturbed(blocks.map(({ alone }) => perToken(alone)));
  return blocks.filter((_, i) => !out[i]);
}

import type { FamilyModel, GapTerm, RunResult, Sampled } from "../../measure/protocol.ts";
import { formatCount, formatFixed, formatPercent, formatTimes } from "../../ui/format.ts";

/** The ends of a spread. */
export function spread(
  sampled: Pick<Sampled, "low" | "high">,
  format: (value: number) => string,
): string {
  return `${format(sampled.low)} to ${format(sampled.high)}`;
}

/** A measured speedup's interval and over how many pairs of runs. */
export function measuredWords({ interval, speedup }: Pick<RunResult, "interval" | "speedup">) {
  const count = speedup.samples.length;
  if (interval === null) return "one pair of runs, which has no interval";
  return `${spread(interval, formatTimes)} (95%) over ${count} pairs of runs`;
}

const endings: Record<RunResult["stopped"], string> = {
  "interval is tight": "which is tight enough",
  "time is spent": "when the time was spent",
  "by hand": "when it was stopped by hand",
};

/** How far the repetitions have narrowed the speedup down, and why they ended. */
export function stopWords({ interval, speedup, stopped, disturbed }: RunResult): string {
  const count = speedup.samples.length;
  const left =
    disturbed === 0
      ? ""
      : ` ${disturbed} more ${disturbed === 1 ? "pair was" : "pairs were"} left out, far from the others, as where something else takes the machine.`;
  if (interval === null) return `Repeating ended after one pair, ${endings[stopped]}.${left}`;
  const reach = (interval.high - interval.low) / 2 / speedup.median;
  return `Repeating ended after ${count} pairs at ±${formatPercent(reach, 2)}, ${endings[stopped]}.${left}`;
}

const termNames: Record<GapTerm["term"], string> = {
  acceptance: "acceptance",
  "draft cost": "the cost of drafting",
  "verify cost": "the cost of verifying",
  overhead: "the overhead of an iteration",
  spread: "the spread of the pairs",
};

/** Nearer than this the two agree. */
const agreement = 0.02;
/** A term that moves the prediction by less is not named by itself. */
const worthNaming = 0.01;
/** Nor is what is left, below this. */
const worthMentioning = 0.005;
/** From here on it is said that the timings had predicted something else before. */
const moved = 0.1;

/** Why the measurement differs from the prediction, in sentences made from the measured terms. What is
 *  named multiplies to the gap, but for rounding. */
export function gapWords({ prediction, predictedBefore, speedup, gap }: RunResult): string {
  const off = speedup.median / prediction.calibrated - 1;
  const before = beforeWords({ prediction, predictedBefore });
  if (Math.abs(off) < agreement)
    return `The measurement agrees with what the device's own timings predict, within 2%.${before}`;
  const side = off > 0 ? "above" : "below";
  const lead = `The measurement lies ${formatPercent(Math.abs(off), 2)} ${side} what the device's own timings predict.`;
  const size = ({ factor }: { factor: number }) => Math.abs(Math.log(factor));
  const named = gap
    .filter((term) => size(term) >= worthNaming)
    .sort((a, b) => size(b) - size(a))
    .map(({ term, factor }) => ({ name: termNames[term], factor }));
  const known = named.reduce((product, { factor }) => product * factor, 1);
  const rest = { name: "everything else", factor: (1 + off) / known };
  const told = size(rest) >= worthMentioning ? [...named, rest] : named;
  const cancelling = told.some(({ factor }) => factor > 1 !== off > 0);
  const words = told.map(
    ({ name, factor }) =>
      `${name} ${factor > 1 ? "raises" : "lowers"} it by ${formatPercent(Math.abs(factor - 1), 2)}`,
  );
  const list = `${words.join(", ")}.`;
  const reason = cancelling
    ? ` Some of the reasons cancel: ${list}`
    : ` ${list.charAt(0).toUpperCase()}${list.slice(1)}`;
  return `${lead}${reason}${before}`;
}

/** That the timings said something else before anything was measured. */
function beforeWords({
  prediction,
  predictedBefore,
}: Pick<RunResult, "prediction" | "predictedBefore">) {
  const change = predictedBefore / prediction.calibrated - 1;
  if (Math.abs(change) < moved) return "";
  return ` Before the first measured text the timings said ${formatTimes(predictedBefore)}: they are taken again beside every pair, since a device changes.`;
}

/** Why the law's own prediction differs from the calibrated one. */
export function lawWords({ prediction, calibration }: RunResult): string {
  const { sdsl, calibrated, gamma, c } = prediction;
  const alone = calibration.tAutoregressive.median;
  const draft = calibration.tDraft.median / alone;
  const verify = (calibration.tVerify[gamma]?.median ?? alone) / alone;
  const overhead = calibration.tOverhead.median / alone;
  const ratio = calibrated / sdsl;
  if (Math.abs(ratio - 1) < 0.05) return "Here FLOPs tell the time: the law and the device agree.";
  const terms = [
    {
      name: `a draft step costs ${formatFixed(draft, 3)} of a target pass, not N/M = ${formatFixed(c, 3)}`,
      extra: gamma * (draft - c),
    },
    {
      name: `verifying ${gamma + 1} tokens costs ${formatFixed(verify, 2)} passes, not 1`,
      extra: verify - 1,
    },
    {
      name: `an iteration loses ${formatFixed(overhead, 2)} passes to everything else`,
      extra: overhead,
    },
  ].sort((a, b) => Math.abs(b.extra) - Math.abs(a.extra));
  const [first, second] = terms;
  const also =
    second && Math.abs(second.extra) > 0.25 * Math.abs(first?.extra ?? 1)
      ? `, and ${second.name}`
      : "";
  return `The law counts FLOPs; on the device ${first?.name}${also}.`;
}

/** What a draft is called: of two of one size, the distilled one is told from the plain. */
export function modelWords(params: number, distilled: boolean): string {
  return `${formatCount(params)}${distilled ? ", distilled" : ""}`;
}

/** What the family calls the model `id`; a user's own is called by its id. */
export const namesOf = (models: readonly FamilyModel[]) => (id: string) => {
  const model = models.find((one) => one.id === id);
  return model === undefined ? id : modelWords(model.params, model.distilledFrom !== null);
};

/** Whether speculation paid, in a sentence: by the interval, as it is shown. `draft`: what it is called;
 *  `device`: the one that measured. */
export function verdictWords(
  { speedup, interval, gamma }: RunResult,
  draft: string,
  device = "this device",
): string {
  const measured = `${formatTimes(speedup.median)} with the draft ${draft} and ${gamma} ${gamma === 1 ? "token" : "tokens"} of lookahead`;
  if (interval === null)
    return `Whether speculation pays is not decided on ${device}: ${measured}, from one pair of runs.`;
  if (shown(interval.low) > 1) return `Speculation pays on ${device}: ${measured}.`;
  if (shown(interval.high) < 1) return `Speculation loses on ${device}: ${measured}.`;
  return `Whether speculation pays is not decided on ${device}: ${measured}, and the 95% interval holds 1.`;
}

/** What is to be said of the two texts: an error of the engine, or a tie of the target's, which is none. */
export function losslessWords({ flaw, tie }: Pick<RunResult, "flaw" | "tie">): string | null {
  if (flaw !== null)
    return `Not lossless: ${flaw}. That is an error of the engine on this device, so this run's numbers can't be trusted. Choose another engine and run again.`;
  if (tie !== null) return `The two texts differ from one place on, which is no error: ${tie}.`;
  return null;
}

/** A speedup to the decimals that are printed. */
const shown = (speedup: number) => Number(speedup.toFixed(2));

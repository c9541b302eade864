import type { GapTerm, RunResult, Sampled } from "../../measure/protocol.ts";
import { formatFixed, formatPercent, formatTimes } from "../../ui/format.ts";

/** The ends of a spread. */
export function spread(sampled: Sampled, format: (value: number) => string): string {
  return `${format(sampled.low)} to ${format(sampled.high)}`;
}

const termNames: Record<GapTerm["term"], string> = {
  acceptance: "acceptance",
  "draft cost": "the cost of drafting",
  "verify cost": "the cost of verifying",
  overhead: "the overhead of an iteration",
  baseline: "the speed of the target alone",
};

/** Why the measurement differs from the prediction, in a sentence made from the measured terms. */
export function gapWords({ prediction, speedup, gap }: RunResult): string {
  const off = speedup.median / prediction.calibrated - 1;
  const size = formatPercent(Math.abs(off), 2);
  if (Math.abs(off) < 0.02)
    return "The measurement agrees with what the device's own timings predict, within 2%.";
  const side = off > 0 ? "above" : "below";
  const main = [...gap]
    .filter(({ factor }) => factor > 1 === off > 0)
    .sort((a, b) => Math.abs(Math.log(b.factor)) - Math.abs(Math.log(a.factor)))[0];
  const reason =
    main === undefined
      ? "No single term explains it: the samples spread as widely as the gap."
      : `Most of it is ${termNames[main.term]}: alone it would ${main.factor > 1 ? "raise" : "lower"} the prediction by ${formatPercent(Math.abs(main.factor - 1), 2)}.`;
  return `The measurement lies ${size} ${side} what the device's own timings predict. ${reason}`;
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
  return `The law counts FLOPs; on this device ${first?.name}${also}.`;
}

/** Whether speculation paid, in a sentence. */
export function verdictWords({ speedup, gamma }: RunResult): string {
  const tokens = `${gamma} ${gamma === 1 ? "token" : "tokens"} of lookahead`;
  if (speedup.low > 1)
    return `Speculation pays on this device: ${formatTimes(speedup.median)} with ${tokens}.`;
  if (speedup.high < 1)
    return `Speculation loses on this device: ${formatTimes(speedup.median)} with ${tokens}.`;
  return `Speculation neither pays nor loses clearly here: ${formatTimes(speedup.median)} with ${tokens}, and the spread holds 1.`;
}

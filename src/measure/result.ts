import { acceptanceByPosition, acceptanceRate, tokenHistogram } from "./acceptance.ts";
import { type Bout, speedupOf, undisturbed } from "./block.ts";
import { type Calibrated, recalibrated } from "./calibrate.ts";
import { explainGap } from "./gap.ts";
import { type Pair, sizesOf, type Task } from "./pair.ts";
import { predict } from "./predict.ts";
import type { Calibration, Prediction, RunResult } from "./protocol.ts";
import { intervalOf, mean, sampled } from "./statistics.ts";
import { perToken, repetitionOf, timeIn, type Written } from "./write.ts";

/** What a run found, from its blocks (one or more); those that were disturbed don't count. What the device's
 *  timings predict is taken from the same blocks, from texts that are not measured. */
export function resultOf(
  pair: Pair,
  task: Task,
  all: readonly Bout[],
  found: {
    readonly calibrated: Calibrated;
    /** As it was before anything was measured. */
    readonly prediction: Prediction;
    readonly flaw: string | null;
    readonly tie: string | null;
    readonly stopped: RunResult["stopped"];
  },
): RunResult {
  const duels = undisturbed(all);
  const { gamma, calibrated: predictedBefore } = found.prediction;
  const calibration = recalibrated(found.calibrated, duels, gamma);
  const prediction = predict(calibration, sizesOf(pair), gamma);
  const ratios = duels.map(speedupOf);
  const texts = duels.map(({ together }) => together);
  const iterations = texts.flatMap(({ timed }) => timed.iterations);
  const tokens = texts.reduce((sum, { timed }) => sum + timed.tokens, 0);
  const speed = (written: Written) => 1000 / perToken(written);
  const speedup = sampled(ratios);
  return {
    backend: pair.engine.backend,
    target: pair.target.model.id,
    draft: pair.draft.model.id,
    gamma,
    temperature: task.sampling.temperature,
    alpha: acceptanceRate(iterations),
    byPosition: acceptanceByPosition(iterations),
    histogram: tokenHistogram(iterations),
    tokensPerIteration: tokens / iterations.length,
    tokensPerSecondAutoregressive: sampled(duels.map(({ alone }) => speed(alone))),
    tokensPerSecondSpeculative: sampled(texts.map(speed)),
    speedup,
    interval: intervalOf(ratios),
    disturbed: all.length - duels.length,
    stopped: found.stopped,
    lossless: found.flaw === null,
    flaw: found.flaw,
    tie: found.tie,
    prediction,
    predictedBefore,
    calibration,
    gap: explainGap(prediction, calibration, {
      speedup: speedup.median,
      tokensPerIteration: tokens / iterations.length,
      autoregressive: mean(duels.map(({ alone }) => perToken(alone))),
      ...costsOf(texts, calibration, gamma),
    }),
    phases: phasesOf(texts),
    repetitions: duels.flatMap(({ alone, together }) => [
      repetitionOf("autoregressive", alone),
      repetitionOf("speculative", together),
    ]),
  };
}

/** What an iteration took on average, ms. An engine that times whole iterations only says nothing of
 *  the draft: its part is then taken as calibrated, and the rest is verification. */
function costsOf(texts: readonly Written[], calibration: Calibration, gamma: number) {
  const iterations = texts.flatMap(({ timed }) => timed.iterations);
  const wall = texts.reduce((sum, { timed }) => sum + timed.milliseconds, 0) / iterations.length;
  if (!calibration.phased) {
    const draft = Math.min(wall, gamma * calibration.tDraft.median);
    return { draft, verify: wall - draft, overhead: 0 };
  }
  const draft = timeIn(iterations, "draft") / iterations.length;
  const verify = timeIn(iterations, "verify") / iterations.length;
  return { draft, verify, overhead: Math.max(0, wall - draft - verify) };
}

/** Share of the wall time by phase; what no span covers is `other`. A result that is read back while the
 *  device works on has cost nothing until the device stood still. */
function phasesOf(texts: readonly Written[]): Record<string, number> {
  const wall = texts.reduce((sum, { timed }) => sum + timed.milliseconds, 0);
  const shares: Record<string, number> = {};
  let named = 0;
  for (const { timed } of texts) {
    const spans = timed.iterations.flatMap((iteration) => iteration.spans);
    for (const [i, { phase, start, end }] of spans.entries()) {
      const next = spans[i + 1]?.start ?? end;
      const share = Math.max(0, Math.min(end, next) - start) / wall;
      shares[phase] = (shares[phase] ?? 0) + share;
      named += share;
    }
  }
  shares.other = Math.max(0, 1 - named);
  return shares;
}

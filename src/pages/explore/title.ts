import { formatAcceptance, formatCount, formatLookahead, formatSpeedup } from "../../ui/format.ts";
import type { Answered } from "./useAnswer.ts";

/** The least speedup that is one. */
const gain = 1.0005;

/** The answer in a few words: what a window's title has room for. */
export function titleOf({ answer: { headline }, scenario }: Answered): string {
  const { speedup_int } = headline.readouts;
  const target = `${formatCount(scenario.M)} target`;
  if (!(speedup_int > gain)) return `${target}: speculation does not pay`;
  return `${target}, ${formatCount(headline.N)} draft: ${formatSpeedup(speedup_int)}`;
}

/** The same with what else belongs to it, for a preview of the link. */
export function descriptionOf(answered: Answered): string {
  const { scenario, answer } = answered;
  const { readouts } = answer.headline;
  if (!(readouts.speedup_int > gain)) return `${titleOf(answered)}.`;
  const gamma = scenario.gamma === "auto" ? readouts.gamma_int : scenario.gamma;
  return `${titleOf(answered)} with acceptance ${formatAcceptance(readouts.alpha)} and a lookahead of ${formatLookahead(gamma)}.`;
}

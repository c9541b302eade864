import type { Answer, First, SpeedupMap } from "../../curves/answer.ts";
import type { Point } from "../../curves/resolve.ts";
import type { Model, Scenario } from "../../scenario/scenario.ts";
import { leastGain } from "../../sdsl/optimum.ts";
import {
  formatAcceptance,
  formatCount,
  formatFixed,
  formatLookahead,
  formatPerplexity,
  formatShare,
  formatSpeedup,
  formatTokens,
  withArticle,
} from "../../ui/format.ts";
import { isImpossible } from "./words.ts";

/** What stands under each chart: numbers in, words out. */

/** N* at the target that is set, and where the slogan "200 times smaller" holds on this curve. */
export function optimumCaption({ headline, optimum }: Answer, model: Model): string {
  const { N_opt } = headline.readouts;
  const set = model.gamma === "auto" ? "" : ` and a lookahead of ${formatLookahead(model.gamma)}`;
  const at = `At ${formatCount(model.M)}${set}`;
  const here = Number.isNaN(N_opt)
    ? `${at} no draft pays; the line breaks where none does.`
    : `${at} the best draft has ${formatCount(N_opt)} parameters, ${formatShare(model.M / N_opt)} of the target.`;
  const { x, y } = optimum.curve;
  const crossing = sloganAt(x, y);
  const slogan = Number.isNaN(crossing)
    ? "This curve is nowhere 1/200 of the target."
    : `The ratio is not constant: this curve crosses 1/200 near ${formatCount(crossing, 2)}.`;
  return `${here} ${slogan}${cutOff(headline.best, model)}`;
}

/** Where the best draft is no prediction. */
function cutOff(best: Point | null, model: Pick<Model, "alpha">): string {
  if (best === null || !isImpossible(best, model)) return "";
  return " The plane is cut off at the best draft, so that its place is no prediction.";
}

/** The first target size at which N* crosses M / 200, on a straight line in both logarithms; NaN where it
 *  does not between two sizes that have an N*. */
export function sloganAt(M: Float64Array, N: Float64Array): number {
  const over = (i: number) => Math.log((M[i] ?? Number.NaN) / (N[i] ?? Number.NaN) / 200);
  for (let i = 1; i < M.length; i++) {
    const [before, after] = [over(i - 1), over(i)];
    if (before === after || Math.sign(before) * Math.sign(after) > 0) continue;
    const share = before / (before - after);
    if (Number.isNaN(share)) continue;
    const [from, to] = [Math.log(M[i - 1] ?? 1), Math.log(M[i] ?? 1)];
    return Math.exp(from + share * (to - from));
  }
  return Number.NaN;
}

/** Where the speedup of the draft that is looked at peaks over its lookahead. */
export function lookaheadCaption({ headline, lookahead }: First): string {
  const { point } = headline;
  const { whole } = lookahead;
  const most = whole.length - 1;
  const draft = `With ${withArticle(formatCount(point.N))} draft`;
  const { gammaOptimal, gammaWhole } = point;
  if (gammaOptimal > most)
    return `${draft} speedup still rises at ${formatTokens(most)}; its peak lies at ${formatLookahead(gammaOptimal)}.`;
  if (gammaWhole === 0)
    return gammaOptimal > 0
      ? `${draft} speedup peaks at ${formatTokens(gammaOptimal)}, and no whole number of tokens gains anything.`
      : `${draft} every drafted token costs more than it brings.`;
  const peak = formatSpeedup(whole[gammaWhole] ?? Number.NaN);
  const real =
    formatFixed(gammaOptimal, 1) === formatFixed(gammaWhole, 1)
      ? ""
      : ` (${formatLookahead(gammaOptimal)} as a real number)`;
  return `${draft} speedup peaks at ${peak} with ${formatTokens(gammaWhole)}${real}. Past the peak, more drafting costs more than it brings.`;
}

/** What the plane says of the draft that is looked at, and what its band is. */
export function acceptanceCaption({ headline }: First, model: Model): string {
  const { N, draftPerplexity, alpha, clamp } = headline.point;
  const cut = clamp === "none" ? "" : ", where the plane is cut off";
  const draft = `${withArticle(formatCount(N)).replace(/^a/, "A")} draft has perplexity ${formatPerplexity(draftPerplexity)} and acceptance ${formatAcceptance(alpha)}${cut}.`;
  if (model.alpha !== "auto")
    return `${draft} The plane passes through your measurement, so its residual is gone; its slope is ${model.plane === "sdsl" ? "the paper's" : "your plane's"}.`;
  return model.plane === "sdsl"
    ? `${draft} The band is the plane's own residual: it explains 60% of what was measured.`
    : `${draft} Your plane has no known residual, and so no band.`;
}

/** The best point of those that the map shows. */
export function mapCaption(
  { headline, map }: Answer,
  { gamma, alpha }: Pick<Scenario, "gamma" | "alpha">,
): string {
  const best = bestOf(map);
  if (best.speedup < leastGain) return "Speculation pays nowhere on this map.";
  const most = map.gamma.at(-1) ?? 0;
  const star = gamma === "auto" ? headline.best : headline.free;
  const peak = star?.gammaOptimal ?? 0;
  // between two drafts that do as well, the one that the rest of the page names
  const asGood = star !== null && formatSpeedup(star.speedupWhole) === formatSpeedup(best.speedup);
  const named = asGood && star.gammaWhole <= most ? { N: star.N, gamma: star.gammaWhole } : best;
  const above =
    peak > most
      ? ` The best draft's own lookahead, ${formatTokens(peak)}, lies above the map.`
      : "";
  const loses = map.values.some((value) => value < 1)
    ? " Inside the line of 1× speculation pays; with too large a draft or too long a lookahead it loses."
    : "";
  return `The best point of this map is ${formatSpeedup(best.speedup)}, at ${withArticle(formatCount(named.N))} draft and ${formatTokens(named.gamma)}.${above}${loses}${cutOff(star, { alpha })}`;
}

/** The highest cell of the map. */
export function bestOf({ N, gamma, values }: SpeedupMap): {
  readonly N: number;
  readonly gamma: number;
  readonly speedup: number;
} {
  let top = 0;
  for (const [i, value] of values.entries()) if (value > (values[top] ?? 0)) top = i;
  return {
    N: N[top % N.length] ?? Number.NaN,
    gamma: gamma[Math.floor(top / N.length)] ?? Number.NaN,
    speedup: values[top] ?? Number.NaN,
  };
}

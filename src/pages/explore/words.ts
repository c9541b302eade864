import type { Headline } from "../../curves/answer.ts";
import type { Point } from "../../curves/resolve.ts";
import type { Model } from "../../scenario/scenario.ts";
import { hardwarePresets } from "../../sdsl/hardware.ts";
import { leastGain } from "../../sdsl/optimum.ts";
import { fittedRange } from "../../sdsl/published.ts";
import { planeHalfWidth } from "../../sdsl/uncertainty.ts";
import {
  formatAcceptance,
  formatCount,
  formatLookahead,
  formatNumber,
  formatPerplexity,
  formatShare,
  formatSpeedup,
  formatTokens,
  withArticle,
} from "../../ui/format.ts";
import { fromTo } from "./texts.tsx";

/** The sentences that are made of today's numbers: numbers in, words out. Each says only what the numbers
 *  beside it bear out. */

/** A part of a sentence; a number is set in the colour of what it measures. */
export type Piece =
  | string
  | { readonly text: string; readonly color: "draft" | "target" | "gamma" | "speedup" };

export function sentenceText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}

/** Whether the plane had to be cut off at its top for this draft, with no measurement to hold it: then what
 *  follows is no prediction. */
export function isImpossible(point: Point, { alpha }: Pick<Model, "alpha">): boolean {
  return alpha === "auto" && point.clamp === "high";
}

const draft = (text: string): Piece => ({ text, color: "draft" });
const gain = (speedup: number): Piece => ({ text: formatSpeedup(speedup), color: "speedup" });

const passes = (c: number) => {
  const text = formatNumber(c);
  if (text === "1") return "1 target pass";
  return c < 1 ? `${text} of a target pass` : `${text} target passes`;
};

/** What the costs count. */
function basis({ cost, hw, batch }: Model): string {
  if (cost === "flops") return "counting FLOPs alone";
  if (cost !== "roofline") return `if a draft step of any size costs ${passes(cost.c)}`;
  const device = typeof hw === "string" ? hardwarePresets[hw].label : "your device";
  return `by the roofline of ${device} at batch ${formatNumber(batch, 4)}`;
}

/** "Expect 2.63× (2.22 to 3.20×) with 9 tokens of lookahead, counting FLOPs alone". */
function expectation({ point, bands }: Headline, model: Model): readonly Piece[] {
  const band = bands.speedup_int;
  const gamma = model.gamma === "auto" ? point.gammaWhole : point.gamma;
  return [
    "Expect ",
    gain(point.speedupWhole),
    band ? ` (${fromTo(formatSpeedup(band.low), formatSpeedup(band.high))}) with ` : " with ",
    { text: `${formatTokens(gamma)} of lookahead`, color: "gamma" },
    `, ${basis(model)}`,
  ];
}

/** The answer in a sentence or two. */
export function sentence(headline: Headline, model: Model): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of piecesOf(headline, model)) {
    const last = joined.at(-1);
    if (typeof piece === "string" && typeof last === "string") joined.splice(-1, 1, last + piece);
    else joined.push(piece);
  }
  return joined;
}

function piecesOf(headline: Headline, model: Model): readonly Piece[] {
  const { point, best } = headline;
  const target: Piece = { text: `${formatCount(model.M)} target`, color: "target" };
  const opening: Piece[] = [`For ${withArticle(formatCount(model.M)).split(" ")[0]} `, target];
  if (isImpossible(point, model)) return [...opening, ...refusal(headline)];
  if (model.N !== "auto") return [...opening, ...ofSetDraft(headline, model)];
  if (best === null) return nothingPays(headline, model, target);
  return [
    ...opening,
    ...recommendation(headline, model),
    ...expectation(headline, model),
    ...leftFree(headline, point),
    ".",
  ];
}

function refusal({ point, readouts }: Headline): readonly Piece[] {
  const own = `${withArticle(formatCount(point.N))} draft`;
  return [
    ` the law has no answer: with perplexities of ${formatPerplexity(point.draftPerplexity)} (${own}) and ${formatPerplexity(readouts.target_perplexity)} (target) the acceptance plane passes 1, and no draft is accepted that often.`,
  ];
}

function recommendation({ kind, point, readouts }: Headline, model: Model): readonly Piece[] {
  const size = draft(`about ${formatCount(point.N)}`);
  if (kind === "upper")
    return [
      ", the larger the draft the better: with these costs there is no best size below the target's own. ",
    ];
  if (kind === "lower")
    return [
      ", the best draft is the smallest that this page knows, ",
      draft(formatCount(point.N)),
      ". ",
    ];
  if (kind === "flat") return [", take a draft of ", size, " or more: larger ones do as well. "];
  const share = `: ${formatShare(readouts.ratio)} of its size. `;
  return [model.gamma === "auto" ? ", train a draft of " : ", the best draft is ", size, share];
}

/** Where a lookahead is set: what the best draft at its own best lookahead would do, if it is more. */
function leftFree({ free }: Headline, point: Point): readonly Piece[] {
  if (free === null) return [];
  if (formatSpeedup(free.speedupWhole) === formatSpeedup(point.speedupWhole)) return [];
  if (free.speedupWhole < point.speedupWhole) return [];
  return [
    `; with the lookahead left free, ${withArticle(formatCount(free.N)).split(" ")[0]} `,
    draft(`${formatCount(free.N)} draft`),
    " and ",
    { text: formatTokens(free.gammaWhole), color: "gamma" },
    " give ",
    gain(free.speedupWhole),
  ];
}

function ofSetDraft(headline: Headline, model: Model): readonly Piece[] {
  const { point, best, readouts } = headline;
  const size = formatCount(point.N);
  const own = draft(`${size} draft`);
  const share = readouts.ratio < 1.005 ? "as large" : `${formatShare(readouts.ratio)} of its size`;
  const start: Piece[] = [`, ${withArticle(size).split(" ")[0]} `, own, ` is ${share}. `];
  const none = point.speedupWhole < leastGain;
  const slower = point.speedupWhole < 1 && formatSpeedup(point.speedupWhole) !== formatSpeedup(1);
  const outcome: Piece[] = slower
    ? [...expectation(headline, model), ": slower than the target alone"]
    : none
      ? ["It gains nothing"]
      : [...expectation(headline, model)];
  if (best === null) return [...start, ...outcome, ". ", ...nothingPays(headline, model, "target")];
  if (isImpossible(best, model)) return [...start, ...outcome, "."];
  return [...start, ...outcome, ...besideBest(point, best, model), "."];
}

/** How the best draft compares with the one that is set. */
function besideBest(point: Point, best: Point, model: Model): readonly Piece[] {
  const size = formatCount(best.N);
  const at = model.gamma === "auto" ? "" : ` at ${formatTokens(model.gamma)}`;
  if (size === formatCount(point.N)) return [`: it is the best size${at}`];
  const [its, own] = [best.speedupWhole, point.speedupWhole];
  if (formatSpeedup(its) === formatSpeedup(own))
    return [`; the best draft${at}, `, draft(size), ", gains as much"];
  if (its > own) return [`; the best draft${at}, `, draft(size), ", reaches ", gain(its)];
  return [
    "; the law's best, ",
    draft(size),
    ", gains more only at a lookahead that is no whole number",
  ];
}

/** That no draft pays, and why. */
function nothingPays(headline: Headline, model: Model, target: Piece): readonly Piece[] {
  const { free } = headline;
  if (model.gamma === "auto")
    return [
      "No draft of any size speeds up this ",
      target,
      ": decode it alone. ",
      whyNothing(headline, model),
    ];
  const start: Piece[] =
    model.gamma === 0
      ? ["At a lookahead of 0 nothing is drafted. "]
      : [
          `At a lookahead of ${formatLookahead(model.gamma)} no draft of any size speeds up this `,
          target,
          ". ",
        ];
  if (free === null) return [...start, "None pays at any other. ", whyNothing(headline, model)];
  return [
    ...start,
    `Left free, ${withArticle(formatCount(free.N)).split(" ")[0]} `,
    draft(`${formatCount(free.N)} draft`),
    " and ",
    { text: formatTokens(free.gammaWhole), color: "gamma" },
    " give ",
    gain(free.speedupWhole),
    ".",
  ];
}

/** Why no draft pays at any lookahead, in one sentence. */
export function whyNothing(headline: Headline, model: Model): string {
  const { mostAccepted, firstToken, arithmeticBound } = headline;
  const rate = formatAcceptance(mostAccepted);
  if (model.cost !== "flops" && model.cost !== "roofline")
    return `A draft step costs ${passes(model.cost.c)}, and a drafted token is accepted at a rate of ${rate} at most.`;
  if (mostAccepted < 0.05)
    return model.alpha === "auto"
      ? `A draft trained on ${formatCount(model.D)} tokens is accepted at a rate of ${rate} at most: too weak.`
      : `With an acceptance of ${formatAcceptance(model.alpha)} for ${withArticle(formatCount(headline.anchor))} draft, no size passes a rate of ${rate}.`;
  if (headline.speedupAtOptimum >= leastGain)
    return `At best ${formatTokens(headline.gammaAtOptimum)} of lookahead would give ${formatSpeedup(headline.speedupAtOptimum)}, and no whole number of tokens gains anything.`;
  const added = firstToken - 1;
  if (added > 0.02)
    return `${arithmeticBound ? `At batch ${formatNumber(model.batch, 4)} a pass is bound by arithmetic: verifying` : "Verifying"} one token more takes ${passes(added)}, and it is accepted at a rate of ${rate} at most.`;
  return `A drafted token is accepted at a rate of ${rate} at most, and the drafts that reach it cost as much as they save.`;
}

/** What a reader must know before trusting this configuration; empty where the law is on its own ground. */
export function cautions(headline: Headline, model: Model): readonly string[] {
  const { point, best } = headline;
  const { smallestDraft, target } = fittedRange;
  const looked = model.N !== "auto" || best !== null;
  const words: string[] = [];
  const say = (when: boolean, text: () => string) => {
    if (when) words.push(text());
  };
  say(looked && point.clamp === "high" && model.alpha !== "auto", () => plane.cut);
  say(looked && point.clamp === "low", () => plane.below);
  say(
    model.N !== "auto" && best !== null && best.clamp === "high" && point.clamp !== "high",
    () => plane.beyond,
  );
  const [low, high, own] = [target.low, target.high, model.M].map((size) => formatCount(size));
  say(
    (model.M < target.low || model.M > target.high) && own !== low && own !== high,
    () => `The paper's targets have ${low} to ${high} parameters; ${own} extrapolates.`,
  );
  say(
    looked && point.N < smallestDraft * 0.94,
    () =>
      `No fitted draft is smaller than ${formatCount(smallestDraft)} (OPT-125M); ${formatCount(point.N)} extrapolates.`,
  );
  say(
    looked && model.alpha === "auto" && point.N > model.M / 4 && point.clamp !== "high",
    () =>
      `As a draft nears its target, acceptance must near 1. The plane does not know that: at ${formatCount(point.N)} it says ${formatAcceptance(point.alpha)}.`,
  );
  const [real, whole] = [point.speedup, point.speedupWhole].map(formatSpeedup);
  say(
    model.gamma === "auto" &&
      looked &&
      best !== null &&
      point.speedup > 1.01 * point.speedupWhole &&
      real !== whole,
    () =>
      `Curves take the lookahead as a real number: at ${formatTokens(point.gamma)} they read ${real}; whole tokens reach ${whole}.`,
  );
  return words;
}

/** What each range in the rows of numbers moves with. */
export function bandsWords({ bands }: Headline, model: Pick<Model, "alpha">): string {
  const law = "the paper's line moves with the published intervals of μ and M₀ alone.";
  if (bands.alpha)
    return `Ranges move with the acceptance plane's residual alone, α ± ${formatNumber(planeHalfWidth, 2)}; ${law}`;
  return model.alpha === "auto"
    ? `Your plane has no known residual; ${law}`
    : `A measured acceptance leaves no residual; ${law}`;
}

const plane = {
  cut: "Past your measurement the acceptance plane reaches 0.9999 and is cut off there.",
  below:
    "The acceptance plane falls below 0 here and was cut off: the fit says nothing about such a pair.",
  beyond:
    "Where this curve peaks the acceptance plane passes 0.9999 and is cut off: that peak is no prediction.",
} as const;

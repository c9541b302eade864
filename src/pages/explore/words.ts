import type { Headline } from "../../curves/answer.ts";
import type { Model } from "../../scenario/scenario.ts";
import { fittedRange } from "../../sdsl/published.ts";
import { formatCount } from "../../ui/format.ts";
import { formatShare, formatSpeedup } from "../shared/words.ts";

/** The headline in plain words. Pieces between stars are numbers, to be set in their colour. */
export type Piece =
  | string
  | { readonly text: string; readonly color: "draft" | "target" | "gamma" | "speedup" };

export function sentence(headline: Headline, model: Model): readonly Piece[] {
  const target: Piece = { text: `${formatCount(model.M)} target`, color: "target" };
  const { readouts } = headline;
  const tokens = wholeTokens(headline, model);
  const gain: Piece = { text: formatSpeedup(readouts.speedup_int), color: "speedup" };
  if (headline.kind === "flat")
    return ["No draft of any size speeds up this ", target, ": decode it alone."];
  if (model.N === "auto") {
    const draft: Piece = { text: `about ${formatCount(readouts.N_opt)}`, color: "draft" };
    if (headline.kind === "upper")
      return [
        "For a ",
        target,
        ", the larger the draft the better: with these costs there is no best size below the target's own. Expect ",
        gain,
        " at most.",
      ];
    if (headline.kind === "lower")
      return [
        "For a ",
        target,
        ", the smaller the draft the better, down to the smallest that the law knows. Expect ",
        gain,
        " with ",
        tokens,
        ".",
      ];
    return [
      "For a ",
      target,
      ", train a draft of ",
      draft,
      `: ${formatShare(readouts.ratio)} of its size. Expect `,
      gain,
      " with ",
      tokens,
      ".",
    ];
  }
  const draft: Piece = { text: `${formatCount(headline.N)} draft`, color: "draft" };
  const best: Piece = { text: formatCount(readouts.N_opt), color: "draft" };
  const start: Piece[] = [
    "For a ",
    target,
    ", a ",
    draft,
    ` is ${formatShare(readouts.ratio)} of its size. Expect `,
    gain,
    " with ",
    tokens,
  ];
  if (headline.speedupAtOptimum <= 1.0005) return [...start, ": speculation does not pay here."];
  if (headline.kind !== "interior") return [...start, "."];
  return [
    ...start,
    "; the best draft, ",
    best,
    ", reaches ",
    { text: formatSpeedup(headline.speedupAtOptimum), color: "speedup" },
    model.gamma === "auto" ? "." : " at its own best lookahead.",
  ];
}

function wholeTokens({ readouts }: Headline, model: Model): Piece {
  const gamma = model.gamma === "auto" ? readouts.gamma_int : model.gamma;
  return {
    text: `${formatCount(gamma)} ${gamma === 1 ? "token" : "tokens"} of lookahead`,
    color: "gamma",
  };
}

/** What a reader must know before trusting this configuration; empty where the law is on its own ground. */
export function cautions(headline: Headline, model: Model): readonly string[] {
  const words: string[] = [];
  const { smallestDraft, target } = fittedRange;
  if (headline.clamp === "high")
    words.push(
      "The acceptance plane leaves 0 to 1 here and was cut off at 0.9999: the fit says nothing about such a pair.",
    );
  if (headline.clamp === "low")
    words.push(
      "The acceptance plane falls below 0 here and was cut off: the fit says nothing about such a pair.",
    );
  if (model.M < target.low || model.M > target.high)
    words.push(
      `The paper's targets have ${formatCount(target.low)} to ${formatCount(target.high)} parameters; ${formatCount(model.M)} extrapolates.`,
    );
  if (headline.N < smallestDraft * 0.94)
    words.push(
      `No fitted draft is smaller than ${formatCount(smallestDraft)} (OPT-125M); ${formatCount(headline.N)} extrapolates.`,
    );
  return words;
}

export function sentenceText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}

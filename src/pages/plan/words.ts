import type { BreakEven } from "../../sdsl/serving/break-even.ts";
import { formatCount, formatFixed, formatMultiple, formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";

/** A speedup for people: always as many digits, so that nothing jumps. */
export const formatSpeedup = (speedup: number): string =>
  speedup < 100 ? `${formatFixed(speedup, 2)}×` : formatMultiple(speedup);

export const formatAlpha = (alpha: number): string => formatFixed(alpha, alpha > 0.999 ? 4 : 3);

export const formatBytes = (bytes: number): string => `${formatNumber(bytes / 1e9)} GB`;

export type Piece =
  | string
  | { readonly text: string; readonly color: "draft" | "target" | "gamma" | "speedup" };

/** How sure the answer is. */
export type Certainty = "sure" | "likely" | "unlikely" | "no";

export function certainty({ answer }: Planned): Certainty {
  const [first] = answer.plan.ranked;
  if (first === undefined) return "no";
  if (first.point.speedup > 1) return first.low > 1 ? "sure" : "likely";
  return first.high > 1 ? "unlikely" : "no";
}

/** The answer in a sentence. */
export function sentence(planned: Planned): readonly Piece[] {
  const { answer, setting, scenario } = planned;
  const target: Piece = { text: setting.targetName, color: "target" };
  const [first] = answer.plan.ranked;
  if (first === undefined) return [texts.verdict.noDraft(setting.targetName)];
  const { point } = first;
  const draft: Piece = { text: setting.draftName(first.draft.id), color: "draft" };
  const gamma: Piece = {
    text: `${point.gamma} ${point.gamma === 1 ? "token" : "tokens"} ahead`,
    color: "gamma",
  };
  const gain: Piece = { text: formatSpeedup(point.speedup), color: "speedup" };
  const at = texts.verdict.atBatch(formatCount(scenario.batch));
  const band =
    first.low === first.high
      ? ""
      : ` (${formatSpeedup(first.low)} to ${formatSpeedup(first.high)})`;
  const sure = certainty(planned);
  if (sure === "sure" || sure === "likely")
    return [
      sure === "sure" ? "Yes. Draft for " : "Probably. Draft for ",
      target,
      " with ",
      draft,
      ", ",
      gamma,
      ": expect ",
      gain,
      `${band} ${at}.`,
    ];
  const because =
    answer.plan.explanation === null ? "" : `: ${texts.verdict.why[answer.plan.explanation.term]}`;
  return [
    sure === "no" ? "No. Decode " : "Probably not. Decode ",
    target,
    ` alone ${at}. The best draft, `,
    draft,
    ", would run at ",
    gain,
    `${band}${because}.`,
  ];
}

/** What an iteration gains and pays, and what to mend. */
export function balance({ answer, setting }: Planned): readonly string[] {
  const { explanation, ranked } = answer.plan;
  const [first] = ranked;
  if (explanation === null || first === undefined) return [];
  const { verdict } = texts;
  const passes = (value: number) => formatFixed(Math.max(0, value), 2);
  const words = [
    verdict.balance(
      formatFixed(explanation.gained, 2),
      passes(explanation.draft),
      passes(explanation.verification),
      passes(explanation.overhead),
      setting.draftName(first.draft.id),
      explanation.at.gamma,
    ),
    verdict.mend[explanation.term](formatSpeedup(explanation.without[explanation.term])),
  ];
  const { breakEvenAcceptance: alpha } = explanation;
  return [
    ...words,
    alpha === undefined ? verdict.neverPays : verdict.breakEvenAcceptance(formatAlpha(alpha)),
  ];
}

/** At which batches speculation pays. */
export function breakEvenWords({ answer, scenario }: Planned): string {
  const { breakEven, memory } = answer.plan;
  if (breakEven === null) return "";
  const held =
    memory.available !== undefined && memory.largestBatch < 4096
      ? texts.breakEven.memory(formatNumber(memory.largestBatch))
      : "";
  const measured = scenario.verify.length > 0 ? texts.breakEven.notMeasured : "";
  return `${paysWords(breakEven)}${held}${measured}`;
}

function paysWords({ pays, largest, unbounded }: BreakEven): string {
  const [first] = pays;
  if (first === undefined) return texts.breakEven.never;
  if (pays.length === 1 && first.first === 1)
    return unbounded ? texts.breakEven.always : texts.breakEven.upTo(formatNumber(largest, 4));
  const ranges = pays.map((range) =>
    range.first === range.last
      ? formatNumber(range.first, 4)
      : `${formatNumber(range.first, 4)} to ${formatNumber(range.last, 4)}`,
  );
  return texts.breakEven.ranges(ranges.join(", "));
}

/** What must be known before the answer is trusted. */
export function cautions({ answer, setting, scenario }: Planned): readonly string[] {
  const words: string[] = [];
  const { memory, ranked } = answer.plan;
  const [first] = ranked;
  const { cautions: say } = texts;
  if (memory.available !== undefined && !memory.fits)
    words.push(
      say.memory(formatBytes(memory.needed), formatBytes(memory.available)) +
        (memory.largestBatch > 0 ? say.memoryBatch(formatNumber(memory.largestBatch)) : ""),
    );
  else if (memory.available !== undefined && memory.needed > 0.9 * memory.available)
    words.push(say.tight(formatBytes(memory.needed), formatBytes(memory.available)));
  const models = [setting.released, first && setting.draftModel(first.draft.id)].filter(
    (model) => model !== null && model !== undefined,
  );
  const unpublished = models.filter((model) => model.trainingTokens === null);
  if (unpublished.length > 0)
    words.push(say.tokensAssumed(unpublished.map(({ name }) => name).join(" and ")));
  if (models.some((model) => model.experts !== undefined)) words.push(say.mixture);
  if (scenario.mbu === 1 && scenario.mfu === 1 && scenario.verify.length === 0)
    words.push(say.datasheet);
  if (first?.point.extrapolated) words.push(say.extrapolated);
  if (scenario.temperature > 1 && scenario.alpha === "auto") words.push(say.hot);
  return words;
}

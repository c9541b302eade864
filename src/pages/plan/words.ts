import type { BreakEven } from "../../sdsl/serving/break-even.ts";
import { formatFixed, formatMultiple, formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";

/** A speedup for people: always as many digits, so that nothing jumps. */
export const formatSpeedup = (speedup: number): string =>
  speedup < 100 ? `${formatFixed(speedup, 2)}×` : formatMultiple(speedup);

export const formatAlpha = (alpha: number): string => formatFixed(alpha, alpha > 0.999 ? 4 : 3);

export const formatBytes = (bytes: number): string => `${formatNumber(bytes / 1e9)} GB`;

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
  const { breakEven } = answer.plan;
  if (breakEven === null) return "";
  const measured = scenario.verify.length > 0 ? texts.breakEven.notMeasured : "";
  return `${paysWords(breakEven)}${measured}`;
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
  const [first] = answer.plan.ranked;
  const { cautions: say } = texts;
  const models = [setting.released, first && setting.draftModel(first.draft.id)].filter(
    (model) => model !== null && model !== undefined,
  );
  const unpublished = models.filter((model) => model.trainingTokens === null);
  if (unpublished.length > 0)
    words.push(say.tokensAssumed(unpublished.map(({ name }) => name).join(" and ")));
  if (models.some((model) => model.experts !== undefined))
    words.push(setting.stack === undefined ? say.mixture : `${say.mixture} ${say.mixtureStack}`);
  if (setting.stack === undefined && scenario.mbu === 1 && scenario.verify.length === 0)
    words.push(say.datasheet);
  if (setting.stack?.warning !== undefined) words.push(setting.stack.warning);
  if (first?.point.extrapolated) words.push(say.extrapolated);
  if (scenario.temperature > 1 && scenario.alpha === "auto") words.push(say.hot);
  return words;
}

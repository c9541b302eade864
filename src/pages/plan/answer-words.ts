import { type Dtype, hardwarePresets, weightBytes } from "../../sdsl/hardware.ts";
import { type MemoryFit, usableMemory } from "../../sdsl/serving/memory.ts";
import type { DraftPlan } from "../../serving/plan.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import { answerTexts as say } from "./answer-texts.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { breakEvenWords, formatBytes, formatSpeedup } from "./words.ts";

export type Piece =
  | string
  | { readonly text: string; readonly color: "draft" | "target" | "gamma" | "speedup" };

/** The answer in a sentence. */
export function sentence(planned: Planned): readonly Piece[] {
  const { answer, setting, scenario } = planned;
  const { verdict, ranked, explanation } = answer.plan;
  const target: Piece = { text: setting.targetName, color: "target" };
  if (verdict === "memory")
    return [
      fitsWords(planned).split(". ")[0] ?? "",
      ".",
      say.sentence.tooLarge(setting.targetName, setting.tensorParallel),
    ];
  const [first] = ranked;
  if (first === undefined) return [texts.verdict.noDraft(setting.targetName)];
  if (verdict === "crowded") return [crowdedWords(planned, first)];
  const { point, low, high } = first;
  const draft: Piece = { text: setting.draftName(first.draft.id), color: "draft" };
  const ahead: Piece = { text: say.sentence.ahead(point.gamma), color: "gamma" };
  const gain: Piece = { text: formatSpeedup(point.speedup), color: "speedup" };
  const at = texts.verdict.atBatch(formatCount(scenario.batch));
  const because = explanation === null ? "" : `: ${texts.verdict.why[explanation.term]}`;
  const band = `${formatSpeedup(low)}${say.sentence.to}${formatSpeedup(high)}`;
  if (verdict === "yes")
    return [
      say.sentence.yes,
      target,
      say.sentence.with,
      draft,
      ", ",
      ahead,
      say.sentence.expect,
      gain,
      ` (${band}) ${at}.`,
    ];
  if (verdict === "measure")
    return [
      say.sentence.measure,
      target,
      say.sentence.with,
      draft,
      ", ",
      ahead,
      say.sentence.might,
      { text: band, color: "speedup" },
      ` ${at}, ${say.sentence.middle(formatSpeedup(point.speedup))}${point.speedup < 1 ? because : ""}.`,
    ];
  return [
    say.sentence.no,
    target,
    say.sentence.alone(at),
    draft,
    say.sentence.would,
    gain,
    ` (${band})${because}.`,
  ];
}

function crowdedWords({ answer, setting }: Planned, { draft }: DraftPlan): string {
  const { needed, available = 0 } = answer.plan.memory;
  return say.sentence.crowded(
    setting.targetName,
    setting.draftName(draft.id),
    formatBytes(needed),
    formatBytes(usableMemory * available),
  );
}

/** Whether weights and cache fit, and what would. */
export function fitsWords(planned: Planned): string {
  const { plan } = planned.answer;
  const { needed, available, largestBatch } = plan.memory;
  if (available === undefined) return say.fits.unknown(formatBytes(needed));
  if (!plan.alone.fits) return missingWords(planned, plan.alone, available);
  if (!plan.memory.fits) {
    const [first] = plan.ranked;
    return first === undefined ? "" : crowdedWords(planned, first);
  }
  return say.fits.yes(
    formatBytes(needed),
    formatBytes(usableMemory * available),
    formatNumber(largestBatch, 4),
  );
}

function missingWords({ scenario, setting }: Planned, alone: MemoryFit, available: number): string {
  const { targetWeights, cache, needed, largestBatch } = alone;
  const usable = usableMemory * available;
  const [weights, memory] = [formatBytes(targetWeights), formatBytes(available)];
  const words = say.fits.no(
    targetWeights > usable
      ? say.fits.weights(weights, memory)
      : say.fits.cache(weights, formatBytes(cache), memory),
  );
  if (largestBatch > 0) return `${words}${say.fits.batch(formatNumber(largestBatch, 4))}`;
  const width = weightBytes[scenario.dtype];
  const inFormat = (dtype: Dtype) => (targetWeights / width) * weightBytes[dtype] + cache <= usable;
  const fitting =
    width > weightBytes.fp8 && inFormat("fp8")
      ? say.fits.format(say.fits.eight)
      : width > weightBytes.int4 && inFormat("int4")
        ? say.fits.format(say.fits.four)
        : "";
  const perDevice = usable / setting.tensorParallel;
  const devices = say.fits.devices(formatNumber(Math.ceil(needed / perDevice), 4));
  return `${words}${devices}${fitting}`;
}

/** How wide the answer is, and what would narrow it. */
export function sureWords({ answer, setting }: Planned): string {
  const { ranked, widest } = answer.plan;
  const [first] = ranked;
  if (first === undefined) return "";
  const band = say.sure.band(formatSpeedup(first.low), formatSpeedup(first.high));
  return setting.stack === undefined || widest === null
    ? band
    : `${band}${say.sure.widest[widest]}`;
}

/** What is in the band, and what one acceptance for all positions would say. */
export function bandWords({ answer, setting: { stack } }: Planned): readonly string[] {
  const [first] = answer.plan.ranked;
  if (first === undefined) return [];
  return [
    stack === undefined
      ? say.sure.datasheet
      : say.sure.from(
          texts.stacks[stack.name],
          `${Math.round(100 * stack.spread)}%`,
          stack.fitted.rows,
        ),
    say.sure.constant(formatSpeedup(first.constant)),
  ];
}

/** The draft to take, or that there is none. */
export function withWords({ answer, setting }: Planned): string {
  const { ranked, best, verdict } = answer.plan;
  const [first] = ranked;
  if (first === undefined) return say.with.none;
  const name = setting.draftName(first.draft.id);
  if (best === null && verdict !== "measure")
    return say.with.alone(name, formatSpeedup(first.point.speedup));
  return say.with.draft(name, first.point.gamma, formatFixed(first.point.tokens, 2));
}

/** Does it fit, does it pay, how sure, with what: each with its line. Of what doesn't fit only that is said. */
export function answerLines(planned: Planned): readonly (readonly [string, string])[] {
  const fits = [say.lines.fits, fitsWords(planned)] as const;
  const { verdict, ranked } = planned.answer.plan;
  if (verdict === "memory" || verdict === "crowded") return [fits];
  if (ranked.length === 0) return [fits, [say.lines.with, withWords(planned)]];
  return [
    fits,
    [say.lines.pays, breakEvenWords(planned)],
    [say.lines.sure, sureWords(planned)],
    [say.lines.with, withWords(planned)],
  ];
}

/** The answer for a ticket: setting, verdict, its lines and the drafts, as Markdown. */
export function markdownSummary(
  planned: Planned,
  command: string | undefined,
  link: string,
): string {
  const { answer, setting, scenario } = planned;
  const text = sentence(planned)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");
  const rows = answer.plan.ranked.slice(0, 5).map((each) => {
    const band = `${formatSpeedup(each.low)} to ${formatSpeedup(each.high)}`;
    return `| ${setting.draftName(each.draft.id)} | ${each.point.gamma} | ${formatSpeedup(each.point.speedup)} | ${band} | ${formatFixed(each.acceptance.alpha, 3)} |`;
  });
  const { hw } = scenario;
  const device = typeof hw === "string" ? hardwarePresets[hw].label : texts.controls.ownDevice;
  const machine = `${setting.tensorParallel} × ${device}`;
  return [
    `**${text}**`,
    "",
    `- Setting: ${setting.targetName}, ${scenario.dtype}, ${machine}, ${texts.stacks[setting.stackName]}, batch ${scenario.batch}, context ${scenario.ctx}`,
    ...answerLines(planned).map(([name, line]) => `- ${name}: ${line}`),
    ...(answer.plan.alone.fits ? ["", bandWords(planned).join(" ")] : []),
    ...(rows.length === 0
      ? []
      : ["", "| Draft | γ | Speedup | 95% | α |", "|---|---|---|---|---|", ...rows]),
    ...(command === undefined ? [] : ["", "```sh", command, "```"]),
    "",
    link,
    "",
  ].join("\n");
}

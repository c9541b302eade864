import { fromCounts } from "./measured.ts";
import type { Measurement } from "./measurement.ts";
import { byPosition, falls, labelled, modelOf, type Series, total } from "./prometheus.ts";
import type { Account } from "./reader.ts";

/** The measurement that counters of drafts, drafted and accepted tokens make, under vLLM's names, which
 *  llama.cpp has taken over behind its own prefix. Null, with the reason in the account, where they make none. */
export function fromCounters(
  series: readonly Series[],
  prefix: string,
  account: Account,
): Measurement | null {
  const drafts = total(series, `${prefix}num_drafts`);
  const accepted = total(series, `${prefix}num_accepted_tokens`);
  const positions = byPosition(series, `${prefix}num_accepted_tokens_per_pos`);
  if (labelled(series, "model_name").length > 1) return refused(account, "several-models");
  if (series.some(falls)) return refused(account, "falling");
  if (!scrapedAlike(series) || !ofAllEngines(series, prefix)) return refused(account, "missing");
  if (drafts === undefined || accepted === undefined) return refused(account, "missing");
  if (!(drafts > 0)) return refused(account, "no-drafts");
  const printed = total(series, `${prefix}num_draft_tokens`);
  const drafted = printed ?? drafts * positions.length;
  if (!(drafted > 0)) return refused(account, printed === undefined ? "no-rounds" : "no-drafts");
  const cumulative = positions.map((count) => count / drafts);
  const measurement = fromCounts("vllm-counters", {
    rounds: drafts,
    drafted,
    accepted,
    cumulative,
  });
  if (measurement === null || cumulative.some((share) => share > 1.01))
    return refused(account, "disagree");
  if (positions.length > 0 && measurement.byPosition === undefined) account.refuseAll("positions");
  return { ...measurement, ...modelOf(series) };
}

/** Whether every counter was scraped as often as the others. */
const scrapedAlike = (series: readonly Series[]): boolean =>
  new Set(series.map(({ values }) => values.length)).size <= 1;

/** Whether each counter stands there for every engine that has one. */
function ofAllEngines(series: readonly Series[], prefix: string): boolean {
  const engines = new Map<string, number>();
  for (const { name, labels } of series) {
    const counter = `${name} ${labels.position ?? ""}`;
    if (name.startsWith(`${prefix}num_`)) engines.set(counter, (engines.get(counter) ?? 0) + 1);
  }
  return new Set(engines.values()).size <= 1;
}

function refused(account: Account, problem: Parameters<Account["refuseAll"]>[0]): null {
  account.refuseAll(problem);
  return null;
}

import { fromCounts } from "./measured.ts";
import type { Measurement } from "./measurement.ts";
import { falls, isForeign, labelled, type Series, seriesOf, total } from "./prometheus.ts";
import { Account, type Reader } from "./reader.ts";
import { fromCounters } from "./spec-counters.ts";

const prefix = "vllm:spec_decode_";

/** vLLM's counters: vllm/v1/spec_decode/metrics.py @016a858 for V1, vllm/engine/metrics.py of 0.6 to 0.9 for
 *  V0. Between two scrapes, what happened between them. */
export const vllmMetrics: Reader = {
  format: "vllm-metrics",
  engine: "vllm",
  claims: ({ text }) => text.includes(prefix) || text.includes("ray_vllm_spec_decode_"),
  foreign: isForeign,
  read: ({ lines }) => {
    const account = new Account();
    const series = seriesOf(lines, prefix, "counters", account);
    const v0 = series.some(({ name }) => name === `${prefix}num_emitted_tokens`);
    const measurement = v0
      ? fromV0Counters(series, account)
      : fromCounters(series, prefix, account);
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

/** V0 counts since the start, and its efficiency with it: the last scrape holds all. */
function fromV0Counters(series: readonly Series[], account: Account): Measurement | null {
  const latest = series.map((one) => ({ ...one, values: one.values.slice(-1) }));
  const drafted = total(latest, `${prefix}num_draft_tokens`) ?? 0;
  const emitted = total(latest, `${prefix}num_emitted_tokens`) ?? 0;
  const efficiency = total(latest, `${prefix}efficiency`) ?? 0;
  const counters = series.filter(({ name }) => name.includes("_num_"));
  if (labelled(series, "model_name").length > 1) account.refuseAll("several-models");
  else if (counters.some(falls)) account.refuseAll("falling");
  else if (!(drafted > 0 && emitted > 0 && efficiency > 0)) account.refuseAll("no-drafts");
  else {
    // efficiency = emitted / (rounds · (gamma + 1)), drafted = rounds · gamma
    const rounds = emitted / efficiency - drafted;
    const measurement = fromCounts("vllm-v0-counters", {
      rounds,
      drafted,
      accepted: Math.max(0, emitted - rounds),
    });
    if (measurement === null) account.refuseAll("disagree");
    return measurement;
  }
  return null;
}

import { fromLength } from "./measured.ts";
import type { Measurement } from "./measurement.ts";
import { isForeign, labelled, modelOf, type Series, seriesOf } from "./prometheus.ts";
import { Account, type Reader } from "./reader.ts";
import { defaultSteps } from "./sglang-log.ts";
import { deepest, lookaheadOf } from "./sglang-lookahead.ts";

const prefix = "sglang:spec_";

/** SGLang's gauges: what its last interval was. Of several ranks the mean. */
export const sglangGauges: Reader = {
  format: "sglang-gauges",
  engine: "sglang",
  claims: ({ text }) => text.includes(prefix) || text.includes("ray_sglang_spec_"),
  foreign: isForeign,
  read: ({ lines }, running) => {
    const account = new Account();
    const measurement = measured(seriesOf(lines, prefix, "gauges", account), running, account);
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

function measured(
  series: readonly Series[],
  running: number | undefined,
  account: Account,
): Measurement | null {
  const mean = (name: string) => {
    const last = series
      .filter((one) => one.name === `${prefix}${name}`)
      .map(({ values }) => values.at(-1) ?? 0);
    return last.length === 0
      ? undefined
      : last.reduce((sum, value) => sum + value, 0) / last.length;
  };
  const length = mean("accept_length");
  const rate = mean("accept_rate");
  const steps = mean("num_steps");
  if (labelled(series, "model_name").length > 1) account.refuseAll("several-models");
  else if (length === undefined) account.refuseAll("no-acceptance");
  else if (!(length >= 1 && length <= 1e3)) account.refuseAll("no-drafts");
  else if (steps !== undefined && (!Number.isInteger(steps) || steps < 1 || length - 1 > steps))
    account.refuseAll("disagree");
  else {
    // gauges are not rounded to two decimals, but are of one interval only where they were set together
    const printed = rate === undefined ? [] : [{ length, rate, newer: undefined }];
    const found = steps === undefined ? lookaheadOf(printed, running) : undefined;
    if (found !== undefined && found.gamma > deepest) account.refuseAll("tree");
    else {
      const gamma =
        steps ?? found?.gamma ?? Math.max(running ?? defaultSteps, Math.ceil(length - 1), 1);
      return fromLength(
        found?.definition ?? "sglang-length",
        length,
        gamma,
        steps === undefined && (found === undefined || found.ambiguous),
        modelOf(series),
      );
    }
  }
  return null;
}

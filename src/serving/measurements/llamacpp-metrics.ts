import { isForeign, seriesOf } from "./prometheus.ts";
import { Account, type Reader } from "./reader.ts";
import { fromCounters } from "./spec-counters.ts";

const prefix = "llamacpp:spec_decode_";

/** llama-server's /metrics, whose speculative counters bear vLLM's names. */
export const llamacppMetrics: Reader = {
  format: "llamacpp-metrics",
  engine: "llamacpp",
  claims: ({ text }) => text.includes(prefix),
  foreign: isForeign,
  read: ({ lines }) => {
    const account = new Account();
    const measurement = fromCounters(seriesOf(lines, prefix, "counters", account), prefix, account);
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

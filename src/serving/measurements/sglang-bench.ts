import { fromLength } from "./measured.ts";
import { numberAfter } from "./numbers.ts";
import { Account, anyLine, type Reader } from "./reader.ts";
import { defaultSteps } from "./sglang-log.ts";

const length = /^Accept length: {1,60}([\d.]{1,12})$/;

/** The table that sglang.bench_serving ends with: the accept length of the server, without its lookahead. */
export const sglangBench: Reader = {
  format: "sglang-bench",
  engine: "sglang",
  claims: (source) => anyLine(source, "Accept length:", (text) => /^Accept length:/.test(text)),
  read: ({ lines }, running) => {
    const account = new Account();
    const found: number[] = [];
    let concurrency: number | undefined;
    for (const line of lines) {
      concurrency ??= /^Concurrency:/.test(line.text)
        ? numberAfter(line.text, "Concurrency")
        : undefined;
      if (!/^Accept length:/.test(line.text)) continue;
      const value = Number(length.exec(line.text)?.[1]);
      // two decimals are printed: fewer were cut
      if (!(value >= 1 && value <= 1e3) || !/\.\d\d$/.test(line.text))
        account.refuse(line, "cut-line");
      else found.push(value);
    }
    account.used = found.length;
    const [tokens] = found;
    if (found.length > 1) account.refuseAll("several-runs");
    else if (tokens !== undefined) {
      const gamma = Math.max(running ?? defaultSteps, Math.ceil(tokens - 1), 1);
      const batch = concurrency === undefined ? 0 : Math.round(concurrency);
      const more = batch >= 1 ? { batch } : {};
      const measurement = fromLength("sglang-length", tokens, gamma, true, more);
      return { measurement, used: account.used, rejected: account.rejected };
    }
    return { used: account.used, rejected: account.rejected };
  },
};

import { type BenchRow, curveFrom, isRate } from "./bench-rows.ts";
import { countKey, type Fields, objectsWith } from "./json.ts";
import { Account, type Reader } from "./reader.ts";

const key = "avg_ts";

/** `llama-bench -o json` and `-o jsonl`. */
export const llamaBenchJson: Reader = {
  format: "llama-bench-json",
  claims: ({ text }) => text.includes(`"${key}"`) && text.includes('"n_prompt"'),
  read: ({ text, json }) => {
    const account = new Account();
    const tests = json.flatMap(({ value }) => objectsWith(value, key));
    if (tests.length < countKey(text, key)) account.refuseAll("bad-json");
    const rows: BenchRow[] = [];
    for (const test of tests) {
      const row = benchRow(test);
      if (typeof row === "string") account.refuseAll(row);
      else rows.push(row);
    }
    account.used = rows.length;
    const bench = curveFrom(rows, account);
    return { bench, used: account.used, rejected: account.rejected };
  },
};

/** Fields that are of the result or of the machine, or of the model. */
const apart =
  /^(build_|cpu_info|gpu_info|model_|n_prompt|n_gen|n_depth|test_time|avg_|stddev_|samples_)/;

/** A test from the fields that llama-bench writes, as JSON or as CSV. */
export function benchRow(fields: Fields): BenchRow | "mixed-test" | "bad-rate" {
  const number = (name: string) => Number(fields[name] ?? 0);
  const [prompt, generated] = [number("n_prompt"), number("n_gen")];
  const rate = number(key);
  if (prompt > 0 && generated > 0) return "mixed-test";
  if (!isRate(rate) || !(prompt + generated >= 1)) return "bad-rate";
  const parameters = number("model_n_params");
  return {
    model: String(fields.model_type ?? fields.model_filename ?? ""),
    setting: Object.entries(fields)
      .filter(([name]) => !apart.test(name))
      .map(([name, value]) => `${name}=${String(value)}`)
      .join("|"),
    parameters: parameters > 0 ? parameters : undefined,
    depth: number("n_depth"),
    test: prompt > 0 ? "pp" : "tg",
    k: prompt > 0 ? prompt : 1,
    rate,
  };
}

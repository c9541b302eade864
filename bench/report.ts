/** How the benchmarks print: one line a fact, one table a comparison. */
import { cpus } from "node:os";
import { quantile } from "../src/measure/statistics.ts";

export const print = (line = "") => process.stdout.write(`${line}\n`);

/** Median (10th to 90th percentile). */
export function spread(samples: readonly number[], digits: number): string {
  const at = (share: number) => quantile(samples, share).toFixed(digits);
  return `${at(0.5)} (${at(0.1)} to ${at(0.9)})`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, i) =>
    Math.max(...[head, ...rows].map((row) => (row[i] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    print(`| ${widths.map((width, i) => (row[i] ?? "").padEnd(width)).join(" | ")} |`);
  line(head);
  line(widths.map((width) => "-".repeat(width)));
  for (const row of rows) line(row);
  print();
}

export const machine = () =>
  `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} threads`;

/** Whether an aim was reached, said with both numbers. */
export function aim(what: string, value: number, bound: number, kind: "least" | "most"): void {
  const reached = kind === "least" ? value >= bound : value <= bound;
  print(
    `${reached ? "reached" : "MISSED "}  ${what}: ${value.toFixed(3)}, aim at ${kind} ${bound}`,
  );
}

/** What one side does in a round. */
export type Side<T> = (round: number) => Promise<T>;

/** Runs every side once a round, the first one in turns, and gathers what each returns. */
export async function alternate<T>(
  sides: ReadonlyMap<string, Side<T>>,
  rounds: number,
): Promise<Map<string, T[]>> {
  const samples = new Map([...sides.keys()].map((name) => [name, [] as T[]]));
  const order = [...sides];
  for (let round = 0; round < rounds; round++) {
    const start = round % order.length;
    for (const [name, measure] of [...order.slice(start), ...order.slice(0, start)])
      samples.get(name)?.push(await measure(round));
  }
  return samples;
}

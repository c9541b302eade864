import { benchMeasurement, benchProblems, noBenchFacts, readBenchLine } from "./bench.ts";
import { noCsvFacts, readCsvLine } from "./csv.ts";
import { maxLine, maxText } from "./lines.ts";
import { llamacppMeasurement, noLlamacppFacts, readLlamacppLine, readTimings } from "./llamacpp.ts";
import type { Parsed, Problem, Rejected } from "./measurement.ts";
import { isTree, noSglangFacts, readSglangLine, sglangMeasurement } from "./sglang.ts";
import { noVllmFacts, readVllmLine, severalModels, vllmMeasurement } from "./vllm.ts";

/** Rejected lines that are listed; the rest are counted. */
const listed = 12;

/**
 * Reads whatever a server printed: vLLM's metrics or log, SGLang's log or gauges, llama.cpp's timings,
 * log or statistics, llama-bench's table, or a CSV of measured acceptance. Total: any text gives an answer,
 * in time linear in its length, and says of each line what became of it. `gamma` is the lookahead that
 * the user runs, where it is known: some logs do not print it.
 */
export function parseMeasurements(given: string, gamma?: number): Parsed {
  const text = given.slice(0, maxText);
  const vllm = noVllmFacts();
  const sglang = noSglangFacts();
  const llamacpp = noLlamacppFacts();
  const bench = noBenchFacts();
  const csv = noCsvFacts();
  const rejected: Rejected[] = [];
  let more = 0;
  let used = 0;
  let skipped = 0;
  const reject = (line: number, of: string, problem: Problem) => {
    if (rejected.length < listed) rejected.push({ line, text: of.slice(0, 120), problem });
    else more += 1;
  };
  if (given.length > text.length) reject(0, "", "cut");

  const timings = readTimings(text, llamacpp);
  const unread: { readonly line: number; readonly text: string; readonly problem: Problem }[] = [];
  for (const [i, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (line === "") continue;
    const kind = line.length > maxLine ? "unknown" : readLine(line);
    if (kind === "used") used += 1;
    else if (kind === "skipped") skipped += 1;
    // a line of JSON is told by what was found in it
    else if (kind !== "unknown" || timings.used === 0)
      unread.push({ line: i + 1, text: line, problem: kind });
    else skipped += 1;
  }
  used += timings.used;
  if (timings.bad > 0) reject(0, `${timings.bad}`, "bad-json");

  function readLine(line: string) {
    let problem: Problem = "unknown";
    const readers = [
      () => readVllmLine(line, vllm),
      () => readSglangLine(line, sglang),
      () => readLlamacppLine(line, llamacpp),
      () => readBenchLine(line, bench),
    ];
    for (const read of readers) {
      const kind = read();
      if (kind === "used" || kind === "skipped") return kind;
      if (kind !== "unknown") problem = kind;
    }
    return problem;
  }

  /** Why nothing came of lines that were read. */
  function reason(): Problem {
    if (severalModels(vllm)) return "several-models";
    if (vllm.summary.repeated) return "disagree";
    if (vllm.mixed) return "several-lookaheads";
    if (isTree(sglang)) return "tree";
    if (llamacpp.ngram) return "not-a-draft-model";
    return llamacpp.ratios.length > 0 ? "no-rounds" : "no-drafts";
  }

  const found = [
    vllmMeasurement(vllm),
    sglangMeasurement(sglang, gamma),
    llamacppMeasurement(llamacpp, gamma),
  ].filter((measurement) => measurement !== null);
  // what no engine prints may be a table of measured acceptance
  for (const { line, text: of, problem } of unread) {
    const kind =
      used === 0 && problem === "unknown" ? readCsvLine(of.slice(0, maxLine), csv) : problem;
    if (kind === "skipped") skipped += 1;
    else if (kind !== "used") reject(line, of, kind);
  }
  const [measurement = null] = found;
  if (found.length > 1) reject(0, "", "several-engines");
  const points = csv.points;
  const curve = benchMeasurement(bench);
  for (const problem of benchProblems(bench)) reject(0, "", problem);
  if (measurement === null && curve === null && used > 0) reject(0, "", reason());
  return {
    measurement,
    bench: curve,
    points,
    used: used + points.length,
    skipped,
    rejected,
    rejectedMore: more,
  };
}

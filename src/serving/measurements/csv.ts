import { maxAcceptance, maxPerplexity } from "../../sdsl/acceptance.ts";
import { readNumber } from "../number.ts";
import type { AcceptancePoint, Problem } from "./measurement.ts";

/** Points that are kept. */
const most = 1000;

/** Rows of measured acceptance: draft size and α, or both perplexities and α. */
export interface CsvFacts {
  columns: readonly string[] | null;
  readonly points: AcceptancePoint[];
  /** The heading is of another table. */
  foreign: boolean;
}

export const noCsvFacts = (): CsvFacts => ({ columns: null, points: [], foreign: false });

const names: Readonly<Record<string, "N" | "x" | "y" | "alpha">> = {
  n: "N",
  draft: "N",
  params: "N",
  parameters: "N",
  x: "x",
  "draft perplexity": "x",
  y: "y",
  "target perplexity": "y",
  alpha: "alpha",
  α: "alpha",
  a: "alpha",
  acceptance: "alpha",
};

/** Takes one row: two columns are (N, α), three (x, y, α), unless a heading says otherwise. */
export function readCsvLine(line: string, facts: CsvFacts): "used" | "skipped" | Problem {
  if (line.startsWith("#")) return "skipped";
  const separator = line.includes("\t") ? "\t" : line.includes(";") ? ";" : ",";
  const cells = line.split(separator, 12).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  if (cells.length < 2) return "unknown";
  const heading = cells.map((cell) => names[cell.toLowerCase().replaceAll("_", " ")] ?? "");
  if (heading.includes("alpha") && (heading.includes("N") || heading.includes("x"))) {
    facts.columns = heading;
    return "skipped";
  }
  const columns = facts.columns ?? (cells.length === 3 ? ["x", "y", "alpha"] : ["N", "alpha"]);
  const numbers = cells.map(readNumber);
  if (numbers.every((number) => number === undefined)) {
    facts.foreign ||= facts.columns === null && facts.points.length === 0;
    return "unknown";
  }
  if (facts.foreign && facts.columns === null) return "columns";
  const value = (name: string) => numbers[columns.indexOf(name)];
  const alpha = value("alpha");
  if (alpha === undefined)
    return numbers.some((number) => number !== undefined) ? "columns" : "unknown";
  if (cells.length < columns.length) return "columns";
  if (!(alpha >= 0 && alpha <= 1)) return "alpha-outside";
  if (facts.points.length >= most) return "too-many";
  const held = Math.min(alpha, maxAcceptance);
  const [N, x, y] = [value("N"), value("x"), value("y")];
  if (x !== undefined && y !== undefined) {
    if (!(x >= 1 && x <= Math.min(1e6, maxPerplexity) && y >= 1 && y <= 1e6)) return "size-outside";
    facts.points.push({ kind: "perplexity", x, y, alpha: held });
    return "used";
  }
  if (N === undefined) return "columns";
  if (!(N >= 1e3 && N <= 1e14)) return "size-outside";
  facts.points.push({ kind: "size", N, alpha: held });
  return "used";
}

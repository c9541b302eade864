import { maxAcceptance, maxPerplexity } from "../../sdsl/acceptance.ts";
import { readNumber } from "../number.ts";
import { cellsOf, isRule } from "./cells.ts";
import type { AcceptancePoint, Problem } from "./measurement.ts";
import { Account, type Reader } from "./reader.ts";
import type { Line } from "./source.ts";

/** Points that are kept. */
const most = 1000;

type Column = "N" | "x" | "y" | "alpha" | "";
const names: Readonly<Record<string, Column>> = {
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

/** Rows of measured acceptance: two columns are (N, α), three (x, y, α), unless a heading says otherwise. It
 *  claims what is nothing but a table of numbers, and what stands under a heading of these columns. */
export const points: Reader = {
  format: "points",
  claims: ({ lines }) => {
    const rows = lines.slice(0, 2 * most).filter(({ text }) => !text.startsWith("#"));
    const numeric = rows.filter(({ text }) => isRow(text));
    return (
      rows.some(({ text }) => isOurs(headingOf(text))) ||
      (numeric.length > 0 && numeric.length >= rows.length / 2)
    );
  },
  read: ({ lines }) => {
    const account = new Account();
    const found: AcceptancePoint[] = [];
    let columns: readonly Column[] | null = null;
    let foreign = false;
    for (const line of lines) {
      if (line.text.startsWith("#") || isRule(splitCells(line.text))) continue;
      const heading = headingOf(line.text);
      if (isOurs(heading)) {
        columns = heading;
        continue;
      }
      const values = valuesOf(line.text);
      if (values.length < 2) account.refuse(line, "unknown");
      else if (values.every((value) => value === undefined)) {
        foreign ||= columns === null && found.length === 0;
        account.refuse(line, foreign ? "columns" : "unknown");
      } else if (foreign && columns === null) account.refuse(line, "columns");
      else if (found.length >= most) account.refuse(line, "too-many");
      else {
        const point = pointOf(line, columns);
        if (typeof point === "string") account.refuse(line, point);
        else found.push(point);
      }
    }
    account.used = found.length;
    return { points: found, used: account.used, rejected: account.rejected };
  },
};

function splitCells(text: string): readonly string[] {
  const table = cellsOf(text);
  if (table.length > 1) return table;
  return text
    .split(text.includes(";") ? ";" : ",", 12)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

const headingOf = (text: string): readonly Column[] =>
  splitCells(text).map((cell) => names[cell.toLowerCase().replaceAll("_", " ")] ?? "");

const isOurs = (heading: readonly Column[]) =>
  heading.includes("alpha") && (heading.includes("N") || heading.includes("x"));

/** Two to four short cells, at least two of them numbers and at most one that is none. */
function isRow(text: string): boolean {
  const values = text.length > 120 ? [] : valuesOf(text);
  const numbers = values.filter((value) => value !== undefined).length;
  return values.length >= 2 && values.length <= 4 && numbers >= Math.max(2, values.length - 1);
}

function valuesOf(text: string): readonly (number | undefined)[] {
  const cells = splitCells(text);
  return cells.length < 2 ? [] : cells.map(numberOf);
}

function numberOf(cell: string): number | undefined {
  if (!cell.endsWith("%")) return readNumber(cell);
  const percent = readNumber(cell.slice(0, -1));
  return percent === undefined ? undefined : percent / 100;
}

function pointOf({ text }: Line, heading: readonly Column[] | null): AcceptancePoint | Problem {
  const values = valuesOf(text);
  const columns: readonly Column[] =
    heading ?? (values.length === 3 ? ["x", "y", "alpha"] : ["N", "alpha"]);
  const value = (name: Column) => values[columns.indexOf(name)];
  const alpha = value("alpha");
  if (alpha === undefined || values.length !== columns.length) return "columns";
  if (!(alpha >= 0 && alpha <= 1)) return "alpha-outside";
  const held = Math.min(alpha, maxAcceptance);
  const [N, x, y] = [value("N"), value("x"), value("y")];
  if (x !== undefined && y !== undefined) {
    if (!(x >= 1 && x <= Math.min(1e6, maxPerplexity) && y >= 1 && y <= 1e6)) return "size-outside";
    return { kind: "perplexity", x, y, alpha: held };
  }
  if (N === undefined) return "columns";
  if (!(N >= 1e3 && N <= 1e14)) return "size-outside";
  return { kind: "size", N, alpha: held };
}

import { decodeResult, encodeResult, type Result } from "../../scenario/result.ts";
import { resultOfRun } from "../shared/result.ts";

/** The results in a text, and what was wrong with those that are none: clauses that follow "a result". */
export interface Reading {
  readonly results: readonly Result[];
  readonly problems: readonly string[];
}

/** No text of a class is longer. */
export const longestText = 4_000_000;

/** Finds every result in a text: in links, alone on a line, in a cell of a CSV file, in a file that the lab has
 *  saved as JSON. Total; nothing of the text is ever run. */
export function readResults(text: string): Reading {
  const results = new Map<string, Result>();
  const problems: string[] = [];
  const keep = (result: Result | null, problem: string | null) => {
    if (result !== null) results.set(encodeResult(result), result);
    else if (problem !== null) problems.push(problem);
  };
  const within = text.slice(0, longestText);
  for (const found of [...inLinks(within), ...bare(within)]) {
    const { result, problem } = decodeResult(found);
    keep(result, problem);
  }
  const saved = savedByLab(within);
  if (saved !== undefined) keep(saved, "is a run that lacks something");
  return { results: [...results.values()], problems };
}

function inLinks(text: string): string[] {
  return [...text.matchAll(/[?&]result=([^\s&#"<>]*)/g)].map(([, found = ""]) => {
    const parsed = new URLSearchParams(`r=${found}`);
    return parsed.get("r") ?? "";
  });
}

/** To the end of the line, of the cell or of the string. */
function bare(text: string): string[] {
  return [...text.matchAll(/(?<=^|[\s"',;[(])\d{1,4}~\w~[^"\r\n]*/gm)].map(([found]) =>
    found.trim(),
  );
}

/** The run in the lab's own JSON file; undefined where the text is no such file. */
function savedByLab(text: string): Result | null | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof file !== "object" || file === null || !("result" in file)) return undefined;
  const device = "device" in file ? file.device : null;
  const adapter =
    typeof device === "object" && device !== null && "adapter" in device ? device.adapter : null;
  return resultOfRun(file.result, typeof adapter === "string" ? adapter : "");
}

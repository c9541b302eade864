import { encodeResult, maxResults } from "../../scenario/result.ts";
import { add } from "./board-store.ts";
import { longestText, readResults } from "./read.ts";
import { texts } from "./texts.ts";

/** What came of something that was given to the board, in words. */
export interface Outcome {
  readonly text: string;
  readonly kind: "info" | "warn";
}

/** Puts the results of a text on the board. */
export function collectText(text: string): Outcome {
  const { results, problems } = readResults(text);
  const [first] = problems;
  const refused = first === undefined ? "" : texts.refused(problems.length, first);
  if (results.length === 0) return { text: refused || texts.nothing, kind: "warn" };
  const { added, known, full } = add(results);
  const words = [texts.added(added, known), full ? texts.full(maxResults) : "", refused];
  const trouble = full || refused !== "";
  return { text: words.filter(Boolean).join(" "), kind: trouble ? "warn" : "info" };
}

/** The same for files: text, CSV, JSON, and pictures of QR codes. */
export async function collectFiles(files: readonly File[]): Promise<Outcome> {
  const contents: string[] = [];
  for (const file of files) {
    const text = await textOf(file);
    if (text === null) return { text: texts.unreadable(file.name), kind: "warn" };
    // a file of the lab is one JSON value; read alone, and handed on as the results in it
    contents.push(readResults(text).results.map(encodeResult).join("\n") || text);
  }
  return collectText(contents.join("\n"));
}

async function textOf(file: File): Promise<string | null> {
  try {
    if (file.type.startsWith("image/")) {
      const { scanFile } = await import("./scan.ts");
      return (await scanFile(file)) ?? "";
    }
    return file.size > longestText ? null : await file.text();
  } catch {
    return null;
  }
}

import type { MethodName } from "./method.ts";

/** A released head or drafter, the target that it was trained for, and where the pair is named. */
export interface Head {
  readonly repository: string;
  readonly method: MethodName;
  /** Ids of the targets. */
  readonly targets: readonly string[];
  /** The document that pairs them, at the commit that it was read at. */
  readonly source: string;
}

/** Heads of one document: repository, method, targets apart by commas. */
export function table(source: string, text: string): readonly Head[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [repository = "", method = "", targets = ""] = line.trim().split(/\s+/);
      return {
        repository,
        method: method as MethodName,
        targets: targets.split(","),
        source: `https://github.com/${source}`,
      };
    });
}

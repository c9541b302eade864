import type { Problem } from "./measurement.ts";
import { isCount, numberAfter, shares } from "./numbers.ts";

/** A `statistics draft…` line of llama.cpp, counted from the server's start. */
export interface Statistics {
  /** draft, draft-mtp, draft-eagle3, mtp, dflash: what drafted. */
  readonly kind: string;
  readonly drafts: number;
  readonly drafted: number;
  readonly accepted: number;
  /** Share of drafts accepted up to each position; newer builds print it. */
  readonly cumulative: readonly number[];
}

/** Reads one; null where it drafted nothing, and why where it cannot be read. */
export function statisticsLine(text: string): Statistics | Problem | null {
  const [, kind] = /statistics +([\w-]{1,40}) *:/.exec(text) ?? [];
  if (kind === undefined) return "cut-line";
  const drafts = numberAfter(text, "#gen drafts");
  const drafted = numberAfter(text, "#gen tokens");
  const accepted = numberAfter(text, "#acc tokens");
  if (drafts === 0) return null;
  if (!/^(draft([-_]\w+)?|mtp|eagle3|dflash|dspark)$/.test(kind)) return "not-a-draft-model";
  // the duration ends the line: without it the counts before may be cut
  if (!isCount(drafts) || !isCount(drafted) || accepted === undefined || !/, ?dur/.test(text))
    return "cut-line";
  if (accepted > drafted) return "bad-rate";
  const [, list] = /#acc rate\/pos = \(([\d., ]{1,2000})\)/.exec(text) ?? [];
  const cumulative = list === undefined ? [] : shares(list);
  if (cumulative === undefined) return "bad-rate";
  return { kind, drafts, drafted, accepted, cumulative };
}

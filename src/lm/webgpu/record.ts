import type { Closing, Origin, Proposal, Verdict } from "../engine.ts";
import type { Constants } from "./template.ts";

/** What an iteration leaves on the device: words of a head, then four words a proposal (token, bits of
 *  q, bits of p, bits of the coin). See close() in record.wgsl. */
const headWords = 12;
const origins = [null, "correction", "bonus", "target"] as const satisfies (Origin | null)[];

/** The words of a record with room for `cap` proposals. */
export const recordWords = (cap: number): number => headWords + 4 * cap;

export const recordConstants = (cap: number, iterations: number): Constants => ({
  RECORD: recordWords(cap),
  RECORD_HEAD: headWords,
  ITERATIONS: iterations,
  ORIGIN_NONE: 0,
  ORIGIN_CORRECTION: 1,
  ORIGIN_BONUS: 2,
  ORIGIN_TARGET: 3,
});

/** An iteration's decisions, as the device made them. */
export interface Decisions {
  readonly position: number;
  readonly tokens: readonly number[];
  readonly gamma: number;
  readonly proposals: readonly Proposal[];
  readonly verdicts: readonly Verdict[];
  readonly closing: Closing | null;
  readonly finish: "end-of-text" | "end" | null;
}

/** The record number `i`, or null where the device wrote none because the text was over. */
export function readRecord(words: Uint32Array, i: number, cap: number): Decisions | null {
  const at = i * recordWords(cap);
  if (words[at] === 0) return null;
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  const [, position, gamma, judged, accepted, token, origin] = words.subarray(at, at + headWords);
  const entry = (j: number) => at + headWords + 4 * j;
  const proposals = Array.from({ length: gamma }, (_, j) => ({
    token: words[entry(j)],
    q: floats[entry(j) + 1],
  }));
  const verdicts = Array.from({ length: judged }, (_, j) => ({
    p: floats[entry(j) + 2],
    coin: floats[entry(j) + 3],
    accepted: j < accepted,
  }));
  const from = origins[origin];
  const closing =
    from === null ? null : { token, origin: from, u: floats[at + 7], p: floats[at + 8] };
  const tokens = proposals.slice(0, accepted).map((proposal) => proposal.token);
  if (closing !== null) tokens.push(closing.token);
  const finish = ([null, "end-of-text", "end"] as const)[words[at + 9]];
  return { position, tokens, gamma, proposals, verdicts, closing, finish };
}

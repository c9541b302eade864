import type { Closing, Iteration, Proposal, Span, Verdict } from "../engine.ts";
import { header } from "./job.ts";

type Read = Omit<Iteration, "finish" | "distributions">;

/** One token of a record of assembly/generate.as `write`: token, u, p, start, passed, end. */
export function readToken(record: Float64Array, position: number): Read {
  const [token, u, p, start, passed, end] = record;
  return {
    position,
    tokens: [token],
    gamma: 0,
    proposals: [],
    verdicts: [],
    closing: { token, origin: "target", u, p },
    spans: [
      { phase: "verify", start, end: passed },
      { phase: "decide", start: passed, end },
    ],
  };
}

/** The record of assembly/generate.as `speculate`: γ, accepted, verdicts, closing token or −1, whether it
 *  is a correction, its u and p; start, drafted, verified, end; γ times token and q; a verdict's p, coin
 *  and whether it accepts. `residual` says whether there is one. */
export function readIteration(
  record: Float64Array,
  position: number,
): Read & { residual: boolean } {
  const [gamma, accepted, judged, closer, corrected, u, p, start, drafted, verified, end] = record;
  const proposals = Array.from({ length: gamma }, (_, i): Proposal => {
    const at = header + 2 * i;
    return { token: record[at], q: record[at + 1] };
  });
  const verdicts = Array.from({ length: judged }, (_, i): Verdict => {
    const at = header + 2 * gamma + 3 * i;
    return { p: record[at], coin: record[at + 1], accepted: record[at + 2] === 1 };
  });
  const origin = corrected === 1 ? "correction" : "bonus";
  const closing: Closing | null = closer < 0 ? null : { token: closer, origin, u, p };
  const tokens = proposals.slice(0, accepted).map(({ token }) => token);
  if (closing !== null) tokens.push(closing.token);
  const spans: Span[] = [
    { phase: "draft", start, end: drafted },
    { phase: "verify", start: drafted, end: verified },
    { phase: "decide", start: verified, end },
  ];
  return {
    position,
    tokens,
    gamma,
    proposals,
    verdicts,
    closing,
    spans,
    residual: corrected === 1,
  };
}

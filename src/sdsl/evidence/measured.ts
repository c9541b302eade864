import { requireOneOf, requireRange } from "../range.ts";
import rows from "./measured.json" with { type: "json" };

export const confidences = ["high", "medium", "low"] as const;
/** How directly a row was read: from a table; derived from counts that the source prints; in passing,
 *  "up to", the end of a range. Rows of low confidence are shown and not scored. */
export type Confidence = (typeof confidences)[number];

/** One published measurement of speculative decoding with a separate draft model, as the source
 *  gives it. `undefined` is what the source doesn't say. */
export interface MeasuredRow {
  readonly id: string;
  readonly source: string;
  /** The line that the row was read from. */
  readonly quote: string;
  readonly notes: string | undefined;
  readonly confidence: Confidence;
  readonly target: string;
  readonly draft: string | undefined;
  readonly M: number | undefined;
  readonly N: number | undefined;
  readonly hardware: string;
  readonly batch: number | undefined;
  /** Tokens drafted an iteration. */
  readonly gamma: number | undefined;
  /** Acceptance, as the source defines it. */
  readonly alpha: number | undefined;
  /** Mean tokens an iteration, the target's own counted. */
  readonly tokens: number | undefined;
  /** Time of a draft step over a target step, measured by the source. */
  readonly c: number | undefined;
  /** Time a token of each alone, ms. */
  readonly targetMs: number | undefined;
  readonly draftMs: number | undefined;
  readonly task: string | undefined;
  readonly speedup: number;
  /** The source's own prediction. */
  readonly predicted: number | undefined;
}

type Raw = (typeof rows)[number];

const known = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

/** Checked where it comes in: the rest of the app may rely on it. */
function rowOf(raw: Raw): MeasuredRow {
  const optional = (name: string, value: number | null | undefined, low: number, high: number) =>
    value === null || value === undefined
      ? undefined
      : requireRange(`${raw.id}: ${name}`, value, low, high);
  return {
    id: raw.id,
    source: raw.source,
    quote: raw.quote,
    notes: known("notes" in raw ? raw.notes : undefined),
    confidence: requireOneOf("confidence", raw.confidence as Confidence, confidences),
    target: raw.target,
    draft: known(raw.draft),
    M: optional("target_params", raw.target_params, 1e6, 1e14),
    N: optional("draft_params", raw.draft_params, 1e3, 1e14),
    hardware: raw.hardware,
    batch: optional("batch", raw.batch, 1, 4096),
    gamma: optional("gamma", raw.gamma, 1, 64),
    alpha: optional("alpha", raw.alpha, 0, 0.9999),
    tokens: optional("mean_tokens_per_iteration", raw.mean_tokens_per_iteration, 1, 65),
    c: optional("cost_ratio_c", raw.cost_ratio_c, 1e-6, 10),
    targetMs: optional("t_target_ms", raw.t_target_ms, 1e-3, 1e6),
    draftMs: optional("t_draft_ms", raw.t_draft_ms, 1e-3, 1e6),
    task: known(raw.task),
    speedup: requireRange(`${raw.id}: measured_speedup`, raw.measured_speedup, 0.01, 100),
    predicted: optional(
      "predicted_by_source",
      "predicted_by_source" in raw ? raw.predicted_by_source : undefined,
      0.01,
      100,
    ),
  };
}

/** All rows, in the order of the file. */
export const measuredRows: readonly MeasuredRow[] = rows.map(rowOf);

import type { Backend } from "../lm/engine.ts";
import type { SweepPoint } from "./findings.ts";

/** Where a model's files come from: our family by id, or files that the user dropped. */
export type ModelSource =
  | { readonly kind: "family"; readonly id: string }
  | { readonly kind: "files"; readonly name: string; readonly files: readonly File[] };

/** One of our own models, as public/models/index.json lists it. */
export interface FamilyModel {
  readonly id: string;
  readonly name: string;
  readonly params: number;
  readonly paramsNonEmbedding: number;
  readonly bytes: number;
  readonly tokens: number;
  readonly perplexity: number;
  readonly distilledFrom: string | null;
  /** As a draft, by the id of each larger target; empty where that is not known. */
  readonly acceptance: Readonly<Record<string, PairAcceptance | undefined>>;
}

/** How often a target takes what a draft proposes, over held-out text; both from 0 to 1. */
export interface PairAcceptance {
  /** At temperature 1: the mean over positions of Σ min(p, q). */
  readonly alpha: number;
  /** The share of positions at which both rank the same token first. */
  readonly greedy: number;
}

/** What a run is asked to do. */
export interface RunSettings {
  readonly backend: Backend | "auto";
  readonly target: ModelSource;
  /** Without a draft the target runs alone; auto is the one of our family that a short trial on the device
   *  finds best. */
  readonly draft: ModelSource | "auto" | null;
  /** Lookahead, 0..16; auto is the best by the calibrated prediction. */
  readonly gamma: number | "auto";
  readonly temperature: number;
  /** In (0, 1]. */
  readonly topP: number;
  /** uint32. */
  readonly seed: number;
  readonly prompt: string;
  /** When given, repetitions take turns through these and `prompt` is not used. */
  readonly prompts?: readonly string[];
  /** Tokens to write, 16..480. */
  readonly length: number;
  /** The most time for calibration and repeated runs together, seconds. */
  readonly budget: number;
}

/** How a sweep is made. */
export interface SweepOptions {
  /** The drafts to try; by default all of the family that are smaller than the target. */
  readonly drafts?: readonly ModelSource[];
  /** The lookaheads to try; by default 1, 2, 3, 4, 5, 6, 8, 12. */
  readonly gammas?: readonly number[];
  /** The most time, seconds; by default 90. */
  readonly budget?: number;
  /** Points that were measured before, with the same settings: they are not measured again. */
  readonly known?: readonly SweepPoint[];
}

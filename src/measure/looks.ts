import type { Iteration } from "../lm/engine.ts";
import type { FamilyModel } from "./asked.ts";

/** An iteration, and what it says. */
export interface Traced {
  readonly iteration: Iteration;
  /** The text that each of its tokens adds, and that each proposal would have added. */
  readonly texts: readonly string[];
  readonly proposed: readonly string[];
}

/** How a model of ours would do as a draft, without any clock. */
export interface Scored extends FamilyModel {
  /** Mean of the sum of min(p, q) along texts that the target wrote. */
  readonly alpha: number;
}

/** A proposal of a person who plays the draft, and its decision. */
export interface Judged {
  readonly text: string;
  /** The target's probability of it. */
  readonly p: number;
  readonly coin: number;
  readonly accepted: boolean;
  /** What the draft would have been accepted with in this place: the sum of min(p, q). */
  readonly draft: number;
  /** What the target thought likeliest. */
  readonly top: readonly { readonly text: string; readonly p: number }[];
}

/** What came of a guess. */
export interface Turn {
  /** Up to the first rejection. */
  readonly judged: readonly Judged[];
  /** What the text grows by: the accepted tokens, then the target's own. */
  readonly added: string;
  /** The target's own part of it; empty where all was accepted. */
  readonly correction: string;
  /** The target ended the text. */
  readonly ended: boolean;
}

/** What the microscope shows: the most probable tokens of a decision. */
export interface Magnified {
  readonly position: number;
  readonly rows: readonly {
    readonly proposal: string;
    readonly p: number;
    readonly q: number;
    readonly coin: number;
    readonly accepted: boolean;
    /** The tokens with the most mass in p or q, at most eight, with both probabilities and the residual. */
    readonly top: readonly {
      readonly text: string;
      readonly p: number;
      readonly q: number;
      readonly residual: number;
    }[];
  }[];
  readonly closing: {
    readonly text: string;
    readonly origin: string;
    readonly u: number;
    readonly p: number;
  } | null;
}

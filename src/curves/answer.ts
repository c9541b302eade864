import type { Clamp } from "../sdsl/acceptance.ts";
import type { OptimumKind } from "../sdsl/optimum.ts";
import type { Band } from "../sdsl/uncertainty.ts";
import type { Contour } from "./contours.ts";
import type { CostView } from "./costs.ts";
import type { Point } from "./resolve.ts";

/** y over x, with the ends of its 95% band. All of one length. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** The headline numbers, at the draft that is looked at. */
export interface Readouts {
  /** The best draft under all that is set, N aside; NaN where no draft gains. */
  readonly N_opt: number;
  readonly alpha: number;
  readonly draft_perplexity: number;
  readonly target_perplexity: number;
  readonly gamma_opt: number;
  readonly gamma_int: number;
  readonly tokens_per_iteration: number;
  readonly speedup: number;
  readonly speedup_int: number;
  readonly N_law: number;
  readonly ratio: number;
}

export interface Headline {
  readonly readouts: Readouts;
  readonly bands: Partial<Record<keyof Readouts, Band>>;
  /** The draft and the lookahead that the readouts are at. */
  readonly N: number;
  readonly gamma: number;
  /** c: one draft step, in target passes. */
  readonly c: number;
  /** The chain at the draft that is looked at, at the best one (null where none gains), and, where a
   *  lookahead is set, at the one that is best when it is free (null too where none gains). */
  readonly point: Point;
  readonly best: Point | null;
  readonly free: Point | null;
  /** The highest acceptance of any draft, by the plane as it stands. */
  readonly mostAccepted: number;
  /** Whether the roofline's pass over two tokens a sequence waits for arithmetic; false for other costs. */
  readonly arithmeticBound: boolean;
  /** Cost of verifying two tokens, in target passes. */
  readonly firstToken: number;
  /** Cost of verifying gamma + 1 tokens, in target passes. */
  readonly verify: number;
  readonly clamp: Clamp;
  readonly kind: OptimumKind;
  /** Where a set acceptance holds. */
  readonly anchor: number;
  /** Acceptance by the plane as published, at the anchor: what alpha=auto shows. */
  readonly alphaAuto: number;
  /** The calibrated plane's value at x = y = 0. */
  readonly intercept: number;
  /** Of N*, or where no draft gains of the one that comes closest; the lookahead real, or as set. */
  readonly speedupAtOptimum: number;
  readonly gammaAtOptimum: number;
  /** The same draft under each cost model. */
  readonly costs: readonly CostView[];
}

export interface Lookahead {
  /** Real lookaheads, and the band from that of alpha. */
  readonly curve: Curve;
  /** Speedup at 0, 1, 2, … */
  readonly whole: Float64Array;
}

export interface Optimum {
  /** N* over M and its band. */
  readonly curve: Curve;
  /** mu M + M0 over the same M, and its 95% band. */
  readonly law: Curve;
}

export interface SpeedupMap {
  readonly N: Float64Array;
  readonly gamma: Float64Array;
  /** values[j * N.length + i] at N[i], gamma[j]. */
  readonly values: Float64Array;
  /** Where the values reach each step of the palette, ascending; one of them is 1. */
  readonly areas: readonly Contour[];
}

/** Draft sizes, as a half-open range, where the plane had to be cut off. */
export interface ClampedRange {
  readonly clamp: Exclude<Clamp, "none">;
  readonly from: number;
  readonly to: number;
}

export interface PinAnswer {
  readonly name: string;
  readonly main: Curve;
  readonly lookahead: Curve;
  readonly headline: Headline;
}

/** What is looked at first: the headline and the curves that cost next to nothing. */
export interface First {
  readonly headline: Headline;
  /** The main chart's y over its x. */
  readonly main: Curve;
  readonly lookahead: Lookahead;
  /** alpha over N, with the draft's perplexity at each. */
  readonly acceptance: Curve;
  readonly perplexity: Float64Array;
  readonly clamped: readonly ClampedRange[];
  readonly pins: readonly PinAnswer[];
}

/** What follows: many searches for N*, and the contours of the map. */
export interface Rest {
  readonly optimum: Optimum;
  readonly map: SpeedupMap;
}

/** Every curve of the Explore page for one scenario. */
export type Answer = First & Rest;

/** The buffers of an answer, to be moved rather than copied. */
export function buffersOf(value: unknown, found: ArrayBuffer[] = []): ArrayBuffer[] {
  if (value instanceof Float64Array) found.push(value.buffer as ArrayBuffer);
  else if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}

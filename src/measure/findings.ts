import type { Backend } from "../lm/engine.ts";

/** A median with its spread, over `count` samples. */
export interface Sampled {
  readonly median: number;
  /** 25th and 75th percentile. */
  readonly low: number;
  readonly high: number;
  readonly samples: readonly number[];
}

/** What the device's own timings say; all times in milliseconds. */
export interface Calibration {
  /** Tokens in the cache while it was timed. */
  readonly context: number;
  /** One autoregressive token of the target, and of the draft inside an iteration. */
  readonly tAutoregressive: Sampled;
  readonly tDraft: Sampled;
  /** tVerify[k - 1]: one pass of the target over k tokens, k = 1..maxGamma + 1. */
  readonly tVerify: readonly Sampled[];
  /** What an iteration takes besides its passes: decisions, read-back, JavaScript. On average, and
   *  overhead[gamma] at each lookahead 0..maxGamma, since every proposal is decided over. */
  readonly tOverhead: Sampled;
  readonly overhead: readonly number[];
  /** Whether the engine timed its phases. Otherwise only whole iterations are known: t_draft is then the
   *  draft's own autoregressive time, and the overhead is in t_verify. */
  readonly phased: boolean;
  /** Expected acceptance E[sum min(p, q)] along the target's own text, before any speculation. */
  readonly alpha: number;
  /** Whether the GPU's own clock was used. */
  readonly deviceClock: boolean;
  /** texts[i][t]: the probability min(1, q/p) with which a proposal would have been kept in place t of the
   *  i-th text that the target wrote; for predictions without the assumption of constant acceptance. */
  readonly texts: readonly (readonly number[])[];
}

/** Made from a calibration; for a run first before anything is measured. */
export interface Prediction {
  readonly gamma: number;
  readonly alpha: number;
  /** c = N / M. */
  readonly c: number;
  /** (1 - alpha^(gamma + 1)) / (1 - alpha). */
  readonly tokens: number;
  /** S_SDSL = tokens / (gamma c + 1). */
  readonly sdsl: number;
  /** S_calibrated = tokens t_AR / (gamma t_draft + t_verify(gamma + 1) + t_overhead). */
  readonly calibrated: number;
  /** Expected tokens an iteration with the acceptance that each place of the calibration texts has, instead
   *  of one alpha for all, and S_calibrated with them. */
  readonly tokensAlongText: number;
  readonly calibratedAlongText: number;
  /** The predictions at each lookahead 0..maxGamma, for the curves. */
  readonly curve: readonly {
    readonly gamma: number;
    readonly tokens: number;
    readonly sdsl: number;
    readonly calibrated: number;
    readonly tokensAlongText: number;
    readonly calibratedAlongText: number;
  }[];
}

export type Lane = "autoregressive" | "speculative";

/** What one repetition took, from the arrival of its first iteration, which has the prompt in it, to that of
 *  its last but one message: the tokens and iterations are those that came in this time. */
export interface Repetition {
  readonly lane: Lane;
  readonly tokens: number;
  readonly iterations: number;
  readonly milliseconds: number;
}

/** A term of the gap between the calibrated prediction and the measurement. Costs are in tokens of the
 *  target alone, each timed beside its own, so that a device that slows down as a whole is in none.
 *  "spread" is what the median of the pairs differs from the ratio of their means by. */
export interface GapTerm {
  readonly term: "acceptance" | "draft cost" | "verify cost" | "overhead" | "spread";
  /** The factor by which this term moves the prediction; below 1 it slows. The terms multiplied are
   *  measured over calibrated. */
  readonly factor: number;
}

export interface RunResult {
  readonly backend: Backend;
  readonly target: string;
  readonly draft: string;
  readonly gamma: number;
  readonly temperature: number;
  /** Accepted over judged proposals. */
  readonly alpha: number;
  /** byPosition[i]: acceptance of proposal i + 1 given that those before it were accepted, and of how many. */
  readonly byPosition: readonly { readonly rate: number; readonly count: number }[];
  /** tokensPerIteration[k]: iterations that added k tokens. */
  readonly histogram: readonly number[];
  readonly tokensPerIteration: number;
  readonly tokensPerSecondAutoregressive: Sampled;
  readonly tokensPerSecondSpeculative: Sampled;
  /** Autoregressive time a token over speculative time a token, paired repetition by repetition. */
  readonly speedup: Sampled;
  /** Where the true speedup lies with 95%: Student's t on the logarithms of the paired ratios, widened
   *  where it would not hold their median. Null for fewer than two pairs. */
  readonly interval: Interval | null;
  /** Pairs of runs that are left out, since one of them took far more or less time than the others. */
  readonly disturbed: number;
  /** Why repeating stopped. */
  readonly stopped: "interval is tight" | "time is spent" | "by hand";
  /** Greedy: every token identical to the target alone, up to a tie if there is one. Sampled: every
   *  decision replayed from its random numbers and found right. */
  readonly lossless: boolean;
  /** The first thing that was found wrong where it isn't lossless. */
  readonly flaw: string | null;
  /** Where greedy texts part because two logits are equal within rounding, in words; no flaw. */
  readonly tie: string | null;
  /** From texts that were timed in the same blocks as those that were measured. */
  readonly prediction: Prediction;
  readonly calibration: Calibration;
  /** S_calibrated as it was before anything was measured. */
  readonly predictedBefore: number;
  /** What of the calibrated prediction's error is due to which term, from what the run measured. */
  readonly gap: readonly GapTerm[];
  /** Share of an iteration's wall time by phase, 0..1. */
  readonly phases: Readonly<Record<string, number>>;
  readonly repetitions: readonly Repetition[];
}

/** One measured point of a sweep. */
export interface SweepPoint {
  readonly draft: string;
  readonly params: number;
  readonly gamma: number;
  readonly prediction: Prediction;
  readonly alpha: number;
  readonly speedup: Sampled;
  /** As in RunResult. */
  readonly interval: Interval | null;
  readonly disturbed: number;
  readonly byPosition: readonly { readonly rate: number; readonly count: number }[];
  readonly tokensPerIteration: number;
  readonly lossless: boolean;
}

/** The acceptance plane fitted to this family's own pairs: alpha = A x + B y + C with y one target's, so
 *  that B y + C is one number. */
export interface FamilyFit {
  readonly slope: number;
  readonly intercept: number;
  /** Root mean square residual of alpha. */
  readonly residual: number;
  readonly points: readonly {
    readonly draft: string;
    readonly x: number;
    readonly alpha: number;
    readonly paper: number;
    /** Expected tokens an iteration by the measured acceptance of each position, over that by one alpha for
     *  all, at the draft's best calibrated lookahead: how far i.i.d. acceptance is off. */
    readonly positionEffect: number;
  }[];
}

export interface SweepResult {
  readonly points: readonly SweepPoint[];
  readonly fit: FamilyFit | null;
  /** Drafts by their best measured speedup, and by each prediction. */
  readonly best: {
    readonly measured: SweepPoint | null;
    readonly calibrated: SweepPoint | null;
    readonly sdsl: SweepPoint | null;
  };
  /** Median over the points of |calibrated - measured| / measured. */
  readonly medianError: number;
  /** The same of calibratedAlongText, which doesn't take acceptance for constant. */
  readonly medianErrorAlongText: number;
  readonly complete: boolean;
}

/** Where a ratio lies with 95%. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What a short trial found of a draft: the best speedup by the device's timings, and where. */
export interface DraftTrial {
  readonly draft: string;
  readonly gamma: number;
  readonly speedup: number;
  /** Of the speedup; null where the trial had one round. */
  readonly interval: Interval | null;
  /** Of its speedup over that of the first, within a round; null for the first itself. */
  readonly overFirst: Interval | null;
}

/** What a short trial found of an engine, tokens a second. */
export interface EngineTrial {
  readonly backend: Backend;
  readonly alone: Sampled;
  /** With a draft, at the best of a few lookaheads; null without one. */
  readonly pair: { readonly rate: Sampled; readonly gamma: number } | null;
}

export interface DeviceCard {
  readonly backend: Backend;
  /** Why this backend was taken, in words. */
  readonly reason: string;
  readonly adapter: string | null;
  readonly software: boolean;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  /** Kernel shapes chosen by measurement, in words. */
  readonly shapes: readonly string[];
  /** The engines that were tried against each other, the chosen one first; empty where there was no choice. */
  readonly trials: readonly EngineTrial[];
}

/** What one engine made of a pair that others ran too: a result, or the reason why it has none. */
export type ComparedEngine =
  | {
      readonly backend: Backend;
      readonly failure: null;
      readonly card: DeviceCard;
      readonly result: RunResult;
    }
  | {
      readonly backend: Backend;
      readonly failure: string;
      readonly card: null;
      readonly result: null;
    };

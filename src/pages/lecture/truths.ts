import { planeOf, rooflineOf } from "../../curves/resolve.ts";
import { modelOf, type Scenario } from "../../scenario/scenario.ts";
import type { OptimalDraft } from "../../sdsl/optimum.ts";
import { headlineLaw } from "../../sdsl/published.ts";
import { passLines, typicalWork } from "../../sdsl/roofline.ts";
import {
  formatCount,
  formatFixed,
  formatPercent,
  formatShare,
  formatTimes,
} from "../../ui/format.ts";
import { chainOf } from "./chain.ts";

/** What the live pictures have found out, by name. */
export type Found = Readonly<
  Partial<Record<"own_alpha" | "accepted" | "speedup_measured", number>>
>;

/** A number that a question asks for: computed from the law or measured, never written down. */
export interface Truth {
  /** Null until it is known. */
  readonly of: (scenario: Scenario, found: Found) => number | null;
  readonly format: (value: number) => string;
}

const roofline = (scenario: Scenario) => {
  const { hardware, load } = rooflineOf(modelOf(scenario));
  return { work: typicalWork(scenario.M, load), hardware };
};

/** Of the best draft; null where none pays. */
const ifPays = (scenario: Scenario, of: (best: OptimalDraft) => number) => {
  const { pays, optimum } = chainOf(scenario).resolved;
  return pays ? of(optimum) : null;
};

export const truths = {
  /** Share of the arithmetic that works while one token is decoded. */
  arithmetic_share: {
    of: (scenario) => {
      const { work, hardware } = roofline(scenario);
      const { memory, arithmetic } = passLines(work, hardware);
      return arithmetic.perToken / Math.max(memory.fixed + memory.perToken, arithmetic.perToken);
    },
    format: (v) => formatPercent(v, 2),
  },
  /** The whole lookahead with the most speed. */
  best_lookahead: {
    of: (scenario) => chainOf(scenario).point.gammaWhole,
    format: formatCount,
  },
  speedup: {
    of: (scenario) => chainOf(scenario).point.speedupWhole,
    format: formatTimes,
  },
  acceptance: {
    of: (scenario) => chainOf(scenario).point.alpha,
    format: (v) => formatFixed(v, 2),
  },
  /** N*. */
  best_draft: {
    of: (scenario) => ifPays(scenario, ({ N }) => N),
    format: formatCount,
  },
  /** What N* gains. */
  best_speedup: {
    of: (scenario) => ifPays(scenario, ({ speedup }) => speedup),
    format: formatTimes,
  },
  /** How many times smaller than its target N* is. */
  best_ratio: {
    of: (scenario) => ifPays(scenario, ({ N }) => scenario.M / N),
    format: formatShare,
  },
  /** What ten points of the draft's perplexity take from acceptance. */
  acceptance_lost: {
    of: (scenario) => -10 * planeOf(scenario).A,
    format: (v) => formatFixed(v, 2),
  },
  /** The target at which the paper's line gives a draft 200 times smaller. */
  target_of_slogan: {
    of: () => (200 * headlineLaw.M0.value) / (1 - 200 * headlineLaw.mu.value),
    format: formatCount,
  },
  /** What the paper's line tends to for large targets. */
  law_limit: {
    of: () => 1 / headlineLaw.mu.value,
    format: formatShare,
  },
  /** Of the tokens that the person in the second scene proposed, those that were accepted. */
  own_alpha: {
    of: (_, { own_alpha = null }) => own_alpha,
    format: (v) => formatPercent(v, 2),
  },
  /** Proposals that the target kept in the iteration that is shown. */
  accepted: {
    of: (_, { accepted = null }) => accepted,
    format: formatCount,
  },
  /** Median of this device. */
  speedup_measured: {
    of: (_, { speedup_measured = null }) => speedup_measured,
    format: formatTimes,
  },
} as const satisfies Record<string, Truth>;

export type TruthName = keyof typeof truths;

export const truthOf = (name: TruthName): Truth => truths[name];
